package io.github.cameldoshii.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.badRequest;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OrdersToHttpIT {

    @RegisterExtension
    static final WireMockExtension service =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @TempDir
    Path temp;

    private Folder deadLetters;
    private ShippedRoutes routes;

    @BeforeEach
    void start() {
        deadLetters = new Folder(temp.resolve("dead"));
        routes = start(Map.of("orders.http.retries", "2"));
    }

    private ShippedRoutes start(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "orders.http.url",
                service.url("/orders?shop=7"),
                "orders.http.retryDelay",
                "10",
                "orders.http.timeout",
                "20000",
                "orders.http.deadLetters",
                deadLetters.path().toString()));
        properties.putAll(more);
        return ShippedRoutes.start(properties, "orders-to-http.yaml");
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void every_order_event_is_posted_as_json_in_order() {
        service.stubFor(post("/orders?shop=7").willReturn(ok()));

        routes.emit("table_updated", "{\"name\":\"T1\"}");
        routes.emit("order_created", "{\"id\":\"1\",\"note\":\"caf\u00e9 \u2615\"}");
        routes.emit("order_updated", "{\"id\":\"1\",\"status\":\"accepted\"}");

        assertThat(bodies(requests(2)))
                .containsExactly(
                        "{\"id\":\"1\",\"note\":\"caf\u00e9 \u2615\"}", "{\"id\":\"1\",\"status\":\"accepted\"}");
    }

    @Test
    void only_the_intended_headers_go_out() {
        service.stubFor(post("/orders?shop=7").willReturn(ok()));

        routes.emit("order_created", "{\"id\":\"1\",\"locationId\":\"L\",\"status\":\"s\",\"uri\":\"https://x/1\"}");
        routes.emit("order_x\\r\\nInjected: 1", "{\"id\":\"1\"}");

        List<LoggedRequest> requests = requests(2);
        assertThat(requests).allSatisfy(request -> assertThat(
                        request.getHeaders().all().stream().map(HttpHeader::key))
                .containsExactlyInAnyOrder(
                        "Content-Type",
                        "Content-Length",
                        "Doshii-Event-Type",
                        "Idempotency-Key",
                        "User-Agent",
                        "Accept-Encoding",
                        "Connection",
                        "Host"));
        assertThat(requests.get(0).getHeader("Content-Type")).isEqualToIgnoringCase("application/json; charset=utf-8");
        assertThat(requests.get(0).getHeader("Doshii-Event-Type")).isEqualTo("order_created");
    }

    @Test
    void a_busy_service_is_asked_again_with_the_same_key_and_the_next_event_waits() {
        service.stubFor(post("/orders?shop=7")
                .inScenario("busy")
                .whenScenarioStateIs(STARTED)
                .willReturn(status(503))
                .willSetStateTo("once"));
        service.stubFor(post("/orders?shop=7")
                .inScenario("busy")
                .whenScenarioStateIs("once")
                .willReturn(status(503))
                .willSetStateTo("twice"));
        service.stubFor(post("/orders?shop=7")
                .inScenario("busy")
                .whenScenarioStateIs("twice")
                .willReturn(ok()));

        routes.emit("order_created", "{\"id\":\"1\"}");
        routes.emit("order_created", "{\"id\":\"2\"}");

        List<LoggedRequest> requests = requests(4);
        assertThat(bodies(requests))
                .containsExactly("{\"id\":\"1\"}", "{\"id\":\"1\"}", "{\"id\":\"1\"}", "{\"id\":\"2\"}");
        assertThat(keys(requests.subList(0, 3)))
                .hasSize(3)
                .containsOnly(keys(requests).get(0));
        assertThat(keys(requests).get(3)).isNotEqualTo(keys(requests).get(0));
        assertThat(deadLetters.names()).isEmpty();
    }

    @Test
    void too_many_requests_and_a_broken_connection_are_tried_again() {
        service.stubFor(post("/orders?shop=7")
                .inScenario("shaky")
                .whenScenarioStateIs(STARTED)
                .willReturn(status(429))
                .willSetStateTo("limited"));
        service.stubFor(post("/orders?shop=7")
                .inScenario("shaky")
                .whenScenarioStateIs("limited")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("broken"));
        service.stubFor(post("/orders?shop=7")
                .inScenario("shaky")
                .whenScenarioStateIs("broken")
                .willReturn(ok()));

        routes.emit("order_created", "{\"id\":\"1\"}");

        assertThat(requests(3)).hasSize(3);
        assertThat(deadLetters.names()).isEmpty();
    }

    @Test
    void an_answer_that_asks_to_come_again_is_heeded_in_order_for_longer_than_any_error_of_the_service() {
        routes.close();
        routes = start(Map.of("orders.http.retries", "-1"));
        String[] states = {STARTED, "408", "425", "429", "502", "504", "done"};
        int[] answers = {408, 408, 425, 429, 502, 504};
        for (int i = 0; i < answers.length; i++) {
            service.stubFor(post("/orders?shop=7")
                    .inScenario("again")
                    .whenScenarioStateIs(states[i])
                    .willReturn(status(answers[i]))
                    .willSetStateTo(states[i + 1]));
        }
        service.stubFor(post("/orders?shop=7")
                .inScenario("again")
                .whenScenarioStateIs("done")
                .willReturn(ok()));

        routes.emit("order_created", "{\"id\":\"1\"}");
        routes.emit("order_created", "{\"id\":\"2\"}");

        List<String> bodies = bodies(requests(8));
        assertThat(bodies.subList(0, 7)).containsOnly("{\"id\":\"1\"}");
        assertThat(bodies.get(7)).isEqualTo("{\"id\":\"2\"}");
        assertThat(deadLetters.names()).isEmpty();
    }

    @Test
    void retry_after_says_when_the_next_try_is() {
        service.stubFor(post("/orders?shop=7")
                .inScenario("later")
                .whenScenarioStateIs(STARTED)
                .willReturn(status(502).withHeader("Retry-After", "2"))
                .willSetStateTo("later"));
        service.stubFor(post("/orders?shop=7")
                .inScenario("later")
                .whenScenarioStateIs("later")
                .willReturn(ok()));

        routes.emit("order_created", "{\"id\":\"1\"}");

        List<LoggedRequest> requests = requests(2);
        assertThat(requests.get(1).getLoggedDate().getTime()
                        - requests.get(0).getLoggedDate().getTime())
                .isGreaterThan(1_900);
    }

    @Test
    void orders_of_two_locations_that_have_the_same_id_and_version_have_different_keys() {
        service.stubFor(post("/orders?shop=7").willReturn(ok()));

        routes.emit("order_updated", "{\"id\":\"7\",\"version\":\"1\",\"locationId\":\"A\"}");
        routes.emit("order_updated", "{\"id\":\"7\",\"version\":\"1\",\"locationId\":\"B\"}");

        assertThat(keys(requests(2))).doesNotHaveDuplicates();
    }

    @Test
    void what_the_service_refuses_becomes_a_dead_letter_at_once() {
        service.stubFor(post("/orders?shop=7").willReturn(ok()));
        service.stubFor(post("/orders?shop=7")
                .withRequestBody(containing("wrong"))
                .willReturn(badRequest().withBody("{\"error\":\"no such shop\"}")));
        String body = "{\"id\":\"1\",\"status\":\"wrong\",\"note\":\"caf\u00e9\"}";

        routes.emit("order_created", body);
        routes.emit("order_created", "{\"id\":\"2\"}");

        assertThat(bodies(requests(2))).containsExactly(body, "{\"id\":\"2\"}");
        assertThat(deadLetters.awaitFiles(2).contents(".json")).containsExactly(body);
        assertThat(deadLetters.contents(".reason.txt").get(0))
                .contains("order_created", "statusCode: 400", "no such shop")
                .containsPattern("id: +1\n");
    }

    @Test
    void an_error_of_the_service_for_one_event_ends_in_a_dead_letter_after_so_many_retries() {
        service.stubFor(post("/orders?shop=7").willReturn(ok()));
        service.stubFor(
                post("/orders?shop=7").withRequestBody(containing("stuck")).willReturn(serverError()));

        routes.emit("order_created", "{\"id\":\"stuck\"}");
        routes.emit("order_created", "{\"id\":\"2\"}");

        assertThat(bodies(requests(4)))
                .containsExactly("{\"id\":\"stuck\"}", "{\"id\":\"stuck\"}", "{\"id\":\"stuck\"}", "{\"id\":\"2\"}");
        assertThat(deadLetters.awaitFiles(2).contents(".json")).containsExactly("{\"id\":\"stuck\"}");
        assertThat(deadLetters.contents(".reason.txt").get(0)).contains("statusCode: 500");
    }

    @Test
    void the_same_version_of_an_order_has_the_same_key_whenever_it_comes() {
        service.stubFor(post("/orders?shop=7").willReturn(ok()));

        routes.emit("order_updated", "{\"id\":\"1\",\"version\":\"a\"}");
        routes.emit("order_updated", "{\"id\":\"1\",\"version\":\"a\"}");
        routes.emit("order_updated", "{\"id\":\"1\",\"version\":\"b\"}");
        routes.emit("order_updated", "{\"id\":\"1\"}");
        routes.emit("order_updated", "{\"id\":\"1\"}");

        List<String> keys = keys(requests(5));
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(List.of(keys.get(0), keys.get(2), keys.get(3), keys.get(4))).doesNotHaveDuplicates();
    }

    @Test
    void the_creation_of_an_order_has_the_same_key_whether_it_tells_a_version_or_not() {
        service.stubFor(post("/orders?shop=7").willReturn(ok()));

        routes.emit("order_created", "{\"id\":\"1\",\"locationId\":\"A\"}");
        routes.emit("order_created", "{\"id\":\"1\",\"locationId\":\"A\",\"version\":\"a\"}");
        routes.emit("order_updated", "{\"id\":\"1\",\"locationId\":\"A\",\"version\":\"a\"}");
        routes.emit("order_created", "{\"id\":\"1\",\"locationId\":\"B\"}");

        List<String> keys = keys(requests(4));
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys.subList(1, 4)).doesNotHaveDuplicates();
    }

    private List<LoggedRequest> requests(int count) {
        await().atMost(ShippedRoutes.PATIENCE)
                .until(() -> service.getAllServeEvents().size() >= count);
        List<ServeEvent> events = new ArrayList<>(service.getAllServeEvents());
        assertThat(events).hasSize(count);
        Collections.reverse(events);
        return events.stream().map(ServeEvent::getRequest).toList();
    }

    private static List<String> bodies(List<LoggedRequest> requests) {
        return requests.stream().map(LoggedRequest::getBodyAsString).toList();
    }

    private static List<String> keys(List<LoggedRequest> requests) {
        return requests.stream()
                .map(request -> request.getHeader("Idempotency-Key"))
                .toList();
    }
}
