package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;

/** Exchanges that are made of no event: changes of the connection, and answers to heartbeats. */
class ConnectionExchangesTest extends RouteTestSupport {

    /** A message as it was, taken out of its exchange. */
    private record Seen(Map<String, Object> headers, String body) {
        Object type() {
            return headers.get(DoshiiConstants.EVENT_TYPE);
        }

        Object status() {
            return headers.get(DoshiiConstants.STATUS);
        }

        JsonNode json() throws Exception {
            return new ObjectMapper().readTree(body);
        }
    }

    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    private void see(Exchange exchange) {
        Message message = exchange.getMessage();
        seen.add(new Seen(Map.copyOf(message.getHeaders()), message.getBody(String.class)));
    }

    private List<Object> statuses() {
        return seen.stream().map(Seen::status).toList();
    }

    @Test
    void connecting_connected_and_disconnected_are_told_whatever_events_says() throws Exception {
        routes(r -> r.from("doshii:simulator?events=menu_updated&connectionEvents=true&catchUp=false")
                .routeId("events")
                .process(this::see));
        startAndAwaitSockets(1);
        awaitLive("events");
        simulator.closeConnections(1012, "restart");
        await().atMost(SOON).until(() -> statuses().lastIndexOf("connected") > 2);

        assertThat(seen).extracting(Seen::type).containsOnly("connection");
        assertThat(statuses()).startsWith("connecting", "connected", "disconnected", "connecting", "connected");
        Seen disconnected = List.copyOf(seen).get(2);
        assertThat(disconnected.json().get("status").asText()).isEqualTo("disconnected");
        assertThat(disconnected.json().get("reason").asText()).contains("1012");
        assertThat(disconnected.json().get("waitMillis").asLong()).isBetween(1L, 60_000L);
        assertThat(disconnected.headers()).containsEntry(DoshiiConstants.ENVIRONMENT, "simulator");
    }

    @Test
    void refused_is_told_with_the_reason_and_how_long_the_wait_is() throws Exception {
        routes(r -> r.from("doshii:simulator?clientId=wrong-secret-id&connectionEvents=true&refusedDelay=5m")
                .process(this::see));
        context.start();
        await().atMost(SOON).until(() -> statuses().contains("refused"));

        Seen refused = List.copyOf(seen).get(1);
        assertThat(statuses()).containsExactly("connecting", "refused");
        assertThat(refused.json().get("reason").asText()).contains("401");
        assertThat(refused.json().get("waitMillis").asLong()).isEqualTo(300_000);
        assertThat(seen).noneMatch(s -> s.toString().contains("wrong-secret-id"));
    }

    @Test
    void answers_to_heartbeats_are_exchanges_of_type_message_whatever_events_says() throws Exception {
        routes(r -> r.from("doshii:simulator?events=menu_updated&includeHeartbeats=true&heartbeatInterval=200")
                .process(this::see));
        startAndAwaitSockets(1);
        await().atMost(SOON).until(() -> seen.size() >= 3);

        assertThat(seen).extracting(Seen::type).containsOnly("message");
        assertThat(seen.peek().json().at("/doshii/pong").asLong()).isPositive();
        assertThat(seen.peek().headers())
                .doesNotContainKeys(DoshiiConstants.ENTITY, DoshiiConstants.ENTITY_ID, DoshiiConstants.STATUS);
    }

    @Test
    void neither_is_told_unless_asked_for() throws Exception {
        routes(r -> r.from("doshii:simulator?heartbeatInterval=100")
                .routeId("events")
                .process(this::see));
        startAndAwaitSockets(1);
        await().atMost(SOON).until(() -> consumer("events").getMessages() >= 3);
        emitOrder("1");
        await().atMost(SOON).until(() -> !seen.isEmpty());

        assertThat(seen).extracting(Seen::type).containsExactly("order_created");
    }
}
