package io.github.cameldoshii;

import io.github.cameldoshii.internal.protocol.Origin;
import io.github.cameldoshii.internal.recovery.RecoverableList;
import io.github.cameldoshii.internal.statistics.ConnectOutcome;
import io.github.cameldoshii.internal.statistics.DisconnectCause;
import io.github.cameldoshii.internal.statistics.Durations;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import io.github.cameldoshii.internal.statistics.EventCounts;
import io.github.cameldoshii.internal.statistics.GapKind;
import io.github.cameldoshii.internal.statistics.RestOperation;
import io.github.cameldoshii.internal.statistics.RestStatus;
import io.github.cameldoshii.internal.statistics.ScanKind;
import io.github.cameldoshii.metrics.Metric;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What is measured of one environment, by name. Every counter is there from the beginning with 0, as an alert on a counter
 * that comes into being with 1 would not see it grow.
 */
final class EnvironmentMetrics {

    /** Recovery makes events of these types only. */
    private static final Set<String> RECOVERABLE = RecoverableList.eventTypesOf(EnumSet.allOf(RecoverableList.class));

    private final String environment;
    private final EnvironmentStatistics statistics;
    private final List<Metric> metrics = new ArrayList<>();

    EnvironmentMetrics(String environment, EnvironmentStatistics statistics) {
        this.environment = environment;
        this.statistics = statistics;
    }

    /** To be called once. */
    List<Metric> all() {
        addEvents();
        addConnection();
        addRecovery();
        addRestCalls();
        return List.copyOf(metrics);
    }

    private void addEvents() {
        EventCounts events = statistics.events();
        for (Origin origin : Origin.values()) {
            for (String type : EventCounts.knownTypes()) {
                if (origin == Origin.SOCKET || RECOVERABLE.contains(type)) {
                    addCounter(
                            "camel.doshii.events",
                            "Events given to routes; one that two routes want counts twice",
                            Map.of("type", type, "origin", origin.headerValue()),
                            () -> events.count(type, origin));
                }
            }
        }
        addCounter(
                "camel.doshii.messages.malformed",
                "Messages of the socket that could not be read",
                Map.of(),
                statistics.malformedMessages()::sum);
    }

    private void addConnection() {
        for (ConnectOutcome outcome : ConnectOutcome.values()) {
            addCounter(
                    "camel.doshii.connects",
                    "Connect attempts by what came of them",
                    Map.of("outcome", tag(outcome)),
                    () -> statistics.connects().count(outcome));
        }
        addTimer(
                "camel.doshii.connect.time",
                "From the beginning of a connect attempt to its open WebSocket",
                Map.of(),
                statistics.connectTime());
        for (DisconnectCause cause : DisconnectCause.values()) {
            addCounter(
                    "camel.doshii.disconnects",
                    "Open WebSockets that have ended, but for those of routes that were stopped",
                    Map.of("cause", tag(cause)),
                    () -> statistics.disconnects().count(cause));
        }
        addTimer(
                "camel.doshii.heartbeat.round.trip",
                "From a heartbeat to its answer",
                Map.of(),
                statistics.roundTrip());
        metrics.add(new Metric.TimeCounter(
                "camel.doshii.reading.paused",
                "How long nothing was read from the socket because a route had no room",
                with(Map.of()),
                () -> statistics.readPaused().total(System.nanoTime())));
    }

    private void addRecovery() {
        for (ScanKind kind : ScanKind.values()) {
            addTimer(
                    "camel.doshii.recovery.scans",
                    "Scans of the service's lists that were completed",
                    Map.of("kind", tag(kind)),
                    statistics.recoveryScans().of(kind));
        }
        addCounter(
                "camel.doshii.recovery.rows",
                "Rows of the service's lists that were read",
                Map.of(),
                statistics.recoveryRows()::sum);
        for (GapKind kind : GapKind.values()) {
            addCounter(
                    "camel.doshii.gaps",
                    "Gaps that were announced, of which something may be lost",
                    Map.of("kind", tag(kind)),
                    () -> statistics.gaps().count(kind));
        }
    }

    private void addRestCalls() {
        for (RestOperation operation : RestOperation.values()) {
            for (RestStatus status : RestStatus.values()) {
                addCounter(
                        "camel.doshii.rest.calls",
                        "Requests to the REST API, repeated ones too",
                        Map.of("operation", operation.tag(), "status", status.tag()),
                        () -> statistics.restCalls().count(operation, status));
            }
        }
    }

    private void addCounter(String name, String description, Map<String, String> tags, LongSupplier count) {
        metrics.add(new Metric.Counter(name, description, with(tags), count));
    }

    private void addTimer(String name, String description, Map<String, String> tags, Durations durations) {
        metrics.add(new Metric.Timer(name, description, with(tags), durations::count, durations::total));
    }

    private Map<String, String> with(Map<String, String> tags) {
        Map<String, String> all = new HashMap<>(tags);
        all.put("environment", environment);
        return Map.copyOf(all);
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
