package io.github.cameldoshii.benchmark;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long live events take while a catch-up runs, and while none does, in turn, in the same process. The socket's events
 * come from a server of their own, so that the simulator, which answers REST, does not delay them; this process, the
 * simulator's and the component's, shares the CPUs with it.
 */
final class LatencyFigure implements Figures.Figure {

    private static final int ROUNDS = 5;
    private static final int PER_SECOND = 500;
    private static final int LOCATIONS = 50;
    private static final int CHANGES_A_ROUND = 4_000;
    private static final int BYTES = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Long enough for a catch-up; what is not measured is not waited for. */
    private static final int SECONDS = 8;

    private final Path directory;

    LatencyFigure(Path directory) {
        this.directory = directory;
    }

    @Override
    public void measure(FigureTable table) throws Exception {
        LatencyLog log = new LatencyLog();
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                ServerProcess server =
                        new ServerProcess(directory.resolve("logs").resolve("latency-server.log"), List.of());
                RecoveringRoute route = new RecoveringRoute(
                        "ws://127.0.0.1:" + server.port() + "/app/socket",
                        simulator.apiUrl(),
                        "reconnectDelay=100&catchUpOverlap=30s",
                        log::arrived)) {
            List<String> locations = locations(simulator);
            simulator.faults().add(Fault.on(Match.rest("*", "*")).then(Actions.delay(Duration.ofMillis(50))));
            route.start();
            server.awaitConnected();
            List<Double> without = new ArrayList<>();
            List<Double> during = new ArrayList<>();
            List<Double> lengths = new ArrayList<>();
            // The first round warms up.
            for (int round = 0; round <= ROUNDS; round++) {
                log.clear();
                stream(server, log);
                double quiet = log.p99();
                change(simulator, locations, round);
                log.clear();
                long before = System.nanoTime();
                route.reconnect();
                server.awaitConnected();
                server.send(new Burst(BYTES, 0, PER_SECOND * SECONDS, PER_SECOND));
                long connected = route.awaitConnection("connected", before, LIMIT);
                long recovered = route.awaitConnection("recovered", before, LIMIT);
                double busy = log.p99Between(connected, recovered);
                log.awaitCount(PER_SECOND * SECONDS, LIMIT);
                if (round > 0) {
                    without.add(quiet);
                    during.add(busy);
                    lengths.add((double) (recovered - connected));
                }
            }
            judge(table, median(without), median(during), median(lengths), route.recovered());
        }
    }

    private static void stream(ServerProcess server, LatencyLog log) throws Exception {
        server.send(new Burst(BYTES, 0, PER_SECOND * SECONDS, PER_SECOND));
        log.awaitCount(PER_SECOND * SECONDS, LIMIT);
    }

    private static List<String> locations(DoshiiSimulator simulator) {
        List<String> locations = new ArrayList<>();
        for (int i = 0; i < LOCATIONS; i++) {
            locations.add(simulator
                    .locations()
                    .silently()
                    .create(Map.of("id", "place" + i))
                    .id());
        }
        return locations;
    }

    private static void change(DoshiiSimulator simulator, List<String> locations, int round) {
        for (int i = 0; i < CHANGES_A_ROUND; i++) {
            simulator
                    .orders()
                    .silently()
                    .create(locations.get(i % LOCATIONS), Map.of("id", Integer.toString(1_000_000 * (round + 1) + i)));
        }
    }

    private static double median(List<Double> values) {
        return Statistics.median(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void judge(FigureTable table, double without, double during, double length, long events) {
        table.judged(
                String.format(
                        Locale.ROOT,
                        "live p99 latency at %d events/s while a catch-up of %,d changes at %d locations runs (for %s),"
                                + " against none; medians of %d rounds in turn",
                        PER_SECOND,
                        CHANGES_A_ROUND,
                        LOCATIONS,
                        FigureTable.seconds(length),
                        ROUNDS),
                String.format(
                        Locale.ROOT,
                        "%,.0f µs against %,.0f µs, %.2f times",
                        during / 1e3,
                        without / 1e3,
                        during / without),
                "at most 2 times",
                during <= 2 * without);
        table.told("events that these catch-ups gave", String.format(Locale.ROOT, "%,d", events));
    }
}
