package io.github.cameldoshii.routes;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
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

    private final DoshiiSimulator simulator =
            DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
    private final Main main = new Main();
    private final Retries retries = new Retries();

    private ShippedRoutes(Map<String, String> properties, String... files) {
        main.configure()
                .withRoutesIncludePattern(
                        Arrays.stream(files).map(file -> "file:routes/" + file).collect(Collectors.joining(",")));
        main.bind("retries", retries);
        main.addOverrideProperty("camel.component.doshii.socket-url", simulator.socketUrl());
        main.addOverrideProperty("camel.component.doshii.api-url", simulator.apiUrl());
        properties.forEach(main::addOverrideProperty);
    }

    /** Starts the files with these properties and waits until the socket is open. */
    static ShippedRoutes start(Map<String, String> properties, String... files) {
        ShippedRoutes routes = new ShippedRoutes(properties, files);
        try {
            routes.main.start();
            await().atMost(PATIENCE).until(() -> routes.simulator.openConnections() > 0);
            return routes;
        } catch (RuntimeException e) {
            routes.close();
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
