package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service closes; the connection is made again, and nothing that had arrived is lost. */
class CloseCodeFaultsTest {

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1005, 1006, 1008, 1009, 1011, 1012, 1013, 3000, 4000, 4001})
    void any_code(int code) throws Exception {
        rig.startAndConnect();

        rig.simulator.closeConnections(code, "");
        rig.awaitMended(1);

        assertThat(rig.reasons).anyMatch(change -> change.contains("\"closeCode\":" + code));
        assertThat(rig.consumer().getConnectAttempts()).isEqualTo(2);
        rig.assertAlive();
    }

    @Test
    void a_reason_is_told_without_its_control_characters() throws Exception {
        rig.startAndConnect();

        rig.simulator.closeConnections(4001, "please\u001b[31m come\nagain");

        rig.awaitReason("please [31m come again");
    }

    @Test
    void three_closes_for_policy_in_a_row_are_a_refusal() throws Exception {
        rig.simulator
                .faults()
                .add(Fault.on(Match.opened())
                        .then(Actions.close(1008, "policy"))
                        .times(3));

        rig.start();
        rig.awaitState("REFUSED");
        rig.awaitLive();

        assertThat(rig.consumer().getConnectAttempts()).isEqualTo(4);
    }

    @Test
    void events_before_a_close_are_delivered_though_the_route_was_full() throws Exception {
        rig.options.setQueueSize(2);
        rig.options.setConnectionEvents(false);
        rig.options.setPongTimeout(30_000);
        CountDownLatch blocked = new CountDownLatch(1);
        rig.startAndConnect(exchange -> blocked.await());
        rig.emit(1, 20);
        Rig.eventually(() -> rig.consumer().isHeldBack());

        rig.simulator.closeConnections(1001, "going away");
        blocked.countDown();
        rig.awaitEvents(20);
        rig.awaitMended(1);

        rig.assertAlive();
        assertThat(rig.ids()).hasSize(21).startsWith(1, 2, 3).endsWith(20, 4711);
    }

    @Test
    void events_before_a_reset_are_delivered_though_the_route_was_full() throws Exception {
        rig.options.setQueueSize(2);
        rig.options.setConnectionEvents(false);
        rig.options.setPongTimeout(30_000);
        CountDownLatch blocked = new CountDownLatch(1);
        rig.startAndConnect(exchange -> blocked.await());
        rig.emit(1, 20);
        Rig.eventually(() -> rig.consumer().isHeldBack() && rig.simulator.queuedMessages() == 0);
        // A pong that was heard tells that the network has brought all of this to the process's door.
        int pings = rig.lastConnection().pings().size();
        Rig.eventually(() -> rig.simulator.connections().get(0).pings().size() > pings + 1);

        rig.simulator.dropConnections();
        Rig.eventually(() -> rig.simulator.openConnections() == 0);
        blocked.countDown();
        rig.awaitEvents(20);
        rig.awaitMended(1);

        rig.assertAlive();
        assertThat(rig.ids()).hasSize(21).startsWith(1, 2, 3).endsWith(20, 4711);
    }
}
