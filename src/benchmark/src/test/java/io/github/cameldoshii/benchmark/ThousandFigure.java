package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thousand client ids in one process, each with a route and all options at their defaults: what each takes of the heap beyond
 * the same route on a timer, threads, CPU when nothing happens, and how soon all are connected, at first and after all were
 * cut at once.
 */
final class ThousandFigure implements Figures.Figure {

    private static final int CLIENTS = 1_000;

    /** Camel registers them in a time that grows with the square of their number. */
    private static final int MANAGED = 200;

    private static final int CONNECT_LIMIT = 20;
    private static final int PATIENCE_SECONDS = 300;
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** After it nothing that follows a connect goes on, and what it needed is compiled. */
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private static final int MAX_THREADS = 150;

    private final Path directory;

    ThousandFigure(Path directory) {
        this.directory = directory;
    }

    @Override
    public void measure(FigureTable table) throws Exception {
        try (ClientIds server = new ClientIds();
                Routes routes = new Routes("thousand", CLIENTS, false, server.ports())) {
            connect(table, server, routes);
            idle(table, routes);
            heap(table, "... heap of each beyond a route on a timer", CLIENTS, false, routes.ask("heap"));
            events(table, server, routes);
            cut(table, server);
        }
        try (ClientIds server = new ClientIds();
                Routes routes = new Routes("managed", MANAGED, true, server.ports())) {
            routes.awaitStarted();
            server.awaitLive(MANAGED);
            rest(SETTLED);
            heap(table, "heap of each of 200 with camel-management", MANAGED, true, routes.ask("heap"));
        }
    }

    private void connect(FigureTable table, ClientIds server, Routes routes) throws Exception {
        long begun = System.nanoTime();
        routes.awaitStarted();
        Connects connects = server.awaitLive(CLIENTS);
        connects(table, "1,000 client ids: from the start of the context to all connected", 60, begun, connects);
    }

    private static void idle(FigureTable table, Routes routes) throws Exception {
        rest(SETTLED);
        ProcessState before = routes.ask("usage");
        rest(IDLE);
        ProcessState after = routes.ask("usage");
        double share = (double) (after.cpuNanos() - before.cpuNanos()) / IDLE.toNanos();
        table.judged(
                "... CPU of the idle process, heartbeats at their defaults",
                String.format(Locale.ROOT, "%.1f %% of one", 100 * share),
                "at most 3 %",
                share <= 0.03);
    }

    private void heap(FigureTable table, String what, int count, boolean managed, ProcessState clients)
            throws Exception {
        long timers = timerHeap(count, managed);
        long timer = timerHeap(1, managed);
        double first = (firstHeap(managed) - timer) / 1e3;
        double each = ((clients.heapBytes() - timers) / 1e3 - first) / (count - 1);
        table.judged(
                what,
                String.format(
                        Locale.ROOT,
                        "%.1f kB, and %.0f kB with the first one; the route itself %.1f kB",
                        each,
                        first,
                        (timers - timer) / 1e3 / (count - 1)),
                "at most 20 kB",
                each <= 20);
    }

    private long timerHeap(int count, boolean managed) throws Exception {
        try (Routes routes = new Routes("timers", count, managed, List.of())) {
            routes.awaitStarted();
            return routes.ask("heap").heapBytes();
        }
    }

    private long firstHeap(boolean managed) throws Exception {
        try (ClientIds server = new ClientIds();
                Routes routes = new Routes("first", 1, managed, server.ports())) {
            routes.awaitStarted();
            server.awaitLive(1);
            rest(SETTLED);
            return routes.ask("heap").heapBytes();
        }
    }

    private static void events(FigureTable table, ClientIds server, Routes routes) throws Exception {
        server.send("event");
        rest(Duration.ofSeconds(2));
        long threads = routes.ask("usage").threads();
        table.judged(
                "... threads, shortly after each of them had an event at the same time",
                Long.toString(threads),
                "none for each, at most " + MAX_THREADS,
                threads <= MAX_THREADS);
    }

    private static void cut(FigureTable table, ClientIds server) throws Exception {
        long cut = System.nanoTime();
        server.send("drop");
        connects(table, "... from the cut of all of them to all connected", 90, cut, server.awaitLive(CLIENTS));
    }

    private static void connects(FigureTable table, String what, int limitSeconds, long since, Connects connects) {
        double seconds = (System.nanoTime() - since) / 1e9;
        table.judged(
                what,
                String.format(Locale.ROOT, "%.1f s, with %,d connect attempts", seconds, connects.all()),
                "at most " + limitSeconds + " s",
                seconds <= limitSeconds);
        table.judged(
                "... connect attempts in the busiest second, as the server counted",
                Integer.toString(connects.busiestSecond()),
                "at most " + CONNECT_LIMIT,
                connects.busiestSecond() <= CONNECT_LIMIT);
    }

    private static void rest(Duration duration) throws InterruptedException {
        new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private record Connects(int all, int busiestSecond) {}

    /** A {@link ClientIdServer} in a process of its own. */
    private final class ClientIds implements AutoCloseable {

        private final ChildProcess process;
        private final List<String> ports;

        ClientIds() throws IOException, InterruptedException, TimeoutException {
            process = new ChildProcess(
                    directory.resolve("logs/client-ids"),
                    JavaCommand.of(List.of("-Xmx512m", "-XX:+UseSerialGC"), ClientIdServer.class),
                    Map.of());
            ports = List.of(
                    process.await(ProtocolLine.LISTENING, PATIENCE_SECONDS).split(" "));
        }

        /** Of the sockets and of the REST API. */
        List<String> ports() {
            return ports;
        }

        void send(String command) {
            process.send(command);
        }

        Connects awaitLive(int count) throws IOException, InterruptedException, TimeoutException {
            process.send("await " + count);
            String[] result =
                    process.await(ProtocolLine.RESULT, PATIENCE_SECONDS).split(" ");
            return new Connects(Integer.parseInt(result[0]), Integer.parseInt(result[1]));
        }

        @Override
        public void close() {
            process.close();
        }
    }

    /** {@link ManyRoutes} in a process of its own, which has begun to start. */
    private final class Routes implements AutoCloseable {

        private final ChildProcess process;

        /** @param ports of the {@link ClientIdServer}; none for routes on a timer */
        Routes(String name, int count, boolean managed, List<String> ports)
                throws IOException, InterruptedException, TimeoutException {
            List<String> flags = new ArrayList<>(List.of(
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-Dlog4j2.configurationFile=benchmark/log4j2.properties",
                    "-Dorg.apache.camel.jmx.disabled=" + !managed,
                    "-Dfigures.routes=" + count));
            if (!ports.isEmpty()) {
                flags.add("-Dfigures.sockets=" + ports.get(0));
                flags.add("-Dfigures.api=" + ports.get(1));
            }
            process = new ChildProcess(
                    directory.resolve("logs/" + name), JavaCommand.of(flags, ManyRoutes.class), Map.of());
            process.await(ProtocolLine.READY, PATIENCE_SECONDS);
        }

        void awaitStarted() throws IOException, InterruptedException, TimeoutException {
            process.await(ProtocolLine.READY, PATIENCE_SECONDS);
        }

        ProcessState ask(String what) throws IOException, InterruptedException, TimeoutException {
            process.send(what);
            return ProcessState.parse(process.await(ProtocolLine.RESULT, PATIENCE_SECONDS));
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
