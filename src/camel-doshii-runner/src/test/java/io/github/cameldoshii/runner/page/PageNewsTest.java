package io.github.cameldoshii.runner.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a page is told. */
@Timeout(60)
class PageNewsTest {

    private static final String SECRET = "quokka-secret-0815";

    /** A page that keeps all that it was told. */
    private static final class Reader implements WebSocket.Listener, AutoCloseable {
        private final List<String> texts = new CopyOnWriteArrayList<>();
        private final StringBuilder parts = new StringBuilder();
        private final WebSocket socket;

        Reader(int port) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + port + "/page/socket"), this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                texts.add(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        List<JsonNode> messages() {
            return texts.stream().map(Reader::read).toList();
        }

        JsonNode newest() {
            return read(texts.get(texts.size() - 1));
        }

        void await(Predicate<JsonNode> expected) {
            org.awaitility.Awaitility.await().until(() -> messages().stream().anyMatch(expected));
        }

        List<String> told(String list, String field) {
            return messages().stream()
                    .flatMap(message -> message.path(list).findValuesAsText(field).stream())
                    .toList();
        }

        private static JsonNode read(String text) {
            try {
                return new ObjectMapper().readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError(text, e);
            }
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    private static boolean isLive(JsonNode message) {
        return message.path("routes").path(0).path("state").asText().equals("LIVE");
    }

    @Test
    void tells_the_state_of_each_route_and_what_happened_before_the_page_was_opened() throws Exception {
        try (PageUnderTest page = PageUnderTest.start()) {
            await().until(page::isLive);
            page.simulator().dropConnections();
            try (Reader reader = new Reader(page.runPort())) {
                reader.await(PageNewsTest::isLive);
                await().untilAsserted(() -> assertThat(reader.told("moments", "kind"))
                        .containsSubsequence("connecting", "connected", "disconnected", "connected", "recovered"));
                JsonNode first = reader.messages().get(0);
                assertThat(first.path("about").path("mode").asText()).isEqualTo("run");
                assertThat(first.path("simulator").isMissingNode()).isTrue();
                JsonNode route = reader.messages()
                        .get(reader.messages().size() - 1)
                        .path("routes")
                        .path(0);
                assertThat(route.path("routeId").asText()).isEqualTo(PageUnderTest.ROUTE);
                assertThat(route.path("queueSize").asInt()).isEqualTo(1000);
                assertThat(route.path("position").asLong()).isPositive();
                assertThat(route.path("disconnects").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void tells_events_as_they_come_without_their_bodies() throws Exception {
        try (PageUnderTest page = PageUnderTest.start();
                Reader reader = new Reader(page.runPort())) {
            reader.await(PageNewsTest::isLive);
            page.simulator()
                    .emit(
                            "order_created",
                            "{\"id\":\"7\",\"locationId\":\"venue\",\"status\":\"pending\",\"x\":\"body\"}");
            await().untilAsserted(() -> assertThat(reader.told("events", "id")).containsExactly("7"));
            JsonNode event = reader.messages().stream()
                    .flatMap(message -> message.path("events").valueStream())
                    .findFirst()
                    .orElseThrow();
            assertThat(event.path("type").asText()).isEqualTo("order_created");
            assertThat(event.path("location").asText()).isEqualTo("venue");
            assertThat(event.path("origin").asText()).isEqualTo("socket");
            assertThat(event.path("body").asText()).isEmpty();
            assertThat(reader.texts).noneMatch(text -> text.contains("\"body\\\"") || text.contains("\\\"x\\\""));
            reader.await(message -> message.path("counts").path(0).path("count").asInt() == 1);
        }
    }

    @Test
    void shows_bodies_if_told_so_and_hides_credentials_in_all_texts() throws Exception {
        try (PageUnderTest page = PageUnderTest.withBodies(text -> text.replace(SECRET, "xxxxxx"));
                Reader reader = new Reader(page.runPort())) {
            reader.await(PageNewsTest::isLive);
            page.simulator().emit("order_" + SECRET, "{\"id\":\"" + SECRET + "\",\"a\":\"" + SECRET + "\"}");
            await().untilAsserted(() ->
                    assertThat(reader.told("events", "body")).containsExactly("{\"id\":\"xxxxxx\",\"a\":\"xxxxxx\"}"));
            assertThat(reader.told("counts", "type")).contains("order_xxxxxx");
            assertThat(reader.texts).noneMatch(text -> text.contains(SECRET));
        }
    }

    @Test
    void sees_no_event_while_nobody_looks() throws Exception {
        SeenEvents seen = new SeenEvents(false);

        assertThat(seen.isDisabled()).isTrue();
        seen.watch(true);
        assertThat(seen.isDisabled()).isFalse();
        seen.watch(false);
        assertThat(seen.isDisabled()).isTrue();

        try (PageUnderTest page = PageUnderTest.start()) {
            try (Reader reader = new Reader(page.runPort())) {
                reader.await(PageNewsTest::isLive);
                page.simulator().emit("order_created", "{\"id\":\"seen\"}");
                await().untilAsserted(
                                () -> assertThat(reader.told("events", "id")).containsExactly("seen"));
            }
            AtomicInteger tries = new AtomicInteger();
            await().until(() -> !isSeenUnwatched(page, "unseen" + tries.incrementAndGet()));
        }
    }

    /** Whether a page that is opened later shows an event; the server notices a little later that the last one is gone. */
    private static boolean isSeenUnwatched(PageUnderTest page, String id) {
        long before = page.finished();
        page.simulator().emit("order_created", "{\"id\":\"" + id + "\"}");
        await().until(() -> page.finished() > before);
        return firstNews(page).path("events").findValuesAsText("id").contains(id);
    }

    private static JsonNode firstNews(PageUnderTest page) {
        try (Reader reader = new Reader(page.runPort())) {
            await().until(() -> !reader.texts.isEmpty());
            return reader.messages().get(0);
        }
    }

    @Test
    void beside_a_simulator_it_tells_orders_and_armed_faults() throws Exception {
        try (PageUnderTest page = PageUnderTest.start();
                Reader reader = new Reader(page.simulatorPort())) {
            String order = page.simulator()
                    .orders()
                    .create(Map.of("status", "pending"))
                    .id();
            page.simulator().orders().update(order, "accepted");
            reader.await(message -> {
                JsonNode first = message.path("simulator").path("orders").path(0);
                return first.path("id").asText().equals(order)
                        && first.path("status").asText().equals("accepted");
            });
            page.simulator().faults().add(Fault.on(Match.upgrade()).then(Actions.hang()));
            reader.await(message -> message.path("simulator").path("faults").size() == 1);
            page.simulator().resetState();
            await().untilAsserted(() -> {
                JsonNode simulator = reader.newest().path("simulator");
                assertThat(simulator.path("orders")).isEmpty();
                assertThat(simulator.path("faults")).isEmpty();
            });
        }
    }
}
