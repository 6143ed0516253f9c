package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A link that is dead, or one way only, is found and mended; one that is slow is left alone. */
class DeadLinkFaultsTest {

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void packets_that_are_lost_both_ways() throws Exception {
        rig.startAndConnect();

        rig.simulator.blackHole();

        Rig.within(Rig.HEARTBEAT.plus(Rig.PONG_TIMEOUT))
                .until(() -> rig.consumer().getDisconnects() == 1);
        rig.awaitReason("no message of any kind");
        rig.awaitLive();
        rig.assertAlive();
    }

    @Test
    void a_service_that_reads_and_says_nothing() throws Exception {
        rig.startAndConnect();

        rig.simulator.stopWriting();

        rig.awaitReason("no message of any kind");
        rig.awaitMended(1);
        rig.assertAlive();
    }

    @Test
    void a_service_that_answers_no_heartbeat_from_the_first_on() throws Exception {
        rig.faultOnce(Match.ping(), Actions.stopWriting());

        rig.start();

        rig.awaitReason("no message of any kind");
        rig.awaitLive();
    }

    @Test
    void pings_that_vanish_while_events_still_come() throws Exception {
        rig.startAndConnect();
        rig.simulator.pauseReading();
        AtomicInteger id = new AtomicInteger();
        Pace events = Pace.every(Duration.ofMillis(50), () -> rig.emit(id.incrementAndGet(), id.get()));
        try {
            Rig.within(Rig.HEARTBEAT.multipliedBy(4).plus(Rig.PONG_TIMEOUT))
                    .until(() -> rig.consumer().getDisconnects() == 1);
        } finally {
            events.close();
        }

        rig.awaitReason("messages arrive but no pong for 3 heartbeats");
        rig.awaitLive();
    }

    @Test
    void a_pong_that_is_late_by_half_the_time_out_is_in_time() throws Exception {
        rig.options.setPongTimeout(4_000);
        rig.fault(Match.ping(), Actions.delay(Duration.ofMillis(400)));

        rig.startAndConnect();
        Rig.eventually(() -> rig.simulator.connections().get(0).pings().size() >= 5);

        assertThat(rig.consumer().getDisconnects()).isZero();
        Rig.eventually(() -> rig.consumer().getRoundTripMillis() >= 400);
    }

    @Test
    void a_pong_that_is_later_than_the_time_out_costs_one_connection() throws Exception {
        rig.startAndConnect();
        rig.fault(Match.ping(), Actions.delay(Rig.PONG_TIMEOUT.multipliedBy(3)));

        rig.awaitReason("no message of any kind");
        rig.simulator.faults().clear();
        rig.awaitMended(1);
        long disconnects = rig.consumer().getDisconnects();
        Rig.eventually(() -> rig.lastConnection().pings().size() >= 4);

        assertThat(rig.consumer().getDisconnects()).isEqualTo(disconnects);
    }

    @Test
    void a_reset_at_any_moment() throws Exception {
        rig.startAndConnect();

        rig.simulator.dropConnections();
        rig.awaitMended(1);
        rig.simulator.dropConnections();
        rig.awaitMended(2);

        rig.assertAlive();
        assertThat(rig.reasons).anyMatch(change -> change.contains("reset") || change.contains("cut"));
    }

    @Test
    void a_reset_in_the_middle_of_a_message() throws Exception {
        rig.startAndConnect();
        rig.faultOnce(Match.event("order_created"), Actions.halfMessageThenReset(""));

        rig.simulator.emit("order_created", "{\"id\":1,\"notes\":\"" + "x".repeat(10_000) + "\"}");
        rig.awaitMended(1);

        rig.assertAlive();
        assertThat(rig.ids()).containsExactly(4711);
        assertThat(rig.consumer().getUnreadableMessages()).isZero();
    }

    @Test
    void a_message_that_is_never_finished() throws Exception {
        rig.startAndConnect();
        rig.faultOnce(Match.event("order_created"), Actions.halfMessageThenStall(""));

        rig.simulator.emit("order_created", "{\"id\":1}");
        rig.awaitMended(1);

        rig.assertAlive();
    }

    @Test
    void a_slow_and_wavering_network_is_not_dead() throws Exception {
        rig.options.setPongTimeout(5_000);
        rig.fault(Match.opened(), Actions.shape(20_000, Duration.ofMillis(200), Duration.ofMillis(100)));

        rig.startAndConnect();
        rig.emit(1, 100);
        rig.awaitEvents(100);

        assertThat(rig.ids()).isSorted().hasSize(100);
        Rig.eventually(() -> rig.consumer().getRoundTripMillis() >= 100);
        assertThat(rig.consumer().getDisconnects()).isZero();
    }

    @Test
    void a_far_side_that_is_slow_to_close_does_not_hold_up_the_next_attempt() throws Exception {
        rig.fault(Match.opened(), Actions.slowClose(Duration.ofSeconds(30)));
        rig.startAndConnect();

        long before = System.nanoTime();
        rig.consumer().reconnect();
        rig.awaitMended(1);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }
}
