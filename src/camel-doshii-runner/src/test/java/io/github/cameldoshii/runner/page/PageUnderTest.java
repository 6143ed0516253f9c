package io.github.cameldoshii.runner.page;

import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.DoshiiConsumer;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A simulator, a route that receives its events, and pages: as {@code demo}, {@code run} and {@code simulator} show them. */
final class PageUnderTest implements AutoCloseable {

    static final String ROUTE = "orders";

    private final DoshiiSimulator simulator;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Page demo;
    private final Page run;
    private final int runPort;
    private final Page simulatorPage;
    private final int simulatorPagePort;

    private PageUnderTest(boolean bodies, UnaryOperator<String> mask) throws Exception {
        RoutesSource routes = new RoutesSource(false);
        SimulatorSource simulated = new SimulatorSource(false);
        demo = Page.start(Page.Mode.DEMO, "1.2.3", List.of(routes, simulated), mask);
        simulator = DoshiiSimulator.start(
                SimulatorOptions.defaults().withPort(0).withHttpHandler(demo.handlers(Set.of("simulator"))));
        simulated.started(simulator);
        RoutesSource routesOfRun = new RoutesSource(bodies);
        run = Page.start(Page.Mode.RUN, "1.2.3", List.of(routesOfRun), mask);
        runPort = run.listen("localhost", 0);
        SimulatorSource alone = new SimulatorSource(true);
        alone.started(simulator);
        simulatorPage = Page.start(Page.Mode.SIMULATOR, "1.2.3", List.of(alone), mask);
        simulatorPagePort = simulatorPage.listen("localhost", 0);
        routes.attach(context);
        routesOfRun.attach(context);
        DoshiiComponent doshii = context.getComponent("doshii", DoshiiComponent.class);
        doshii.getConfiguration().setSocketUrl(simulator.socketUrl());
        doshii.getConfiguration().setApiUrl(simulator.apiUrl());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator?reconnectDelay=300").routeId(ROUTE).log("${header.CamelDoshiiEntityId}");
            }
        });
        context.start();
    }

    static PageUnderTest start() throws Exception {
        return new PageUnderTest(false, UnaryOperator.identity());
    }

    /** @param mask hides what is not to be shown */
    static PageUnderTest withBodies(UnaryOperator<String> mask) throws Exception {
        return new PageUnderTest(true, mask);
    }

    DoshiiSimulator simulator() {
        return simulator;
    }

    int simulatorPort() {
        return simulator.port();
    }

    /** Where {@code run} serves its page. */
    int runPort() {
        return runPort;
    }

    /** Where the simulator is shown without a route. */
    int simulatorPagePort() {
        return simulatorPagePort;
    }

    /** How many events the route has finished. */
    long finished() {
        return consumer().getFinishedEvents();
    }

    /** Whether the route is connected, and the first heartbeat answered. */
    boolean isLive() {
        return consumer().getConnectionState().equals("LIVE");
    }

    private DoshiiConsumer consumer() {
        return (DoshiiConsumer) context.getRoute(ROUTE).getConsumer();
    }

    /** Ends the page of {@code run} before the rest. */
    void closePageOfRun() {
        run.close();
    }

    @Override
    public void close() {
        context.stop();
        simulator.close();
        demo.close();
        run.close();
        simulatorPage.close();
    }
}
