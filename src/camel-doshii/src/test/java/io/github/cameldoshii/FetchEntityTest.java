package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.RestCall;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.state.Entity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

/** The option {@code fetchEntity}. */
class FetchEntityTest extends RouteTestSupport {

    private static final String ONLY_ORDERS = "doshii:simulator?fetchEntity=true&events=order_*";

    private void receive(String uri) throws Exception {
        routes(r -> r.from(uri).routeId("orders").to("mock:entities"));
        startAndAwaitSockets(1);
    }

    private List<Exchange> received(int count) {
        await().atMost(SOON).until(() -> mock("entities").getReceivedCounter() >= count);
        return mock("entities").getExchanges();
    }

    private List<RestCall> callsOf(String path) {
        return simulator.restCalls().stream()
                .filter(call -> call.path().equals(path))
                .toList();
    }

    @Test
    void makes_the_entity_the_body_and_keeps_the_events_own_data_in_a_property() throws Exception {
        receive(ONLY_ORDERS);

        Entity order = simulator.orders().create(Map.of("status", "pending", "notes", "no onions"));

        Exchange exchange = received(1).get(0);
        assertThat(exchange.getMessage().getBody(String.class)).contains("no onions", "\"version\"");
        assertThat(exchange.getProperty(DoshiiConstants.EVENT_DATA, String.class))
                .contains(order.id())
                .doesNotContain("no onions");
        assertThat(exchange.getMessage().getHeader(DoshiiConstants.VERSION)).isEqualTo(order.version());
        assertThat(exchange.getMessage().getHeader(DoshiiConstants.EVENT_TYPE)).isEqualTo("order_created");
        assertThat(exchange.getMessage().getHeader(DoshiiConstants.LOCATION_ID)).isEqualTo(order.locationId());
    }

    @Test
    void asks_for_nothing_that_the_filter_leaves_out() throws Exception {
        receive(ONLY_ORDERS);

        simulator.checkins().create();
        Entity order = simulator.orders().create();

        received(1);
        assertThat(fetches()).extracting(RestCall::path).containsOnly("/orders/" + order.id());
    }

