package io.github.cameldoshii;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator in process, and a CamelContext whose {@code doshii:simulator} is that one. */
abstract class RouteTest {

    static final Duration SOON = Duration.ofSeconds(30);

    final DoshiiSimulator simulator =
            DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
    final DefaultCamelContext context = new DefaultCamelContext();
    final DoshiiComponent component = context.getComponent("doshii", DoshiiComponent.class);

    @BeforeEach
    final void pointToTheSimulator() {
        component.getConfiguration().setSocketUrl(simulator.socketUrl());
        component.getConfiguration().setApiUrl(simulator.apiUrl());
        component.getConfiguration().setReconnectDelay(100);
        context.getShutdownStrategy().setTimeout(10);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
    }

    @AfterEach
    final void stopAll() {
        context.stop();
        simulator.close();
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
}
