package io.github.cameldoshii.observability;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.test.DoshiiTestSupport;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator, a route {@code orders} with a gate, and a MeterRegistry where Camel looks for it. */
abstract class MetersUnderTest extends DoshiiTestSupport {

    static final Duration SOON = Duration.ofSeconds(20);

    final MeterRegistry registry = new SimpleMeterRegistry();
    final Gate gate = new Gate();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getRegistry().bind("metricsRegistry", registry);
        return context;
    }

    @Override
    protected Map<String, Object> componentOptions() {
        return Map.of(
                "heartbeatInterval", "200ms",
                "pongTimeout", "2s",
                "reconnectDelay", "50ms",
                "reconnectMaxDelay", "100ms",
                "refusedDelay", "1s",
                "queueSize", "2");
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator").routeId("orders").process(exchange -> gate.pass());
            }
        };
    }

    @BeforeEach
    void awaitConnection() {
        awaitState("live");
    }

    @AfterEach
    void openGate() {
        gate.open();
    }

    final void awaitState(String state) {
        awaitAtLeast(1, "camel.doshii.connection.state", "state", state);
    }

    final void awaitAtLeast(double least, String meter, String... tags) {
        await(meter + String.join(" ", tags)).atMost(SOON).until(() -> value(meter, tags) >= least);
    }

    /** The value of a counter or gauge, or how often a timer has counted; NaN if there is none. */
    final double value(String name, String... tags) {
        return meter(name, tags)
                .map(meter -> StreamSupport.stream(meter.measure().spliterator(), false)
                        .findFirst()
                        .orElseThrow()
                        .getValue())
                .orElse(Double.NaN);
    }

    /** What a timer has measured in all, in milliseconds. */
    final double millis(String name, String... tags) {
        return ((FunctionTimer) meter(name, tags).orElseThrow()).totalTime(TimeUnit.MILLISECONDS);
    }

    final Optional<Meter> meter(String name, String... tags) {
        return Optional.ofNullable(registry.find(name).tags(tags).meter());
    }

    final void once(Match match, Action action) {
        simulator().faults().add(Fault.on(match).then(action).once());
    }
}
