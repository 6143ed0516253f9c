package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.fault.ServerFrames;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Odd heartbeats, of ours and of theirs. */
class HeartbeatFaultsTest {

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void pongs_of_the_wrong_shape_are_life_and_break_nothing() throws Exception {
        rig.options.setPongTimeout(30_000);
        rig.startAndConnect();

        rig.simulator.sendText("{\"doshii\":{\"pong\":null}}");
        rig.simulator.sendText("{\"doshii\":{\"pong\":\"yes\"}}");
        rig.simulator.sendText("{\"doshii\":{\"pong\":{\"a\":1}}}");
        rig.simulator.sendText("{\"doshii\":{}}");
        rig.simulator.sendText("{\"doshii\":{\"pong\":1,\"extra\":[1,2]},\"more\":true}");
        rig.assertAlive();

        assertThat(rig.consumer().getDisconnects()).isZero();
    }

    @Test
    void a_flood_of_pongs_that_nobody_asked_for() throws Exception {
        rig.options.setPongTimeout(30_000);
        rig.faultOnce(Match.opened(), Actions.sendMany("{\"doshii\":{\"pong\":${n}}}", 20_000, Duration.ZERO));

        rig.startAndConnect();
        rig.assertAlive();

        assertThat(rig.consumer().getDisconnects()).isZero();
    }

    @Test
    void an_answer_that_is_replaced_by_another_value_is_life() throws Exception {
        rig.options.setPongTimeout(700);
        rig.startAndConnect();
        rig.fault(Match.ping(), Actions.replace("{\"doshii\":{\"pong\":1}}"));

        int pings = rig.lastConnection().pings().size();
        Rig.eventually(() -> rig.simulator.connections().get(0).pings().size() >= pings + 4);

        assertThat(rig.consumer().getDisconnects()).isZero();
    }

    @Test
    void pings_of_the_service_are_answered_in_kind() throws Exception {
        rig.startAndConnect();

        rig.simulator.sendText("{\"doshii\":{\"ping\":5,\"version\":\"3.12.0\"}}");
        rig.simulator.sendText("\"primus::ping::1767225600000\"");
        rig.simulator.sendText("\"primus::server::close\"");
        rig.assertAlive();

        Rig.eventually(() -> rig.lastConnection().messages().size() == 2);
        assertThat(rig.lastConnection().messages().get(0)).matches("\\{\"doshii\":\\{\"pong\":5,\"version\":\".+\"}}");
        assertThat(rig.lastConnection().messages().get(1)).isEqualTo("\"primus::pong::1767225600000\"");
        assertThat(rig.consumer().getDisconnects()).isZero();
        assertThat(rig.consumer().getUnreadableMessages()).isZero();
    }

    @Test
    void websocket_pings_are_answered() throws Exception {
        rig.faultOnce(Match.opened(), Actions.wsPings(500));

        rig.startAndConnect();

        Rig.eventually(() -> rig.lastConnection().wsPongs() == 500);
        rig.assertAlive();
        assertThat(rig.consumer().getDisconnects()).isZero();
    }

    @Test
    void answers_to_websocket_pings_that_nobody_reads_do_not_pile_up_for_ever() throws Exception {
        rig.options.setPongTimeout(60_000);
        rig.startAndConnect();

        byte[] ping = ServerFrames.frame(true, ServerFrames.PING, new byte[125]);
        ByteBuffer pings = ByteBuffer.allocate(200_000 * ping.length);
        while (pings.hasRemaining()) {
            pings.put(ping);
        }
        rig.simulator.pauseReading();
        rig.simulator.sendBytes(pings.array());

        rig.awaitReason("does not read the answers to its pings");
        rig.awaitLive();
    }
}
