package io.github.cameldoshii;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.RestCall;
import io.github.cameldoshii.test.DoshiiTestSupport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;

/** A simulator in process, and a CamelContext whose {@code doshii:simulator} is that one; the test adds routes and starts it. */
abstract class RouteTestSupport extends DoshiiTestSupport {

    static final Duration SOON = Duration.ofSeconds(30);

    DoshiiSimulator simulator;
    DoshiiComponent component;

    @Override
    public void configureTest(TestExecutionConfiguration test) {
        super.configureTest(test);
        test.withUseRouteBuilder(false).withEnableJMX();
    }

    @Override
    protected Map<String, Object> componentOptions() {
        return Map.of("reconnectDelay", 100);
    }

    @BeforeEach
    final void takeParts() {
        simulator = simulator();
        component = context.getComponent("doshii", DoshiiComponent.class);
        // Some tests are about credentials that are missing; doshii:simulator has its own.
        component.getConfiguration().setClientId(null);
        component.getConfiguration().setClientSecret(null);
    }

    /** Adds routes; they start at once if the context has. */
    void routes(LambdaRouteBuilder routes) throws Exception {
        RouteBuilder.addRoutes(context, routes);
    }

    /** Starts the context and waits for so many sockets. */
    void startAndAwaitSockets(int sockets) {
        context.start();
        awaitSockets(sockets);
    }

    void awaitSockets(int sockets) {
        await().atMost(SOON).until(() -> simulator.openConnections() == sockets);
    }

    MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    DoshiiConsumer consumer(String routeId) {
        return (DoshiiConsumer) context.getRoute(routeId).getConsumer();
    }

    void awaitLive(String routeId) {
        await().atMost(SOON).until(() -> consumer(routeId).getConnectionState().equals("LIVE"));
    }

    /** An order event with this id. */
    void emitOrder(String id) {
        simulator.emit("order_created", "{\"id\":\"" + id + "\"}");
    }

    /** The REST calls without that of the locations, by which recovery learns the time. */
    final List<RestCall> fetches() {
        return simulator.restCalls().stream()
                .filter(call -> !call.path().equals("/locations"))
                .toList();
    }
}
