package io.github.cameldoshii;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** Events come in order, so the last one tells that every copy of the earlier ones has come too. */
class EventDeliveredOnceTest extends RouteTestSupport {

    @Test
    void when_the_route_starts_with_the_context() throws Exception {
        context.addRoutes(route());
        context.start();

        assertEachOnce();
    }

    @Test
    void when_the_route_is_added_to_a_running_context() throws Exception {
        context.start();
        context.addRoutes(route());

        assertEachOnce();
    }

    @Test
    void when_the_route_is_stopped_and_started_again() throws Exception {
        context.addRoutes(route());
        context.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> simulator.openConnections() == 1);
        context.getRouteController().stopRoute("orders");
        await().atMost(Duration.ofSeconds(10)).until(() -> simulator.openConnections() == 0);
        context.getRouteController().startRoute("orders");

        assertEachOnce();
    }

    private RouteBuilder route() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator?socketUrl=" + simulator.socketUrl())
                        .routeId("orders")
                        .to("mock:result");
            }
        };
    }

    private void assertEachOnce() throws InterruptedException {
        MockEndpoint result = context.getEndpoint("mock:result", MockEndpoint.class);
        result.expectedBodiesReceived("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
        await().atMost(Duration.ofSeconds(10)).until(() -> simulator.openConnections() == 1);

        simulator.emit("order_created", "{\"id\":1}");
        simulator.emit("order_created", "{\"id\":2}");
        simulator.emit("order_created", "{\"id\":3}");

        result.assertIsSatisfied();
    }
}
