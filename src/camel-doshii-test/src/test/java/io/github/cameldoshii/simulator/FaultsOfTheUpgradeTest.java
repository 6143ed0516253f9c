package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.fault.ServerFrames;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsOfTheUpgradeTest extends SimulatorTest {

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 426, 429, 500, 502, 503})
    void a_dial_is_refused_with_any_status(int status) throws Exception {
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.status(status)));
        try (RawClient client = RawClient.dial(simulator)) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 " + status + " ");
            assertThat(client.readAll()).isEmpty();
            assertThat(onlyConnection()).returns(status, ConnectionRecord::status);
        }
    }

    @Test
    void a_refusal_says_when_to_come_again() throws Exception {
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.answer(503, Map.of("Retry-After", "2"), "busy")));
        try (RawClient client = RawClient.dial(simulator)) {
            assertThat(client.readHead()).contains("\r\nRetry-After: 2\r\n");
            assertThat(client.readAll()).asString(StandardCharsets.UTF_8).isEqualTo("busy");
        }
    }

    @Test
    void a_dial_is_redirected() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.upgrade())
                        .then(Actions.answer(302, Map.of("Location", "ws://elsewhere.example/app/socket"), "")));
        try (RawClient client = RawClient.dial(simulator)) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 302").contains("Location: ws://elsewhere.example");
        }
    }

    @Test
    void a_captive_portal_answers_with_its_page() throws Exception {
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.htmlPage()));
        try (RawClient client = RawClient.dial(simulator)) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 200").contains("Content-Type: text/html");
            assertThat(client.readAll()).asString(StandardCharsets.UTF_8).startsWith("<html>");
        }
    }

    @Test
    void the_accept_key_is_right_unless_told_otherwise() throws Exception {
        try (RawClient client = RawClient.dial(simulator)) {
            assertThat(client.readHead()).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
        }
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.wrongAccept()));
        try (RawClient client = RawClient.dial(simulator)) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 101").doesNotContain("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        }
    }

    @Test
    void an_upgrade_is_never_answered() throws Exception {
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.hang()).once());
        try (RawClient client = RawClient.dial(simulator)) {
            client.socket().setSoTimeout(300);
            assertThatThrownBy(client::readByte).isInstanceOf(SocketTimeoutException.class);
            assertThat(onlyConnection()).returns(0, ConnectionRecord::status).returns(false, ConnectionRecord::open);
        }
        await().untilAsserted(() -> assertThat(onlyConnection().closeCode()).isEqualTo(1006));
    }

    @Test
    void an_upgrade_is_answered_one_byte_at_a_time() throws Exception {
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.dribble(Duration.ofMillis(5))));
        try (RawClient client = RawClient.dial(simulator)) {
            long start = System.nanoTime();
            String head = client.readHead();
            assertThat(head).startsWith("HTTP/1.1 101");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThan(Duration.ofMillis(5L * head.length() / 2));
            client.sendText(PING);
            assertThat(client.read(ServerFrames.text(PONG).length)).isEqualTo(ServerFrames.text(PONG));
        }
    }

    @Test
    void an_upgrade_is_reset() throws Exception {
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.reset()));
        try (RawClient client = RawClient.dial(simulator)) {
            assertThatThrownBy(client::readByte).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void an_upgrade_comes_late() throws Exception {
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.delay(Duration.ofMillis(300))));
        long start = System.nanoTime();
        try (RawClient client = RawClient.dial(simulator)) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 101");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void something_that_is_not_http_is_answered() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.upgrade())
                        .then(Actions.bytes("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII))));
        try (RawClient client = RawClient.dial(simulator)) {
            assertThat(client.read(11)).asString(StandardCharsets.US_ASCII).isEqualTo("SSH-2.0-x\r\n");
        }
    }

    @Test
    void messages_come_in_the_same_segment_as_the_upgrade() throws Exception {
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.firstTexts("one", "two", "three")));
        try (RawClient client = RawClient.dial(simulator)) {
            byte[] head = client.readHead().getBytes(StandardCharsets.ISO_8859_1);
            assertThat(head).isNotEmpty();
            assertThat(client.available()).isEqualTo(5 + 5 + 7);
        }
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().untilAsserted(() -> assertThat(client.texts()).containsExactly("one", "two", "three"));
        }
    }

    @Test
    void a_dial_is_accepted_and_then_closed_at_once() throws Exception {
        simulator.faults().add(Fault.on(Match.opened()).then(Actions.close(1000, "")));
        try (RawClient client = RawClient.dial(simulator)) {
            client.readHead();
            assertThat(client.read(4)).isEqualTo(ServerFrames.close(1000, ""));
        }
    }

    @Test
    void only_the_dials_that_were_asked_for_are_refused() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.upgrade())
                        .then(Actions.status(503))
                        .after(1)
                        .times(2));
        for (int status : new int[] {101, 503, 503, 101}) {
            try (RawClient client = RawClient.dial(simulator)) {
                assertThat(client.readHead()).startsWith("HTTP/1.1 " + status);
            }
        }
        assertThat(simulator.faults().list()).singleElement().satisfies(state -> assertThat(state.applied())
                .isEqualTo(2));
        simulator.faults().clear();
        assertThat(simulator.faults().list()).isEmpty();
    }

    @Test
    void an_action_that_does_not_fit_is_refused_when_it_is_written() {
        assertThatThrownBy(() -> Fault.on(Match.connect()).then(Actions.swallow()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Swallow")
                .hasMessageContaining("Connect");
    }
}
