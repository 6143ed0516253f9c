package io.github.cameldoshii.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Meters of a route are there while it runs; those of the service go on counting. */
class MetersOfARouteTest extends MetersUnderTest {

    @Test
    void a_route_that_stops_has_no_queue_any_more_and_counts_go_on_when_it_starts_again() throws Exception {
        simulator().emit("order_created", "{\"id\":\"1\"}");
        awaitAtLeast(1, "camel.doshii.events", "type", "order_created", "origin", "socket");

        context.getRouteController().stopRoute("orders");

        assertThat(meter("camel.doshii.queue.depth")).isEmpty();
        assertThat(meter("camel.doshii.connection.state")).isEmpty();
        assertThat(value("camel.doshii.connects", "outcome", "opened")).isEqualTo(1);

        context.getRouteController().startRoute("orders");
        awaitState("live");
        simulator().emit("order_created", "{\"id\":\"2\"}");

        awaitAtLeast(2, "camel.doshii.events", "type", "order_created", "origin", "socket");
        assertThat(value("camel.doshii.connects", "outcome", "opened")).isEqualTo(2);
        assertThat(value("camel.doshii.queue.depth")).isNotNaN();
    }

    @Test
    void every_route_has_its_own() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator").routeId("menus").to("mock:menus");
            }
        });

        awaitAtLeast(1, "camel.doshii.connection.state", "state", "live", "route", "menus");
        assertThat(value("camel.doshii.queue.depth", "route", "menus")).isZero();
        assertThat(value("camel.doshii.queue.depth", "route", "orders")).isZero();
    }

    @Test
    void a_registry_of_any_name_is_found_and_without_one_the_route_starts_all_the_same() throws Exception {
        CamelContext other = new DefaultCamelContext();
        CamelContext without = new DefaultCamelContext();
        try {
            SimpleMeterRegistry found = new SimpleMeterRegistry();
            other.getRegistry().bind("meters", found);
            other.addRoutes(elsewhere());
            without.addRoutes(elsewhere());

            other.start();

            assertThatCode(without::start).doesNotThrowAnyException();
            assertThat(found.find("camel.doshii.queue.depth").gauge().value()).isZero();
            assertThat(found.find("camel.doshii.events").functionCounters()).isNotEmpty();
        } finally {
            other.stop();
            without.stop();
        }
    }

    private RouteBuilder elsewhere() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator?clientId=simulator&socketUrl="
                                + simulator().socketUrl())
                        .to("mock:result");
            }
        };
    }
}
