package io.github.cameldoshii.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.SimulatorOptions;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** Written as a user's test is: it knows no class of the component. */
class DoshiiTestSupportTest extends DoshiiTestSupport {

    @Override
    protected SimulatorOptions simulatorOptions() {
        return SimulatorOptions.defaults().withPort(0).withClientId("kitchen").withClientSecret("of-the-kitchen");
    }

    @Override
    protected Map<String, Object> componentOptions() {
        return Map.of("reconnectDelay", "100ms", "catchUp", false);
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:live?events=order_*")
                        .filter(header("CamelDoshiiStatus").isEqualTo("accepted"))
                        .to("doshii:live?operation=fetch")
                        .to("mock:kitchen");
            }
        };
    }

    @Test
    void an_accepted_order_reaches_the_kitchen() throws Exception {
        awaitConnections(1);
        MockEndpoint kitchen = getMockEndpoint("mock:kitchen");
        kitchen.expectedMessageCount(1);

        String order = simulator().orders().create(Map.of("status", "pending")).id();
        simulator().orders().update(order, "accepted");

        kitchen.assertIsSatisfied();
        assertThat(kitchen.getExchanges().get(0).getMessage().getHeader("CamelDoshiiEntityId"))
                .isEqualTo(order);
    }

    @Test
    void the_connection_comes_back_after_a_cut() throws Exception {
        awaitConnections(1);

        simulator().dropConnections();
        await().until(() -> simulator().connections().size() == 2);
        awaitConnections(1);
    }

    @Test
    void each_test_has_a_simulator_of_its_own() throws Exception {
        awaitConnections(1);

        assertThat(simulator().connections()).hasSize(1);
        assertThat(simulator().orders().all()).isEmpty();
    }
}
