package io.github.cameldoshii.test;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cameldoshii.simulator.ConnectionRecord;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.test.junit5.CamelTestSupport;

/**
 * Base class of tests of routes that receive from {@code doshii:}. Each test has a {@link DoshiiSimulator} of its own on a free
 * port, and a CamelContext whose {@code doshii:} endpoints, {@code doshii:live} too, use that simulator: the component has its
 * addresses and credentials. Everything else is as in {@link CamelTestSupport}: routes come from
 * {@link #createRouteBuilder()} and are started before the test begins.
 *
 * <pre>{@code
 * class KitchenRouteTest extends DoshiiTestSupport {
 *
 *     @Override
 *     protected RouteBuilder createRouteBuilder() {
 *         return new KitchenRoute(); // from("doshii:live?events=order_*") ... to("mock:kitchen")
 *     }
 *
 *     @Test
 *     void an_accepted_order_reaches_the_kitchen() throws Exception {
 *         awaitConnections(1);
 *         MockEndpoint kitchen = getMockEndpoint("mock:kitchen");
 *         kitchen.expectedMessageCount(1);
 *
 *         String order = simulator().orders().create(Map.of("status", "pending")).id();
 *         simulator().orders().update(order, "accepted");
 *
 *         kitchen.assertIsSatisfied();
 *     }
 * }
 * }</pre>
 *
 * <p>Addresses and credentials that stand in the URI of an endpoint win over those of the component: such a route would call
 * the address that it names. Leave them to properties, which a test does not set.
 *
 * <p>The methods may be called from the thread of the test. A test class with one instance for all its tests
 * ({@code @TestInstance(PER_CLASS)}) is refused, because its tests would share a context and see each other's events.
 */
public abstract class DoshiiTestSupport extends CamelTestSupport {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private SimulatorOptions options;
    private DoshiiSimulator simulator;

    /** For subclasses, each of which is a test class. */
    protected DoshiiTestSupport() {}

    /**
     * The simulator of the running test.
     *
     * @throws IllegalStateException outside of a test, such as in a constructor
     */
    protected final DoshiiSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException("The simulator runs within tests only, from before the context is created");
        }
        return simulator;
    }

    /**
     * The options that the simulator of each test starts with; called before the context is created. To be overridden for other
     * credentials, another clock or TLS. By default a free port and the default credentials.
     */
    protected SimulatorOptions simulatorOptions() {
        return SimulatorOptions.defaults().withPort(0);
    }

    /**
     * More options of the component, by the names that they have in a URI, such as {@code heartbeatInterval}; called before routes
     * are added. To be overridden; by default none. The start of the test fails if there is no option of such a name.
     */
    protected Map<String, Object> componentOptions() {
        return Map.of();
    }

    /**
     * Waits until exactly so many sockets are open and have sent their first heartbeat. From then on the routes receive what the
     * simulator is told to emit; and what happens while there is no socket counts as missed, which it does not before the first
     * heartbeat of a route without a stored position. Routes with the same credentials and addresses share a socket.
     *
     * @throws AssertionError if it takes longer than 30 seconds
     */
    protected final void awaitConnections(int connections) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        ScheduledExecutorService poll = Executors.newSingleThreadScheduledExecutor();
        try {
            poll.scheduleWithFixedDelay(
                    () -> {
                        if (simulator().openConnections() == connections && allHaveSentHeartbeat()) {
                            reached.countDown();
                        }
                    },
                    0,
                    POLL.toMillis(),
                    TimeUnit.MILLISECONDS);
            assertTrue(
                    reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS),
                    () -> "Not " + connections + " open connections within " + PATIENCE.toSeconds() + " s, but "
                            + simulator().openConnections() + ". All so far: "
                            + simulator().connections());
        } finally {
            poll.shutdownNow();
        }
    }

    private boolean allHaveSentHeartbeat() {
        return simulator().connections().stream()
                .filter(ConnectionRecord::open)
                .noneMatch(connection -> connection.pings().isEmpty());
    }

    @Override
    protected void setupResources() throws Exception {
        super.setupResources();
        if (testConfiguration().isCreateCamelContextPerClass()) {
            throw new IllegalStateException("Each test has a simulator and a context of its own: "
                    + getClass().getName() + " cannot be @TestInstance(PER_CLASS)");
        }
        options = simulatorOptions();
        simulator = DoshiiSimulator.start(options);
    }

    /**
     * Cuts the sockets, then stops the context, then the simulator, which the routes may call until they have ended. Without a
     * socket the context stops at once: with one it would wait some seconds for what may follow the last event.
     */
    @Override
    protected void cleanupResources() throws Exception {
        if (simulator != null) {
            simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.status(503)));
            simulator.dropConnections();
        }
        if (context != null) {
            context.stop();
        }
        if (simulator != null) {
            simulator.close();
            simulator = null;
        }
        super.cleanupResources();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext created = super.createCamelContext();
        Map<String, Object> properties = new HashMap<>(componentOptions());
        properties.put("socketUrl", simulator.socketUrl());
        properties.put("apiUrl", simulator.apiUrl());
        properties.put("clientId", options.clientId());
        properties.put("clientSecret", options.clientSecret());
        Component component = created.getComponent("doshii");
        if (component == null) {
            throw new IllegalStateException("There is no component doshii: is camel-doshii in the class path?");
        }
        PropertyBindingSupport.build()
                .withCamelContext(created)
                .withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withMandatory(true)
                .withProperties(properties)
                .bind();
        return created;
    }
}
