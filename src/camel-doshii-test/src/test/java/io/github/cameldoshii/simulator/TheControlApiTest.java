package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TheControlApiTest extends SimulatorTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void entities_are_created_changed_deleted_and_listed() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().until(() -> simulator.openConnections() == 1);
            HttpResponse<String> created = send("POST", "/orders", "{\"status\":\"accepted\"}");
            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(created.body()).contains("\"id\":\"90001\"", "\"status\":\"accepted\"");
            assertThat(send("PUT", "/orders/90001", "{\"status\":\"complete\"}").body())
                    .contains("\"status\":\"complete\"");
            assertThat(send("GET", "/orders", "").body()).startsWith("[{\"id\":\"90001\"");
            send("POST", "/loyalty/checkins", "");
            send("DELETE", "/loyalty/checkins/101", "");
            send("POST", "/orders", "{\"silent\":true}");
            await().untilAsserted(() ->
                    assertThat(client.texts()).hasSize(4).last().asString().contains("loyalty_checkin_deleted"));
            assertThat(simulator.orders().all()).hasSize(2);
            assertThat(send("GET", "/ledger", "").body())
                    .contains("\"kind\":\"ORDER\"", "\"told\":true", "\"told\":false");
        }
    }

    @Test
    void events_and_texts_are_sent() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().until(() -> simulator.openConnections() == 1);
            send("POST", "/emit", "{\"name\":\"order_created\",\"data\":{\"id\":\"1\"}}");
            send("POST", "/emit", "{\"name\":\"table_bulk_updated\"}");
            send("POST", "/text", "{garbage");
            send("POST", "/fragments", "{\"text\":\"in pieces\",\"bytes\":2}");
            send("POST", "/bytes", "{\"hex\":\"8102686f\"}");
            await().untilAsserted(() -> assertThat(client.texts())
                    .containsExactly(
                            "{\"emit\":[\"order_created\",{\"id\":\"1\"}]}",
                            "{\"emit\":[\"table_bulk_updated\"]}",
                            "{garbage",
                            "in pieces",
                            "ho"));
        }
    }

    @Test
    void sockets_are_closed_and_dropped() throws Exception {
        try (TestClient first = TestClient.dial(vertx, simulator)) {
            send("POST", "/close", "{\"code\":4001,\"reason\":\"bye\"}");
            assertThat(first.closed().get(5, TimeUnit.SECONDS)).isEqualTo((short) 4001);
        }
        try (TestClient second = TestClient.dial(vertx, simulator)) {
            send("POST", "/drop", "");
            second.closed().get(5, TimeUnit.SECONDS);
            assertThat(send("GET", "/connections", "").body())
                    .contains("\"closeCode\":4001", "\"closeCode\":1006", "\"closedBy\":\"SIMULATOR\"")
                    .doesNotContain("c2ltdWxhdG9y");
        }
    }

    @Test
    void faults_are_added_listed_and_cleared() throws Exception {
        HttpResponse<String> added = send(
                "POST",
                "/faults",
                """
                [{"match":{"on":"upgrade"},"action":{"do":"answer","status":503,"headers":{"Retry-After":"2"}},"times":1},
                 {"match":{"on":"ping","from":2},"action":{"do":"swallow"},"skip":1}]
                """);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        try (RawClient client = RawClient.dial(simulator)) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 503").contains("Retry-After: 2");
        }
        assertThat(send("GET", "/faults", "").body())
                .contains("\"times\":1,\"applied\":1", "\"times\":\"always\",\"applied\":0");
        send("DELETE", "/faults", "");
        assertThat(simulator.faults().list()).isEmpty();
    }

    @Test
    void the_name_that_an_upgrade_had_before_goes_on_to_work() throws Exception {
        send("POST", "/faults", "{\"match\":{\"on\":\"dial\"},\"action\":{\"do\":\"answer\",\"status\":418}}");

        try (RawClient client = RawClient.dial(simulator)) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 418");
        }
    }

    @Test
    void every_action_can_be_written_in_json() throws Exception {
        String[] actions = {
            "connect {\"do\":\"reset\"}",
            "connect {\"do\":\"hang\"}",
            "upgrade {\"do\":\"delay\",\"millis\":5}",
            "upgrade {\"do\":\"dribble\",\"millisPerByte\":1000}",
            "dial {\"do\":\"wrongAccept\"}",
            "upgrade {\"do\":\"upgradeHeader\",\"name\":\"X\",\"value\":\"y\"}",
            "upgrade {\"do\":\"firstTexts\",\"texts\":[\"a\"]}",
            "opened {\"do\":\"close\",\"code\":1001}",
            "opened {\"do\":\"bytes\",\"hex\":\"8900\",\"repeat\":10}",
            "ping {\"do\":\"replace\",\"text\":\"x\"}",
            "event {\"do\":\"repeat\",\"count\":3}",
            "message {\"do\":\"send\",\"texts\":[\"x\"],\"repeat\":3,\"everyMillis\":10}",
            "event {\"do\":\"fragment\",\"bytes\":3,\"pingBetween\":true}",
            "event {\"do\":\"halfMessage\",\"reset\":true}",
            "opened {\"do\":\"oversized\",\"bytes\":300}",
            "opened {\"do\":\"giantHeader\",\"declaredBytes\":99999999999}",
            "opened {\"do\":\"blackHole\"}",
            "opened {\"do\":\"stopReading\"}",
            "opened {\"do\":\"stopWriting\"}",
            "opened {\"do\":\"slowClose\",\"millis\":5}",
            "opened {\"do\":\"shape\",\"bytesPerSecond\":5,\"latencyMillis\":1,\"jitterMillis\":1}",
            "rest {\"do\":\"truncate\",\"bytes\":5,\"reset\":true}",
            "rest {\"do\":\"brokenGzip\"}",
            "rest {\"do\":\"dropSockets\"}"
        };
        for (String action : actions) {
            int space = action.indexOf(' ');
            String json = "{\"match\":{\"on\":\"" + action.substring(0, space) + "\"},\"action\":"
                    + action.substring(space) + "}";
            assertThat(send("POST", "/faults", json).statusCode()).as(json).isEqualTo(201);
        }
        assertThat(simulator.faults().list()).hasSize(actions.length);
    }

    @Test
    void mistakes_are_explained() throws Exception {
        assertThat(send("POST", "/faults", "{\"match\":{\"on\":\"connect\"},\"action\":{\"do\":\"swallow\"}}")
                        .body())
                .contains("\"statusCode\":400", "does not fit");
        assertThat(send("POST", "/faults", "{\"match\":{\"on\":\"dial\"},\"action\":{\"do\":\"explode\"}}")
                        .body())
                .contains("explode");
        assertThat(send("POST", "/emit", "{}").body()).contains("\\\"name\\\" is missing");
        assertThat(send("POST", "/orders", "{oops").statusCode()).isEqualTo(400);
        assertThat(send("PUT", "/orders/1", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void the_log_and_the_rest_calls_are_shown_and_a_reset_empties_them() throws Exception {
        new RestClient(simulator).get("/orders");
        assertThat(send("GET", "/rest-calls", "").body()).contains("\"path\":\"/orders\"", "\"status\":200");
        assertThat(send("GET", "/log", "").body()).contains("\"type\":\"REST\"");
        send("POST", "/reset", "");
        assertThat(send("GET", "/log", "").body()).isEqualTo("[]");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://localhost:" + simulator.port() + "/control" + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
