package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.connection.ConnectionState;
import io.github.cameldoshii.internal.connection.SocketStatistics;
import io.github.cameldoshii.metrics.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What is measured of one started consumer, by name: how it is now. */
final class ConsumerMetrics {

    private static final String SECONDS = "seconds";

    private final DoshiiConsumer consumer;
    private final String environment;
    private final String route;

    ConsumerMetrics(DoshiiConsumer consumer, String route) {
        this.consumer = consumer;
        this.environment = consumer.getEndpoint().getEnvironment();
        this.route = route;
    }

    List<Metric> all() {
        List<Metric> metrics = new ArrayList<>();
        for (ConnectionState state : ConnectionState.values()) {
            metrics.add(new Metric.Gauge(
                    "camel.doshii.connection.state",
                    "1 for the state that the connection of the route is in, 0 for the others",
                    Map.of(
                            "environment",
                            environment,
                            "route",
                            route,
                            "state",
                            state.name().toLowerCase(Locale.ROOT)),
                    "",
                    () -> consumer.status().connection().state() == state ? 1 : 0));
        }
        metrics.add(gauge(
                "camel.doshii.last.message.age",
                "How long ago the last message of any kind arrived on the connection of the route",
                SECONDS,
                this::lastMessageAge));
        metrics.add(gauge(
                "camel.doshii.queue.depth",
                "Events accepted and not yet finished by the route",
                "events",
                () -> consumer.status().pending()));
        metrics.add(gauge(
                "camel.doshii.position.age",
                "How long ago the time is up to which the route has finished everything",
                SECONDS,
                this::positionAge));
        return List.copyOf(metrics);
    }

    private Metric gauge(String name, String description, String unit, DoubleSupplier value) {
        return new Metric.Gauge(name, description, Map.of("environment", environment, "route", route), unit, value);
    }

    private double lastMessageAge() {
        SocketStatistics statistics = consumer.status().statistics();
        return statistics.messages() == 0
                ? Double.NaN
                : seconds(new MonotonicTime(System.nanoTime()).since(statistics.lastMessage()));
    }

    private double positionAge() {
        return consumer.positionTime()
                .map(time -> seconds(new WallTime(consumer.getEndpoint()
                                .getComponent()
                                .wallClock()
                                .millis())
                        .since(time)))
                .orElse(Double.NaN);
    }

    private static double seconds(Duration age) {
        return Math.max(0, age.toMillis() / 1000.0);
    }
}
