package io.github.cameldoshii;

import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class YamlRouteTest extends RouteTestSupport {

    @Test
    void the_route_of_the_introduction_runs() throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        ResourceHelper.fromString(
                                "orders.yaml",
                                """
                - route:
                    from:
                      uri: doshii:simulator
                      parameters: { events: "order_*" }
                      steps:
                        - filter:
                            simple: "${header.CamelDoshiiStatus} == 'accepted'"
                            steps:
                              - to: mock:orders
                """));
        startAndAwaitSockets(1);
        mock("orders").expectedBodiesReceived("{\"id\":\"2\",\"status\":\"accepted\"}");

        simulator.emit("menu_updated", "{\"status\":\"accepted\"}");
        simulator.emit("order_created", "{\"id\":\"1\",\"status\":\"pending\"}");
        simulator.emit("order_updated", "{\"id\":\"2\",\"status\":\"accepted\"}");

        mock("orders").assertIsSatisfied();
    }
}
