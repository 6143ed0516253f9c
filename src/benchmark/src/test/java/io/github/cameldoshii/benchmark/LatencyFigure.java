package io.github.cameldoshii.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long live events take while a catch-up runs, and while none does, in turn, in the same process. The socket's events
 * come from one process and REST is answered by another, as the service's part is not the client's; all share the CPUs.
 */
final class LatencyFigure implements Figures.Figure {

    private static final int ROUNDS = 5;
    private static final int PER_SECOND = 500;
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
        Path logs = directory.resolve("logs");
        try (ApiServerProcess api = new ApiServerProcess(logs.resolve("latency-api.log"));
                ServerProcess server = new ServerProcess(logs.resolve("latency-server.log"), List.of());
                RecoveringRoute route = new RecoveringRoute(
                        "ws://127.0.0.1:" + server.port() + "/app/socket",
                        api.apiUrl(),
                        "reconnectDelay=100&catchUpOverlap=30s",
                        log::arrived)) {
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
                api.createOrders(CHANGES_A_ROUND);
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
                        ApiServer.LOCATIONS,
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
