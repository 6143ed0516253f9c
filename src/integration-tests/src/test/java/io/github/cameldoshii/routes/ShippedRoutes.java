package io.github.cameldoshii.routes;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.runner.BoundedCloseKafkaClientFactory;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.EventNotifierSupport;

/** Files of the folder {@code routes}, exactly as shipped, in Camel Main, connected to a simulator in this JVM. */
final class ShippedRoutes implements AutoCloseable {

    /** Long enough for a loaded machine; nothing waits for all of it unless it fails. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final DoshiiSimulator simulator;
    private final Map<String, String> properties;
    private final String[] files;
    private final Main main = new Main();
    private final Retries retries = new Retries();

    private ShippedRoutes(DoshiiSimulator simulator, Map<String, String> properties, String... files) {
        this.simulator = simulator;
        this.properties = properties;
        this.files = files;
        main.configure()
                .withRoutesIncludePattern(
                        Arrays.stream(files).map(file -> "file:routes/" + file).collect(Collectors.joining(",")));
        main.bind("retries", retries);
        // As the runner does.
        main.bind("boundedKafkaClients", new BoundedCloseKafkaClientFactory());
        main.addOverrideProperty("camel.component.doshii.socket-url", simulator.socketUrl());
        main.addOverrideProperty("camel.component.doshii.api-url", simulator.apiUrl());
        properties.forEach(main::addOverrideProperty);
    }

    /** Starts the files with these properties and waits until the socket is open. */
    static ShippedRoutes start(Map<String, String> properties, String... files) {
        DoshiiSimulator simulator =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
        return new ShippedRoutes(simulator, properties, files).started();
    }

    /** Starts the same files, which have been stopped, in another Camel Main. */
    ShippedRoutes again() {
        return new ShippedRoutes(simulator, properties, files).started();
    }

    private ShippedRoutes started() {
        try {
            main.start();
            await().atMost(PATIENCE).until(() -> simulator.openConnections() > 0);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    DoshiiSimulator simulator() {
        return simulator;
    }

    void emit(String type, String data) {
        simulator.emit(type, data);
    }

    /** How often an event was tried again, over all routes. */
    int retries() {
        return retries.count.get();
    }

    /** Events that were read and are not finished, over all routes. */
    int inFlight() {
        return main.getCamelContext().getRoutes().stream()
                .map(Route::getConsumer)
                .filter(ShutdownAware.class::isInstance)
                .mapToInt(consumer -> ((ShutdownAware) consumer).getPendingExchangesSize())
                .sum();
    }

    /** Stops the routes as the runner does: what was read is finished first. */
    void stop() {
        main.stop();
    }

    /** Stops the routes, by force what is not finished after this time. */
    void stopWithin(Duration limit) {
        main.getCamelContext().getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        main.getCamelContext().getShutdownStrategy().setTimeout(limit.toMillis());
        main.stop();
    }

    @Override
    public void close() {
        main.stop();
        simulator.close();
    }

    /** Counts retries as they begin. */
    private static final class Retries extends EventNotifierSupport {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeRedeliveryEvent) {
                count.incrementAndGet();
            }
        }
    }
}
