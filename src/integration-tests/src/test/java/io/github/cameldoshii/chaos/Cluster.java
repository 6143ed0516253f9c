package io.github.cameldoshii.chaos;

import io.github.cameldoshii.chaos.History.Change;
import io.github.cameldoshii.chaos.History.Delivery;
import io.github.cameldoshii.chaos.History.Entity;
import io.github.cameldoshii.chaos.History.Gap;
import io.github.cameldoshii.chaos.History.Rules;
import io.github.cameldoshii.chaos.History.Stay;
import io.github.cameldoshii.simulator.state.Kind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A service at which something changes all the time, a PostgreSQL, and machines that run the same route. Each machine reaches
 * the database by a way of its own, which can be cut. What has arrived anywhere is judged as a whole. One thread.
 */
final class Cluster implements AutoCloseable {

    private static final RouteSpec ROUTE = new RouteSpec("orders", "*");
    private static final long CHANGE_EVERY_MILLIS = 50;
    private static final long DAY_MILLIS = 86_400_000;

    private static final Conditions CONDITIONS =
            new Conditions(true, List.of(ROUTE), 2, 1, 1000, 0, 0, 0, DAY_MILLIS, Field.CALM, true, true);

    private static final String PROPERTIES =
            """
            camel.component.doshii.heartbeat-interval = %d
            camel.component.doshii.catch-up-overlap = %d
            camel.component.doshii.connection-events = true
            """
                    .formatted(Conditions.HEARTBEAT, Conditions.OVERLAP);

    /** The master: endpoint as the documentation has it; the option is there because the simulator is no usual one. */
    private static final String YAML =
            """
            - route:
                id: orders
                from:
                  uri: master:doshii:doshii:simulator
                  parameters:
                    socketUrl: "%s"
                    apiUrl: "%s"
                  steps:
                    - process:
                        ref: ledger
            """;

    private final Service service = new Service(CONDITIONS, Sabotage.NONE);
    private final ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Unaware> unaware = new LinkedHashMap<>();
    private final Map<String, TcpProxy> databases = new LinkedHashMap<>();
    private final List<Stay> stays = new ArrayList<>();
    private final List<Long> cuts = new ArrayList<>();
    private final EmbeddedPostgres postgres;
    private final Path folder;
    private final String properties;
    private final Map<String, String> environment;
    private int step;

    /** The time from which on a machine that had been taken over could know it, to when it was aware of it. */
    private record Unaware(long from, long to) {

        long lateMillis(Line line) {
            return from <= line.finishedAt() && line.finishedAt() <= to ? line.finishedAt() - from : Delivery.IN_TIME;
        }
    }

    /**
     * @param properties those of the cluster service and of the database of positions
     * @param environment what the properties refer to, but for the database and the name of the machine
     */
    Cluster(Path folder, EmbeddedPostgres postgres, String properties, Map<String, String> environment) {
        this.folder = folder;
        this.postgres = postgres;
        this.properties = PROPERTIES + properties;
        this.environment = environment;
        stays.add(new Stay(System.currentTimeMillis(), Optional.empty(), Optional.empty()));
    }

    /** Starts the machine of this name, or starts it again. */
    Node start(String name) {
        TcpProxy database = databases.computeIfAbsent(name, absent -> new TcpProxy(postgres.getPort()));
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("POSITIONS_URL", "jdbc:postgresql://localhost:" + database.port() + "/postgres");
        all.put("POSITIONS_USER", "postgres");
        all.put("POSITIONS_PASSWORD", "postgres");
        all.put("NODE_NAME", name);
        Node node = Node.start(
                folder.resolve(name),
                properties,
                YAML.formatted(
                        service.simulator().socketUrl(), service.simulator().apiUrl()),
                all);
        nodes.put(name, node);
        return node;
    }

    TcpProxy database(String name) {
        return databases.get(name);
    }

    /** How many parts of the delivery history have been noted so far. */
    long noted() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet highest = statement.executeQuery("SELECT max(seq) FROM doshii_states_history")) {
            highest.next();
            return highest.getLong(1);
        }
    }

    /** From now on something changes every 50 ms. */
    void beginChanges() {
        load.scheduleAtFixedRate(this::change, 0, CHANGE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void endChanges() throws InterruptedException {
        load.shutdown();
        load.awaitTermination(1, TimeUnit.MINUTES);
    }

    private void change() {
        step++;
        service.data(
                step % 2 == 0
                        ? new Step.Change(step)
                        : new Step.Create(step % 3 == 0 ? Kind.BOOKING : Kind.ORDER, step % 4 / 2));
    }

    /** The leader was lost at this time, without having been able to end. */
    void lost(long at) {
        stays.add(new Stay(at, Optional.of(at), Optional.of(at)));
    }

    /** The leader was told at this time to end. */
    void told(long at) {
        stays.add(new Stay(at, Optional.of(at), Optional.empty()));
    }

    /** This machine was taken over while it was paused, went on at the first of these times, and at the other was aware of it. */
    void unaware(String name, long from, long to) {
        unaware.put(name, new Unaware(from, to));
    }

    /** What is not delivered yet. */
    List<Violation> lacking() {
        return Oracle.lacking(history());
    }

    /** What is wrong. */
    List<Violation> violations() {
        return Oracle.judge(history());
    }

    /** Repetitions that are allowed, by kind. */
    List<Repeats.Allowed> repetitions() {
        return Oracle.repetitions(history());
    }

    int changes() {
        return service.changes().size();
    }

    private History history() {
        List<Change> changes = service.changes();
        List<Delivery> deliveries = nodes.entrySet().stream()
                .flatMap(node -> node.getValue().lines().stream()
                        .filter(line -> !line.isAboutConnection())
                        .map(line -> delivery(line, lateMillis(node.getKey(), line))))
                .sorted(Comparator.comparingLong(Delivery::finishedAt))
                .toList();
        return new History(
                ROUTE,
                changes,
                deliveries,
                List.<Gap>of(),
                cuts,
                stays,
                new Rules(Conditions.OVERLAP, false, false, false, Map.of()));
    }

    private long lateMillis(String name, Line line) {
        Unaware time = unaware.get(name);
        return time == null ? Delivery.IN_TIME : time.lateMillis(line);
    }

    private static Delivery delivery(Line line, long lateMillis) {
        return new Delivery(
                new Entity(line.entity(), line.location(), line.id()),
                line.eventType(),
                line.status(),
                line.version(),
                line.origin(),
                line.receivedAt(),
                line.finishedAt(),
                lateMillis);
    }

    @Override
    public void close() throws IOException {
        load.shutdownNow();
        nodes.values().forEach(Node::close);
        for (TcpProxy database : databases.values()) {
            database.close();
        }
        service.close();
    }
}
