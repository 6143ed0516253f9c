package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsOfMessagesTest extends SimulatorTest {

    @Test
    void pings_are_not_answered_from_the_second_on() throws Exception {
        simulator.faults().add(Fault.on(Match.pingsFrom(2)).then(Actions.swallow()));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            client.send(PING);
            client.send(PING);
            client.send(PING);
            await().untilAsserted(() -> assertThat(onlyConnection().pings()).hasSize(3));
            simulator.emit("end", "");
            await().untilAsserted(() -> assertThat(client.texts()).containsExactly(PONG, "{\"emit\":[\"end\"]}"));
        }
    }

    @Test
    void a_pong_comes_late() throws Exception {
        simulator.faults().add(Fault.on(Match.ping(1)).then(Actions.delay(Duration.ofMillis(300))));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            long start = System.nanoTime();
            client.send(PING);
            await().untilAsserted(() -> assertThat(client.texts()).containsExactly(PONG));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void a_pong_has_another_value_or_shape() throws Exception {
        simulator
                .faults()
                .add(
                        Fault.on(Match.ping(1)).then(Actions.replace("{\"doshii\":{\"pong\":999}}")),
                        Fault.on(Match.ping(2)).then(Actions.replace("{\"doshii\":{\"pong\":\"${ping}\"}}")));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            client.send(PING);
            client.send(PING);
            await().untilAsserted(() -> assertThat(client.texts())
                    .containsExactly("{\"doshii\":{\"pong\":999}}", "{\"doshii\":{\"pong\":\"7\"}}"));
        }
    }

    @Test
    void pongs_come_without_a_ping_and_in_a_flood() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.opened())
                        .then(Actions.sendMany("{\"doshii\":{\"pong\":${n}}}", 10_000, Duration.ZERO)));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().untilAsserted(() -> assertThat(client.texts()).hasSize(10_000));
            assertThat(client.texts())
                    .startsWith("{\"doshii\":{\"pong\":1}}", "{\"doshii\":{\"pong\":2}}")
                    .endsWith("{\"doshii\":{\"pong\":10000}}");
        }
    }

    @Test
    void the_service_pings_on_its_own_account_at_a_pace() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.opened())
                        .then(Actions.sendMany("{\"doshii\":{\"ping\":${now}}}", 3, Duration.ofMillis(50))));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().untilAsserted(() -> assertThat(client.texts())
                    .hasSize(3)
                    .allMatch(text -> text.matches("\\{\"doshii\":\\{\"ping\":\\d{13}}}")));
        }
    }

    @Test
    void strings_of_older_servers_and_garbage_are_sent_after_a_message_of_the_client() throws Exception {
        simulator.faults().add(Fault.on(Match.message()).then(Actions.send("\"primus::server::close\"", "{oops")));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            client.send("hello");
            await().untilAsserted(
                            () -> assertThat(client.texts()).containsExactly("\"primus::server::close\"", "{oops"));
        }
    }

    @Test
    void an_event_comes_three_times() throws Exception {
        simulator.faults().add(Fault.on(Match.event("order_*")).then(Actions.repeat(3)));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            simulator.emit("order_created", "{}");
            simulator.emit("booking_created", "{}");
            await().untilAsserted(() -> assertThat(client.texts()).hasSize(4));
            assertThat(client.texts().stream().filter("{\"emit\":[\"order_created\",{}]}"::equals))
                    .hasSize(3);
        }
    }

    @Test
    void an_event_is_overtaken_by_the_next() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.event("*"))
                        .then(Actions.delay(Duration.ofMillis(200)))
                        .once());
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            simulator.emit("first", "");
            simulator.emit("second", "");
            await().untilAsserted(() ->
                    assertThat(client.texts()).containsExactly("{\"emit\":[\"second\"]}", "{\"emit\":[\"first\"]}"));
        }
    }

    @Test
    void a_burst_arrives_whole_and_in_order() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.message())
                        .then(Actions.sendMany(
                                "{\"emit\":[\"order_created\",{\"id\":\"${n}\"}]}", 100_000, Duration.ZERO)));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            int[] next = {1};
            int[] wrong = {0};
            client.socket().textMessageHandler(text -> {
                if (!text.equals("{\"emit\":[\"order_created\",{\"id\":\"" + next[0]++ + "\"}]}")) {
                    wrong[0]++;
                }
            });
            client.send("go");
            await().untilAsserted(() -> assertThat(next[0]).isEqualTo(100_001));
            assertThat(wrong[0]).isZero();
        }
    }

    @Test
    void faults_that_match_together_apply_in_the_order_in_which_they_were_added() throws Exception {
        simulator
                .faults()
                .add(
                        Fault.on(Match.ping()).then(Actions.send("before")),
                        Fault.on(Match.ping()).then(Actions.delay(Duration.ofMillis(20))),
                        Fault.on(Match.ping()).then(Actions.repeat(2)));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            client.send(PING);
            await().untilAsserted(() -> assertThat(client.texts()).containsExactly("before", PONG, PONG));
            assertThat(simulator.log().stream().filter(entry -> entry.detail().startsWith("Repeat")))
                    .hasSize(1);
        }
    }

    @Test
    void an_action_of_ones_own_sees_what_would_be_sent() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.event("*"))
                        .onSocket(
                                (socket, next) -> socket.sendText(socket.text().replace("order", "ORDER"))));
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            IntStream.range(0, 2).forEach(i -> simulator.emit("order_created", ""));
            await().untilAsserted(() -> assertThat(client.texts())
                    .containsExactly("{\"emit\":[\"ORDER_created\"]}", "{\"emit\":[\"ORDER_created\"]}"));
        }
    }
}
