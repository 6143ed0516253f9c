package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.fault.ServerFrames;
import java.io.EOFException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsOfFramesTest extends SimulatorTest {

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 4000, 4001, 4999})
    void a_socket_is_closed_with_any_code(int code) throws Exception {
        when(Actions.close(code, "why"));
        // A Vert.x client can fail to connect when the close frame comes together with the upgrade.
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            assertThat(client.read(7))
                    .isEqualTo(new byte[] {(byte) 0x88, 5, (byte) (code >> 8), (byte) code, 'w', 'h', 'y'});
        }
    }

    @Test
    void a_close_frame_may_lack_a_code() throws Exception {
        when(Actions.close(1005, ""));
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            assertThat(client.read(2)).isEqualTo(new byte[] {(byte) 0x88, 0});
        }
    }

    @Test
    void a_socket_may_end_without_a_close_frame() throws Exception {
        when(Actions.close(1006, ""));
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            assertThatThrownBy(client::readByte).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void a_flood_of_websocket_pings_is_answered_by_the_client_and_counted() throws Exception {
        when(Actions.wsPings(1000));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().untilAsserted(() -> assertThat(onlyConnection().wsPongs()).isEqualTo(1000));
            assertThat(client.errors()).isEmpty();
        }
    }

    @Test
    void a_message_comes_in_fragments_with_pings_between() throws Exception {
        simulator.faults().add(Fault.on(Match.event("*")).then(Actions.fragment(1, true)));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            simulator.emit("order_created", "{\"name\":\"\ud83c\udf55\"}");
            await().untilAsserted(() -> assertThat(client.texts())
                    .containsExactly("{\"emit\":[\"order_created\",{\"name\":\"\ud83c\udf55\"}]}"));
            await().untilAsserted(() -> assertThat(onlyConnection().wsPongs()).isPositive());
        }
    }

    @Test
    void a_large_message_is_well_formed() throws Exception {
        when(Actions.oversized(300_000));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().untilAsserted(() -> assertThat(client.texts())
                    .singleElement()
                    .satisfies(text -> assertThat(text).hasSize(300_000).endsWith("\"}]}")));
        }
    }

    @Test
    void a_giant_frame_is_only_promised() throws Exception {
        when(Actions.giantHeader(1L << 40));
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            assertThat(client.read(10)).isEqualTo(ServerFrames.header(true, ServerFrames.TEXT, 1L << 40));
            assertThat(client.available()).isZero();
        }
    }

    @Test
    void invalid_utf8_leaves_as_it_is() throws Exception {
        assertSent(Actions.invalidUtf8(), 0x81, 4, '"', 0xc3, 0x28, '"');
    }

    @Test
    void a_continuation_comes_without_a_start() throws Exception {
        assertSent(Actions.continuationWithoutStart(), 0x80, 2, '{', '}');
    }

    @Test
    void a_reserved_opcode_is_used() throws Exception {
        assertSent(Actions.reservedOpcode(), 0x83, 2, '{', '}');
    }

    @Test
    void a_frame_is_masked_though_a_server_must_not() throws Exception {
        assertSent(Actions.maskedFrame(), 0x81, 0x82, 1, 2, 3, 4, '{' ^ 1, '}' ^ 2);
    }

    @Test
    void rubbish_that_is_no_frame_leaves_as_it_is() throws Exception {
        assertSent(Actions.bytes(new byte[] {(byte) 0xff, 0, 17}), 0xff, 0, 17);
    }

    @Test
    void a_compressed_frame_inflates_to_a_bomb() throws Exception {
        when(Actions.deflateBomb(10_000_000));
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            assertThat(client.readByte()).isEqualTo(0xc1);
            await().until(() -> client.available() > 3);
            assertThat(client.available()).isLessThan(20_000);
        }
    }

    private void when(Action action) {
        simulator.faults().add(Fault.on(Match.opened()).then(action));
    }

    private void assertSent(Action action, int... bytes) throws Exception {
        when(action);
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            for (int expected : bytes) {
                assertThat(client.readByte()).isEqualTo(expected);
            }
        }
    }
}
