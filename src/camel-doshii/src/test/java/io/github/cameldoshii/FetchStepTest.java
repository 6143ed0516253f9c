package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.RestCall;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.state.Entity;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** The step {@code to("doshii:...?operation=fetch")}. */
class FetchStepTest extends RouteTestSupport {

    private static final String FETCH = "doshii:simulator?operation=fetch";

    private Exchange fetch(Map<String, Object> headers) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        exchange.getMessage().setBody("{\"own\":\"data\"}");
        return context.createProducerTemplate().send(FETCH, exchange);
    }

    private Exchange fetch(Entity entity) {
        return fetch(
                Map.of(DoshiiConstants.URI, entity.field("uri"), DoshiiConstants.LOCATION_ID, entity.locationId()));
    }

    @Test
    void makes_the_entity_the_body() {
        context.start();
        Entity order = simulator.orders().create(Map.of("notes", "no onions"));

        Exchange fetched = fetch(order);

        assertThat(fetched.getException()).isNull();
        assertThat(fetched.getMessage().getBody(String.class)).contains("no onions");
        assertThat(fetched.getMessage().getHeader(DoshiiConstants.VERSION)).isEqualTo(order.version());
        assertThat(fetched.getProperty(DoshiiConstants.EVENT_DATA)).isEqualTo("{\"own\":\"data\"}");
    }

    @Test
    void follows_a_filter_so_that_only_what_is_wanted_is_asked_for() throws Exception {
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
                      steps:
                        - filter:
                            simple: "${header.CamelDoshiiStatus} == 'accepted'"
                            steps:
                              - to:
                                  uri: doshii:simulator
                                  parameters:
                                    operation: fetch
                              - to: mock:accepted
                """));
        startAndAwaitSockets(1);
        mock("accepted").expectedMessageCount(1);

        simulator.orders().create(Map.of("status", "pending"));
        Entity accepted = simulator.orders().create(Map.of("status", "accepted", "notes", "no onions"));

        mock("accepted").assertIsSatisfied(SOON.toMillis());
        Exchange exchange = mock("accepted").getExchanges().get(0);
        assertThat(exchange.getMessage().getBody(String.class)).contains("no onions");
        assertThat(exchange.getMessage().getHeader(DoshiiConstants.VERSION)).isEqualTo(accepted.version());
        assertThat(fetches()).extracting(RestCall::path).containsExactly("/orders/" + accepted.id());
    }

    @Test
    void fails_with_the_status_where_a_route_can_catch_it() throws Exception {
        routes(r -> r.from("direct:in")
                .doTry()
                .to(FETCH)
                .to("mock:found")
                .doCatch(DoshiiApiException.class)
                .onWhen(r.simple("${exception.status} == 404"))
                .to("mock:missing")
                .doCatch(DoshiiApiException.class)
                .to("mock:otherwise")
                .end());
        context.start();
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/orders/forbidden"))
                        .then(Actions.status(403))
                        .times(Fault.ALWAYS));
        String location = simulator.locations().all().get(0).id();

        for (String id : new String[] {"none", "forbidden"}) {
            context.createProducerTemplate()
                    .sendBodyAndHeaders(
                            "direct:in",
                            "",
                            Map.of(
                                    DoshiiConstants.URI,
                                    simulator.apiUrl() + "/orders/" + id,
                                    DoshiiConstants.LOCATION_ID,
                                    location));
        }

        assertThat(mock("found").getExchanges()).isEmpty();
        assertThat(mock("missing").getExchanges()).hasSize(1);
        assertThat(mock("otherwise").getExchanges())
                .singleElement()
                .extracting(e -> e.getProperty(Exchange.EXCEPTION_CAUGHT, DoshiiApiException.class)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void tries_again_when_the_service_is_ill() {
        context.start();
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/orders/*"))
                        .then(Actions.status(503))
                        .once());
        Entity order = simulator.orders().create();

        assertThat(fetch(order).getException()).isNull();
        assertThat(fetches()).extracting(RestCall::status).containsExactly(503, 200);
    }

    @Test
    void says_which_header_is_missing() {
        context.start();

        assertThat(fetch(Map.of()).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CamelDoshiiUri");
        assertThat(fetches()).isEmpty();
    }

    @Test
    void refuses_an_address_of_another_origin_and_takes_no_token_there() {
        context.start();
        try (DoshiiSimulator other =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0))) {
            Exchange refused = fetch(other.orders().create());

            assertThat(refused.getException())
                    .isInstanceOf(DoshiiApiException.class)
                    .hasMessageContaining("not that of apiUrl");
            assertThat(other.restCalls()).isEmpty();
        }
    }

    @Test
    void keeps_the_events_own_data_when_the_entity_is_fetched_twice() throws Exception {
        routes(r -> r.from("direct:in").to(FETCH).to(FETCH).to("mock:twice"));
        context.start();
        Entity order = simulator.orders().create();

        context.createProducerTemplate()
                .sendBodyAndHeaders(
                        "direct:in",
                        "{\"own\":\"data\"}",
                        Map.of(
                                DoshiiConstants.URI,
                                order.field("uri"),
                                DoshiiConstants.LOCATION_ID,
                                order.locationId()));

        assertThat(mock("twice").getExchanges())
                .singleElement()
                .extracting(e -> e.getProperty(DoshiiConstants.EVENT_DATA))
                .isEqualTo("{\"own\":\"data\"}");
    }

    @Test
    void asks_the_service_again_with_a_new_token_when_one_is_not_accepted() {
        context.start();
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/orders/*"))
                        .then(Actions.status(401))
                        .once());
        Entity order = simulator.orders().create();

        assertThat(fetch(order).getException()).isNull();
    }

    @Test
    void is_the_only_thing_that_can_be_sent_to() {
        context.start();

        assertThatThrownBy(() -> context.createProducerTemplate().sendBody("doshii:simulator", ""))
                .rootCause()
                .hasMessageContaining("operation=fetch");
        assertThatThrownBy(() -> context.createProducerTemplate().sendBody("doshii:simulator?operation=put", ""))
                .rootCause()
                .hasMessageContaining("operation=fetch");
    }

    @Test
    void needs_a_secret_and_says_so() {
        context.start();

        assertThatThrownBy(() -> context.createProducerTemplate()
                        .sendBody("doshii:sandbox?operation=fetch&clientId=RAW(id)", ""))
                .rootCause()
                .hasMessageContaining("clientSecret is missing");
    }
}
