package io.github.cameldoshii;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.RestCall;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;

/** A simulator, and a route {@code all} that remembers what it was given, in a context that can be started again. */
abstract class RecoveryTestSupport {

    static final Duration LIMIT = Duration.ofSeconds(60);

    /** Outlives a context, as a file or a database does. */
    private static final class Memory extends ServiceSupport implements StateRepository<String, String> {
        private final Map<String, String> values = new ConcurrentHashMap<>();

        @Override
        public void setState(String key, String value) {
            values.put(key, value);
        }

        @Override
        public String getState(String key) {
            return values.get(key);
        }
    }

    /** What the route was given. */
    record Seen(String type, String id, String location, String status, String origin, String version, String body) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final StateRepository<String, String> memory = new Memory();
    final LogCapture log = LogCapture.at(Level.INFO);
    DoshiiSimulator simulator;
    CamelContext context;

    /** How far this machine's wall clock is ahead of the right time. */
    volatile Duration wallClockAhead = Duration.ZERO;

    /** Set before {@link #connect}. */
    InstantSource wallClock = () -> Instant.now().plus(wallClockAhead);

    @AfterEach
    final void stopAll() {
        // First, for a consumer that is connected waits at its stop until its last events are settled.
        if (simulator != null) {
            simulator.close();
        }
        if (context != null) {
            context.stop();
        }
        log.close();
    }

    final void simulate() {
        simulate(SimulatorOptions.defaults());
    }

    final void simulate(SimulatorOptions options) {
        simulator = DoshiiSimulator.start(options.withPort(0));
    }

    /** Starts a context with the route and waits for its connection. */
    final void connect(Consumer<DoshiiConfiguration> options) {
        seen.clear();
        context = new DefaultCamelContext();
        DoshiiComponent component = context.getComponent("doshii", DoshiiComponent.class);
        component.setWallClock(wallClock);
        DoshiiConfiguration configuration = component.getConfiguration();
        configuration.setSocketUrl(simulator.socketUrl());
        configuration.setApiUrl(simulator.apiUrl());
        configuration.setHeartbeatInterval(500);
        configuration.setReconnectDelay(100);
        configuration.setReconnectMaxDelay(200);
        configuration.setRefusedDelay(1_000);
        configuration.setStateRepository(memory);
        configuration.setConnectionEvents(true);
        options.accept(configuration);
        context.getShutdownStrategy().setTimeout(10);
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("doshii:simulator").routeId("all").process(exchange -> seen.add(seen(exchange)));
                }
            });
            context.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        await().atMost(LIMIT).until(() -> statuses().contains("connected"));
    }

    /** Ends the context; what is stored stays. */
    final void disconnect() {
        context.stop();
    }

    private static Seen seen(Exchange exchange) {
        return new Seen(
                header(exchange, DoshiiConstants.EVENT_TYPE),
                header(exchange, DoshiiConstants.ENTITY_ID),
                header(exchange, DoshiiConstants.LOCATION_ID),
                header(exchange, DoshiiConstants.STATUS),
                header(exchange, DoshiiConstants.ORIGIN),
                header(exchange, DoshiiConstants.VERSION),
                exchange.getMessage().getBody(String.class));
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, "", String.class);
    }

    /** The changes of the connection and of recovery that the route was told, in order. */
    final List<String> statuses() {
        return seen.stream()
                .filter(one -> one.type().equals("connection"))
                .map(Seen::status)
                .toList();
    }

    /** What the route was told of gaps. */
    final List<String> gaps() {
        return seen.stream()
                .filter(one -> one.type().equals("connection") && one.status().equals("gap"))
                .map(Seen::body)
                .toList();
    }

    final List<Seen> of(String id) {
        return seen.stream().filter(one -> one.id().equals(id)).toList();
    }

    final void awaitSeen(String... ids) {
        await().atMost(LIMIT).until(() -> List.of(ids).stream().noneMatch(id -> of(id).isEmpty()));
    }

    final void awaitRecovered() {
        await().atMost(LIMIT).until(() -> statuses().contains("recovered"));
    }

    /** Waits until a recovery that has completed has asked once more after the overlap, and what that has shown is delivered. */
    final void awaitSecondLook() {
        Duration overlap =
                Duration.ofMillis(consumer().getEndpoint().getConfiguration().getCatchUpOverlap());
        await().atMost(LIMIT).until(() -> {
            Optional<Instant> due = log.lastOwn("Recovery completed").map(completed -> completed.plus(overlap));
            return due.isPresent()
                    && simulator.restCalls().stream()
                            .anyMatch(call -> !call.at().isBefore(due.get()))
                    && "IDLE".equals(health().getDetails().get("doshii.catchUp"))
                    && consumer().getPendingEvents() == 0;
        });
    }

    final String location() {
        return simulator.locations().all().get(0).id();
    }

    /** Cuts the connection, lets something happen, and lets it be made again, without any fault. */
    final void outage(Runnable meanwhile) {
        cut(meanwhile);
        simulator.faults().clear();
    }

    /** As {@link #outage}, but the other faults stay, those too that are made meanwhile. */
    final void outageKeepingFaults(Runnable meanwhile) {
        simulator.faults().remove(cut(meanwhile));
    }

    private Fault cut(Runnable meanwhile) {
        Fault closed = Fault.on(Match.upgrade()).then(Actions.status(503)).times(Fault.ALWAYS);
        simulator.faults().add(closed);
        simulator.dropConnections();
        await().atMost(LIMIT).until(() -> simulator.openConnections() == 0);
        meanwhile.run();
        return closed;
    }

    /** Answers every GET of the path for the location like this until the faults are cleared. */
    static Fault always(String path, String location, int status) {
        return Fault.on(Match.rest("GET", path, location))
                .then(Actions.status(status))
                .times(Fault.ALWAYS);
    }

    final List<RestCall> calls(String path, String location) {
        return simulator.restCalls().stream()
                .filter(call -> call.path().equals(path) && call.locationId().equals(location))
                .toList();
    }

    final DoshiiConsumer consumer() {
        return (DoshiiConsumer) context.getRoute("all").getConsumer();
    }

    final HealthCheck.Result health() {
        return HealthCheckHelper.getHealthCheckRepository(context, "consumers", HealthCheckRepository.class).stream()
                .filter(check -> check.getId().equals("consumer:all"))
                .findFirst()
                .orElseThrow()
                .call();
    }

    final List<String> warnings() {
        return log.ownMessages(Level.WARN);
    }
}
