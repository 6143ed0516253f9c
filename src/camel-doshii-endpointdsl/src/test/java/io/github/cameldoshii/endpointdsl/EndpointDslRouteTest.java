package io.github.cameldoshii.endpointdsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.test.DoshiiTestSupport;
import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** A route that is written with the builders, beside those of Camel's own components. */
class EndpointDslRouteTest extends DoshiiTestSupport {

    /** As a user writes it. */
    private static final class Orders extends EndpointRouteBuilder
            implements DoshiiEndpointBuilderFactory.DoshiiBuilders {

        @Override
        public void configure() {
            from(doshii("sandbox").events("order_*").advanced().deviceId("till"))
                    .routeId("orders")
                    .to(doshii("sandbox").operation("fetch"))
                    .to(mock("orders"));
        }
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new Orders();
    }

    @Test
    void its_options_are_those_of_the_builder() {
        assertThat(context.getRoute("orders").getEndpoint().getEndpointUri())
                .startsWith("doshii://sandbox?")
                .contains("events=order_*", "deviceId=till");
    }

    @Test
    void it_receives_the_events_that_it_asks_for_and_fetches_their_entities() throws Exception {
        awaitConnections(1);
        MockEndpoint orders = getMockEndpoint("mock:orders");
        orders.expectedHeaderValuesReceivedInAnyOrder("CamelDoshiiEventType", "order_created");
        simulator().emit("menu_updated", "{\"id\":\"1\"}");

        simulator().orders().create(Map.of("notes", "no onions"));

        orders.assertIsSatisfied();
        assertThat(orders.getExchanges().get(0).getMessage().getBody(String.class))
                .contains("no onions");
    }
}