    @Test
    void keeps_the_order_of_the_events_while_answers_are_slow() throws Exception {
        receive(ONLY_ORDERS);
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/orders/*"))
                        .then(Actions.delay(Duration.ofMillis(300)))
                        .once());

        List<String> orders = IntStream.range(0, 10)
                .mapToObj(i -> simulator.orders().create().id())
                .toList();

        assertThat(received(10))
                .extracting(e -> e.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class))
                .containsExactlyElementsOf(orders);
    }

    @Test
    void tries_again_when_the_service_is_ill() throws Exception {
        receive(ONLY_ORDERS);
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/orders/*"))
                        .then(Actions.status(503))
                        .times(2));

        Entity order = simulator.orders().create(Map.of("notes", "no onions"));

        assertThat(received(1).get(0).getMessage().getBody(String.class)).contains("no onions");
        assertThat(callsOf("/orders/" + order.id()))
                .extracting(RestCall::status)
                .containsExactly(503, 503, 200);
    }

    @Test
    void lets_a_route_handle_403_and_404_and_loses_nothing() throws Exception {
        RouteBuilder.addRoutes(context, r -> {
            r.onException(DoshiiApiException.class)
                    .onWhen(r.simple("${exception.status} in '403,404'"))
                    .handled(true)
                    .to("mock:gone");
            r.from(ONLY_ORDERS).routeId("orders").to("mock:entities");
        });
        startAndAwaitSockets(1);
        simulator
                .faults()
                .add(
                        Fault.on(Match.rest("GET", "/orders/*"))
                                .then(Actions.status(404))
                                .once(),
                        Fault.on(Match.rest("GET", "/orders/*"))
                                .then(Actions.status(403))
                                .after(1)
                                .once());
        mock("gone").expectedMessageCount(2);
        mock("entities").expectedMessageCount(1);

        Entity missing = simulator.orders().create();
        Entity forbidden = simulator.orders().create();
        Entity there = simulator.orders().create();

        mock("gone").assertIsSatisfied(SOON.toMillis());
        mock("entities").assertIsSatisfied(SOON.toMillis());
        assertThat(mock("gone").getExchanges())
                .extracting(e -> e.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class))
                .containsExactly(missing.id(), forbidden.id());
        assertThat(mock("gone").getExchanges())
                .extracting(e -> e.getProperty(Exchange.EXCEPTION_CAUGHT, DoshiiApiException.class)
                        .status())
                .containsExactly(404, 403);
        // What was fetched in vain is still there to work with.
        assertThat(mock("gone").getExchanges().get(0).getMessage().getBody(String.class))
                .contains(missing.id());
        assertThat(received(1).get(0).getMessage().getHeader(DoshiiConstants.ENTITY_ID))
                .isEqualTo(there.id());
    }

    @Test
    void tells_the_exception_handler_of_what_no_route_handles_and_goes_on() throws Exception {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        context.getRegistry().bind("handler", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                told.add(exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                told.add(exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                told.add(exception);
            }
        });
        receive(ONLY_ORDERS + "&exceptionHandler=#handler");
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/orders/*"))
                        .then(Actions.status(404))
                        .once());

        simulator.orders().create();
        Entity there = simulator.orders().create();

        assertThat(received(1).get(0).getMessage().getHeader(DoshiiConstants.ENTITY_ID))
                .isEqualTo(there.id());
        assertThat(told).singleElement().isInstanceOfSatisfying(DoshiiApiException.class, e -> assertThat(e.status())
                .isEqualTo(404));
    }

    @Test
    void takes_no_credential_to_another_origin() throws Exception {
        RouteBuilder.addRoutes(context, r -> {
            r.onException(DoshiiApiException.class).handled(true).to("mock:refused");
            r.from(ONLY_ORDERS).routeId("orders").to("mock:entities");
        });
        try (DoshiiSimulator other =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0))) {
            String foreign = other.orders().create().field("uri");
            startAndAwaitSockets(1);
            mock("refused").expectedMessageCount(1);

            simulator.emit("order_updated", "{\"id\":\"1\",\"uri\":\"" + foreign + "\"}");

            mock("refused").assertIsSatisfied(SOON.toMillis());
            assertThat(other.restCalls()).isEmpty();
            assertThat(mock("refused")
                            .getExchanges()
                            .get(0)
                            .getProperty(Exchange.EXCEPTION_CAUGHT, DoshiiApiException.class))
                    .hasMessageContaining("not that of apiUrl")
                    .extracting(DoshiiApiException::status)
                    .isEqualTo(DoshiiApiException.NO_STATUS);
        }
    }

    @Test
    void does_not_look_for_what_an_event_says_is_gone() throws Exception {
        receive("doshii:simulator?fetchEntity=true&events=booking_*,location_*,table_*");
        String booking = simulator.bookings().create().id();
        received(1);

        simulator.bookings().delete(booking);
        simulator.emit("table_removed", "{\"name\":\"12\",\"uri\":\"" + simulator.apiUrl() + "/tables/12\"}");
        String location = simulator.locations().create().id();
        received(4);
        simulator.locations().delete(location);

        assertThat(received(5))
                .extracting(e -> e.getMessage().getHeader(DoshiiConstants.EVENT_TYPE, String.class) + " "
                        + e.getMessage().getHeader(DoshiiConstants.STATUS, "", String.class))
                .containsSubsequence(
                        "booking_deleted pending",
                        "table_removed ",
                        "location_subscription subscribed",
                        "location_subscription unsubscribed");
        assertThat(fetches()).extracting(RestCall::status).containsOnly(200);
    }

    @Test
    void passes_on_what_has_no_address() throws Exception {
        receive(ONLY_ORDERS);

        emitOrder("1");

        assertThat(received(1).get(0).getMessage().getBody(String.class)).isEqualTo("{\"id\":\"1\"}");
        assertThat(fetches()).isEmpty();
    }

    @Test
    void works_in_a_yaml_route() throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        ResourceHelper.fromString(
                                "orders.yaml",
                                """
                - route:
                    from:
                      uri: doshii:simulator
                      parameters:
                        events: "order_*"
                        fetchEntity: true
                      steps:
                        - to: mock:entities
                """));
        startAndAwaitSockets(1);

        simulator.orders().create(Map.of("notes", "no onions"));

        assertThat(received(1).get(0).getMessage().getBody(String.class)).contains("no onions");
    }

    @Test
    void tells_no_credential_whatever_fails() throws Exception {
        String clientId = "very-secret-client-id";
        String secret = "very-secret-client-secret";
        try (LogCapture log = LogCapture.at(Level.TRACE);
                DoshiiSimulator service = DoshiiSimulator.start(SimulatorOptions.defaults()
                        .withPort(0)
                        .withClientId(clientId)
                        .withClientSecret(secret))) {
            component.getConfiguration().setSocketUrl(service.socketUrl());
            component.getConfiguration().setApiUrl(service.apiUrl());
            component.getConfiguration().setClientId(clientId);
            component.getConfiguration().setClientSecret(secret);
            routes(r -> r.from(ONLY_ORDERS).routeId("orders").to("mock:entities"));
            context.start();
            await().atMost(SOON).until(() -> service.openConnections() == 1);
            service.faults()
                    .add(
                            Fault.on(Match.rest("GET", "/orders/*"))
                                    .then(Actions.answer(404, Map.of(), "who is " + clientId + " with " + secret))
                                    .once(),
                            Fault.on(Match.rest("GET", "/orders/*"))
                                    .then(Actions.status(401))
                                    .after(1)
                                    .times(2));

            service.orders().create();
            service.orders().create();
            service.orders().create();

            received(1);
            assertThat(log.ownLines())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(clientId) || line.contains(secret) || line.contains("Bearer "));
        }
    }
}
