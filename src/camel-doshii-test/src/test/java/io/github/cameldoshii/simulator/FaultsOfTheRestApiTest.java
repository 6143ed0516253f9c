package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsOfTheRestApiTest extends SimulatorTest {

    private RestClient rest;

    @BeforeEach
    void connect() {
        rest = new RestClient(simulator);
        simulator.orders().create();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429, 500, 502, 503, 504})
    void a_call_is_answered_with_any_status(int status) throws Exception {
        when(Actions.status(status));
        assertThat(rest.get("/orders").statusCode()).isEqualTo(status);
        assertThat(rest.get("/locations").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "Tue, 24 Nov 2026 01:01:30 GMT"})
    void a_call_is_told_when_to_come_again(String when) throws Exception {
        when(Actions.answer(429, Map.of("Retry-After", when), ""));
        assertThat(rest.get("/orders").headers().firstValue("retry-after")).contains(when);
    }

    @Test
    void a_page_of_html_is_answered() throws Exception {
        when(Actions.htmlPage());
        HttpResponse<String> answer = rest.get("/orders");
        assertThat(answer.headers().firstValue("content-type")).contains("text/html");
        assertThat(answer.body()).startsWith("<html>");
    }

    @Test
    void the_date_of_an_answer_is_another_one_or_none() throws Exception {
        when(Actions.header("Date", "Tue, 24 Nov 2026 01:01:30 GMT"));
        assertThat(rest.get("/orders").headers().allValues("date")).containsExactly("Tue, 24 Nov 2026 01:01:30 GMT");
        simulator.faults().clear();
        when(Actions.header("Date", ""));
        assertThat(rest.get("/orders").headers().firstValue("date")).isEmpty();
    }

    @Test
    void one_fault_is_removed_and_the_others_stay() throws Exception {
        Fault orders = Fault.on(Match.rest("GET", "/orders")).then(Actions.status(503));
        simulator.faults().add(orders, Fault.on(Match.rest("GET", "/bookings")).then(Actions.status(502)));
        simulator.faults().remove(orders);

        assertThat(rest.get("/orders").statusCode()).isEqualTo(200);
        assertThat(rest.get("/bookings").statusCode()).isEqualTo(502);
    }

    @Test
    void a_call_is_refused_for_what_it_asks_for() throws Exception {
        simulator.faults().add(Fault.on(Match.rest("GET", "/orders")).onRest((call, next) -> {
            if (call.parameter("from").isEmpty()) {
                next.run();
            } else {
                call.answer(400, Map.of(), "");
            }
        }));
        assertThat(rest.get("/orders").statusCode()).isEqualTo(200);
        assertThat(rest.get("/orders?from=1").statusCode()).isEqualTo(400);
    }

    @Test
    void an_answer_is_changed_on_its_way() throws Exception {
        simulator.faults().add(Fault.on(Match.rest("GET", "/orders")).onRest((call, next) -> {
            call.rewrite(body -> body.replace("\"count\":1", "\"count\":7"));
            next.run();
        }));
        assertThat(rest.get("/orders").body()).contains("\"count\":7").contains("\"rows\":[{");
    }

    @Test
    void a_call_is_never_answered() throws Exception {
        when(Actions.hang());
        assertThatThrownBy(() -> rest.send(rest.request("/orders").timeout(Duration.ofMillis(400))))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.restCalls()).singleElement().satisfies(call -> assertThat(call.status())
                .isZero());
    }

    @Test
    void a_connection_is_reset() {
        when(Actions.reset());
        assertThatThrownBy(() -> rest.get("/orders")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_body_is_cut_short(boolean reset) {
        when(Actions.truncate(10, reset));
        assertThatThrownBy(() -> rest.get("/orders")).isInstanceOf(IOException.class);
    }

    @Test
    void the_bytes_of_a_cut_body_arrive_before_the_reset() throws Exception {
        when(Actions.truncate(10, true));
        try (RawClient client = new RawClient(simulator)) {
            client.send("GET /partner/v3/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + RestClient.token() + "\r\ndoshii-location-id: aH43yx2Q\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200");
            assertThat(new String(client.read(10))).isEqualTo("{\"count\":1");
            assertThatThrownBy(client::readByte).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void a_body_comes_one_byte_at_a_time() throws Exception {
        simulator.resetState();
        when(Actions.dribble(Duration.ofMillis(5)));
        long start = System.nanoTime();
        String body = rest.get("/orders").body();
        assertThat(body).isEqualTo("{\"count\":0,\"offset\":0,\"limit\":50,\"rows\":[]}");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(5L * body.length() / 2));
    }

    @Test
    void a_compressed_body_is_rubbish() throws Exception {
        when(Actions.brokenGzip());
        HttpResponse<byte[]> answer =
                rest.http().send(rest.request("/orders").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        assertThatThrownBy(() -> new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void an_answer_comes_late() throws Exception {
        when(Actions.delay(Duration.ofMillis(300)));
        long start = System.nanoTime();
        assertThat(rest.get("/orders").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void sockets_drop_when_the_second_page_is_asked_for() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/orders"))
                        .then(Actions.dropSockets())
                        .after(1)
                        .once());
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().until(() -> simulator.openConnections() == 1);
            rest.get("/orders");
            assertThat(simulator.openConnections()).isEqualTo(1);
            assertThat(rest.get("/orders?offset=50").statusCode()).isEqualTo(200);
            await().until(() -> simulator.openConnections() == 0);
            assertThat(client.closed()).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_page_is_empty_once_though_data_exist() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/orders"))
                        .then(Actions.answer(200, Map.of(), "{\"count\":0,\"offset\":0,\"limit\":50,\"rows\":[]}"))
                        .once());
        assertThat(rest.json("/orders").path("count").asInt()).isZero();
        assertThat(rest.json("/orders").path("count").asInt()).isEqualTo(1);
    }

    @Test
    void an_action_of_ones_own_changes_data_while_a_call_is_on_its_way() throws Exception {
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/orders*"))
                        .onRest((call, next) -> {
                            vertx.executeBlocking(() -> simulator.orders().create());
                            call.later(100, next);
                        })
                        .once());
        assertThat(rest.json("/orders").path("count").asInt()).isEqualTo(2);
    }

    private void when(Action action) {
        simulator.faults().add(Fault.on(Match.rest("GET", "/orders")).then(action));
    }
}
