package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.fault.ServerFrames;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FaultsOfTheTcpConnectionTest extends SimulatorTest {

    private static final String EVENT = "{\"emit\":[\"order_created\",{\"id\":\"1\"}]}";

    @Test
    void a_connection_is_reset_as_soon_as_it_is_accepted() throws Exception {
        simulator.faults().add(Fault.on(Match.connect()).then(Actions.reset()).once());
        try (RawClient client = new RawClient(simulator)) {
            assertThatThrownBy(client::readByte).isInstanceOf(SocketException.class);
        }
        try (RawClient second = RawClient.dial(simulator)) {
            assertThat(second.readHead()).startsWith("HTTP/1.1 101");
        }
    }

    @Test
    void a_connection_is_accepted_and_never_answered() throws Exception {
        simulator.faults().add(Fault.on(Match.connect()).then(Actions.hang()));
        try (RawClient client = RawClient.dial(simulator)) {
            client.socket().setSoTimeout(300);
            assertThatThrownBy(client::readByte).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(simulator.connections()).isEmpty();
    }

    @Test
    void a_socket_is_reset_in_the_middle_of_a_frame() throws Exception {
        simulator.faults().add(Fault.on(Match.event("order_*")).then(Actions.halfMessageThenReset("")));
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            simulator.emit("order_created", "{\"id\":\"1\"}");
            byte[] frame = ServerFrames.text(EVENT);
            byte[] half = Arrays.copyOf(frame, frame.length / 2 + 1);
            assertThat(client.read(half.length)).isEqualTo(half);
            assertThatThrownBy(client::readByte).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void a_message_stalls_half_way_and_nothing_follows() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.event("*"))
                        .then(Actions.halfMessageThenStall(""))
                        .once());
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            simulator.emit("order_created", "{\"id\":\"1\"}");
            simulator.emit("order_created", "{\"id\":\"2\"}");
            client.read(ServerFrames.text(EVENT).length / 2 + 1);
            client.socket().setSoTimeout(300);
            assertThatThrownBy(client::readByte).isInstanceOf(SocketTimeoutException.class);
            assertThat(simulator.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void a_black_hole_neither_reads_nor_writes_and_stays_open() throws Exception {
        simulator.faults().add(Fault.on(Match.ping(2)).then(Actions.blackHole()));
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            client.sendText(PING);
            client.read(ServerFrames.text(PONG).length);
            client.sendText(PING);
            await().untilAsserted(() -> assertThat(onlyConnection().pings()).hasSize(2));
            client.sendText(PING);
            simulator.emit("order_created", "{}");
            client.socket().setSoTimeout(300);
            assertThatThrownBy(client::readByte).isInstanceOf(SocketTimeoutException.class);
            assertThat(onlyConnection().open()).isTrue();
        }
    }

    @Test
    void a_server_that_stops_reading_lets_the_buffers_of_the_network_fill() throws Exception {
        simulator.faults().add(Fault.on(Match.opened()).then(Actions.stopReading()));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            String kilobytes = "x".repeat(100_000);
            for (int i = 0; i < 200; i++) {
                client.send(kilobytes);
            }
            await().until(() -> client.socket().writeQueueFull());
            simulator.emit("still_writing", "");
            await().untilAsserted(() -> assertThat(client.texts()).hasSize(1));
            assertThat(client.socket().writeQueueFull()).isTrue();
            assertThat(onlyConnection().messages()).isEmpty();
        }
    }

    @Test
    void a_server_that_stops_writing_still_reads() throws Exception {
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            await().until(() -> simulator.openConnections() == 1);
            simulator.stopWriting();
            client.sendText(PING);
            await().untilAsserted(() -> assertThat(onlyConnection().pings()).hasSize(1));
            client.sendFrame(8, new byte[] {3, (byte) 0xe8});
            client.socket().setSoTimeout(300);
            assertThatThrownBy(client::readByte).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_close_of_the_client_is_answered_late() throws Exception {
        simulator.faults().add(Fault.on(Match.opened()).then(Actions.slowClose(Duration.ofMillis(400))));
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            long start = System.nanoTime();
            client.sendFrame(8, new byte[] {3, (byte) 0xe8});
            assertThat(client.read(4)).isEqualTo(ServerFrames.close(1000, ""));
            assertThatThrownBy(client::readByte).isInstanceOf(EOFException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
    }

    @Test
    void a_slow_network_delays_both_ways_and_keeps_the_order() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.opened()).then(Actions.shape(0, Duration.ofMillis(200), Duration.ofMillis(100))));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().until(() -> simulator.openConnections() == 1);
            long start = System.nanoTime();
            client.send(PING);
            for (int i = 0; i < 50; i++) {
                simulator.emit("e" + i, "");
            }
            await().until(() -> client.texts().size() == 51);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
            assertThat(client.texts().stream().filter(text -> !text.equals(PONG)))
                    .startsWith("{\"emit\":[\"e0\"]}", "{\"emit\":[\"e1\"]}")
                    .endsWith("{\"emit\":[\"e49\"]}");
        }
    }

    @Test
    void a_narrow_network_lets_so_many_bytes_a_second_through() throws Exception {
        simulator.faults().add(Fault.on(Match.opened()).then(Actions.shape(1000, Duration.ZERO, Duration.ZERO)));
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            await().until(() -> simulator.openConnections() == 1);
            long start = System.nanoTime();
            simulator.sendText("x".repeat(500));
            client.read(504);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
        }
    }

    @Test
    void a_client_that_does_not_read_costs_no_order_and_nothing_that_fits() throws Exception {
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            await().until(() -> simulator.openConnections() == 1);
            String pad = "x".repeat(1000);
            for (int i = 0; i < 20_000; i++) {
                simulator.sendText(i + pad);
            }
            await().until(() -> simulator.queuedMessages() > 0);
            for (int i = 0; i < 20_000; i++) {
                assertThat(readText(client)).isEqualTo(i + pad);
            }
        }
    }

    @Test
    void a_client_that_does_not_read_is_reset_when_too_much_waits_for_it() throws Exception {
        try (DoshiiSimulator small = DoshiiSimulator.start(
                        SimulatorOptions.defaults().withPort(0).withMaxQueuedBytes(100_000));
                RawClient client = RawClient.dial(small)) {
            client.readHead();
            await().until(() -> small.openConnections() == 1);
            String big = "x".repeat(50_000);
            for (int i = 0; i < 1000; i++) {
                small.sendText(big);
            }
            await().until(() -> small.openConnections() == 0);
            assertThat(small.log())
                    .anySatisfy(entry -> assertThat(entry.detail()).contains("too slowly"));
        }
    }

    private static String readText(RawClient client) throws IOException {
        byte[] header = client.read(2);
        int length = header[1];
        if (length == 126) {
            byte[] extended = client.read(2);
            length = (extended[0] & 255) << 8 | extended[1] & 255;
        }
        return new String(client.read(length), StandardCharsets.UTF_8);
    }
}
