package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.fault.ServerFrames;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One port, one pipeline: what a client sends on one TCP connection, in whatever pieces, is read in its order. */
class RequestsOfOneConnectionTest extends SimulatorTest {

    private static final String UPGRADE = "GET /app/socket?auth=c2ltdWxhdG9y HTTP/1.1\r\nHost: localhost\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Version: 13\r\n\r\n";

    private static String call(String path) {
        return "GET /partner/v3" + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + RestClient.token()
                + "\r\ndoshii-location-id: " + RestClient.LOCATION + "\r\n\r\n";
    }

    /** With the mask 0. */
    private static String textFrame(String text) {
        return "\u0081" + (char) (0x80 | text.length()) + "\0\0\0\0" + text;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    void a_message_that_comes_with_the_upgrade_request_is_read_when_that_is_answered(int millis) throws Exception {
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.delay(Duration.ofMillis(millis))));
        try (RawClient client = new RawClient(simulator)) {
            client.send(UPGRADE + textFrame(PING));
            assertThat(client.readHead()).startsWith("HTTP/1.1 101");
            assertThat(client.read(ServerFrames.text(PONG).length)).isEqualTo(ServerFrames.text(PONG));
        }
    }

    @Test
    void rest_calls_may_be_followed_by_an_upgrade() throws Exception {
        try (RawClient client = new RawClient(simulator)) {
            client.send(call("/tables"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 200");
            assertThat(client.read(2)).isEqualTo(new byte[] {'[', ']'});
            client.send(UPGRADE);
            assertThat(client.readHead()).startsWith("HTTP/1.1 101");
            await().until(() -> simulator.openConnections() == 1);
        }
    }

    @Test
    void calls_sent_in_one_go_are_answered_in_their_order_though_the_first_is_late() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/checkins"))
                        .then(Actions.delay(Duration.ofMillis(200)))
                        .once());
        try (RawClient client = new RawClient(simulator)) {
            client.send(call("/checkins") + call("/nothing").repeat(40) + call("/tables"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 200");
            client.read(2);
            for (int i = 0; i < 40; i++) {
                assertThat(client.readHead()).startsWith("HTTP/1.1 404");
                client.read(length404());
            }
            assertThat(client.readHead()).startsWith("HTTP/1.1 200");
        }
    }

    private static int length404() {
        return ApiResponse.error(404, "no such endpoint").body().length();
    }

    @Test
    void what_is_no_http_is_refused() throws Exception {
        try (RawClient client = new RawClient(simulator)) {
            client.send("\u0016\u0003\u0001 rubbish\r\n\r\n");
            assertThat(new String(client.readAll())).contains(" 400 ").contains("\"statusCode\":400");
        }
    }
}
