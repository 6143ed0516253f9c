package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldoshii.simulator.state.Entity;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TheRestApiTest extends SimulatorTest {

    private RestClient rest;

    @BeforeEach
    void connect() {
        rest = new RestClient(simulator);
    }

    @Test
    void an_entity_is_shown_with_all_its_fields() throws Exception {
        Entity order = simulator.orders().create();
        Entity payment = simulator.transactions().create(Map.of("orderId", order.id()));
        JsonNode json = rest.json("/orders/" + order.id());
        assertThat(json.path("id").asText()).isEqualTo("90001");
        assertThat(json.path("version").asText()).isEqualTo(order.version());
        assertThat(json.path("uri").asText()).isEqualTo(simulator.apiUrl() + "/orders/90001");
        assertThat(json.path("transactions").path(0).path("id").asText()).isEqualTo(payment.id());
        assertThat(rest.json("/orders/90001/transactions")
                        .path(0)
                        .path("version")
                        .asText())
                .isEqualTo(payment.version());
        assertThat(rest.json("/transactions/" + payment.id()).path("orderId").asText())
                .isEqualTo("90001");
    }

    @Test
    void what_only_the_event_says_cannot_be_read_later() throws Exception {
        simulator.orders().create();
        simulator.transactions().create(Map.of("requestData", Map.of("accountId", "A1")));
        assertThat(rest.get("/transactions/55001").body()).contains("55001").doesNotContain("requestData", "A1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/locations/aH43yx2Q",
                "/checkins/3001",
                "/bookings/1001",
                "/loyalty/checkins/101",
                "/tables/Table%201",
                "/locations/aH43yx2Q/menu"
            })
    void every_kind_can_be_read(String path) throws Exception {
        simulator.checkins().create();
        simulator.bookings().create();
        simulator.loyaltyCheckins().create();
        simulator.tables().create();
        assertThat(rest.get(path).statusCode()).isEqualTo(200);
        assertThat(rest.json(path).path("uri").asText()).isEqualTo(simulator.apiUrl() + path);
    }

    @Test
    void the_id_of_a_loyalty_checkin_is_a_number() throws Exception {
        simulator.loyaltyCheckins().create();
        assertThat(rest.json("/loyalty/checkins/101").path("id").isNumber()).isTrue();
    }

    @Test
    void an_unchanged_menu_is_not_sent_again() throws Exception {
        String version = rest.json("/locations/aH43yx2Q/menu").path("version").asText();
        assertThat(rest.get("/locations/aH43yx2Q/menu?lastVersion=" + version).statusCode())
                .isEqualTo(304);
        simulator.menus().update("aH43yx2Q", Map.of("description", "new"));
        assertThat(rest.get("/locations/aH43yx2Q/menu?lastVersion=" + version).statusCode())
                .isEqualTo(200);
    }

    @Test
    void locations_and_their_health_need_no_location_header() throws Exception {
        HttpRequest.Builder locations = rest.bare("/locations").header("Authorization", "Bearer " + RestClient.token());
        assertThat(rest.send(locations).body()).contains("\"id\":\"aH43yx2Q\"");
        assertThat(rest.json("/health/locations").path(0).path("status").asText())
                .isEqualTo("active");
        assertThat(rest.json("/health/locations?inverse=true")).isEmpty();
    }

    @Test
    void a_call_without_its_location_is_refused() throws Exception {
        HttpRequest.Builder orders = rest.bare("/orders").header("Authorization", "Bearer " + RestClient.token());
        HttpResponse<String> answer = rest.send(orders);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":400,\"status\":400,\"name\":\"BadRequest\",\"BadRequest\":true,"
                        + "\"message\":\"header doshii-location-id is required\"}");
    }

    @Test
    void an_unknown_location_and_one_that_was_left_are_told_apart() throws Exception {
        Entity left = simulator.locations().create();
        simulator.locations().delete(left.id());
        String token = "Bearer " + RestClient.token();
        assertThat(rest.send(rest.bare("/orders")
                                .header("Authorization", token)
                                .header("doshii-location-id", "nowhere"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(rest.send(rest.bare("/orders")
                                .header("Authorization", token)
                                .header("doshii-location-id", left.id()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_location_can_be_left_and_joined_again() throws Exception {
        String subscription = "/locations/aH43yx2Q/subscription";
        assertThat(rest.send(rest.request(subscription).DELETE()).statusCode()).isEqualTo(200);
        assertThat(rest.get("/orders").statusCode()).isEqualTo(403);
        assertThat(rest.send(rest.request(subscription).POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(rest.get("/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void an_entity_of_another_location_is_not_found() throws Exception {
        Entity other = simulator.locations().create();
        Entity order = simulator.orders().create(other.id(), Map.of());
        assertThat(rest.get("/orders/" + order.id()).statusCode()).isEqualTo(404);
        assertThat(rest.get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void a_bad_token_is_refused() throws Exception {
        Instant now = Instant.now();
        List<String> bad = List.of(
                "",
                "Basic c2ltdWxhdG9yOnNpbXVsYXRvcg==",
                "Bearer rubbish",
                "Bearer " + RestClient.token("simulator", "another secret", now),
                "Bearer " + RestClient.token("another id", "simulator", now),
                "Bearer " + RestClient.token("simulator", "simulator", now.minus(Duration.ofMinutes(11))),
                "Bearer " + RestClient.token("simulator", "simulator", now.plus(Duration.ofMinutes(3))));
        for (String authorization : bad) {
            HttpRequest.Builder request = rest.bare("/locations");
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            HttpResponse<String> answer = rest.send(request);
            assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
            assertThat(answer.body()).contains("\"statusCode\":401", "\"message\":");
        }
    }

    @Test
    void a_token_is_good_for_ten_minutes() throws Exception {
        String token = RestClient.token("simulator", "simulator", Instant.now().minus(Duration.ofMinutes(9)));
        assertThat(rest.send(rest.bare("/locations").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answers_are_compressed_when_asked() throws Exception {
        simulator.orders().create();
        HttpResponse<byte[]> answer = rest.http()
                .send(
                        rest.request("/orders")
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        byte[] inflated = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
        assertThat(new String(inflated, StandardCharsets.UTF_8)).startsWith("{\"count\":1,");
        assertThat(rest.get("/orders").headers().firstValue("content-encoding")).isEmpty();
    }

    @Test
    void the_date_header_is_off_by_the_skew() throws Exception {
        MutableClock clock = new MutableClock("2026-11-24T01:00:00Z");
        try (DoshiiSimulator skewed = DoshiiSimulator.start(
                SimulatorOptions.defaults().withPort(0).withClock(clock).withClockSkew(Duration.ofSeconds(90)))) {
            RestClient client = new RestClient(skewed);
            String token = RestClient.token("simulator", "simulator", clock.instant());
            assertThat(client.send(client.bare("/locations").header("Authorization", "Bearer " + token))
                            .headers()
                            .firstValue("date"))
                    .contains("Tue, 24 Nov 2026 01:01:30 GMT");
        }
    }

    @Test
    void a_change_by_the_app_checks_the_version() throws Exception {
        Entity order = simulator.orders().create();
        String body = "{\"status\":\"cancelled\",\"version\":\"" + order.version() + "\"}";
        assertThat(rest.send(rest.request("/orders/90001").PUT(HttpRequest.BodyPublishers.ofString(body)))
                        .body())
                .contains("\"status\":\"cancelled\"");
        assertThat(rest.send(rest.request("/orders/90001").PUT(HttpRequest.BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(409);
        String create = "{\"order\":{\"status\":\"pending\",\"type\":\"delivery\"},\"consumer\":{}}";
        HttpResponse<String> created =
                rest.send(rest.request("/orders").POST(HttpRequest.BodyPublishers.ofString(create)));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("\"type\":\"delivery\"");
        assertThat(rest.send(rest.request("/orders/90001/subscription").POST(HttpRequest.BodyPublishers.noBody()))
                        .body())
                .isEqualTo("{\"message\":\"The operation was successful.\"}");
    }

    @Test
    void every_call_is_logged_without_its_token() throws Exception {
        rest.get("/orders?updatedFrom=5&limit=7");
        assertThat(simulator.restCalls()).singleElement().satisfies(call -> assertThat(call)
                .returns("GET", RestCall::method)
                .returns("/orders", RestCall::path)
                .returns(Map.of("updatedFrom", "5", "limit", "7"), RestCall::query)
                .returns("aH43yx2Q", RestCall::locationId)
                .returns(200, RestCall::status));
        assertThat(simulator.log().toString()).contains("GET /orders 200").doesNotContain("eyJ");
    }
}
