package io.github.cameldoshii.benchmark;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * From the start of a process to its connection, as the server sees it, and what it takes when it is idle: the packaged runner
 * with and without archive and options, and the vendor's SDK. The server is in this process.
 */
final class StartFigure implements Figures.Figure {

    private static final Path JAR = Path.of("target", "camel-doshii-runner.jar").toAbsolutePath();
    private static final Path OPTIONS =
            Path.of("target", "camel-doshii-runner.options").toAbsolutePath();
    private static final Path ROUTE = Path.of("routes", "filter-by-type.yaml");
    private static final int ROUNDS = Integer.getInteger("figures.starts", 5);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final double CONNECTED_TARGET = 1.5;
    private static final double RESIDENT_TARGET = 110;
    private static final double DEMO_TARGET = 2.5;

    /** One start. */
    private record Start(double connectedSeconds, double cpuSeconds, double residentMegabytes) {}

    private final Path directory;

    /** @param directory for archive, logs and what the processes write */
    StartFigure(Path directory) {
        this.directory = directory.resolve("start").toAbsolutePath();
    }

    @Override
    public void measure(FigureTable table) throws Exception {
        if (!Files.exists(JAR) || !Files.exists(OPTIONS)) {
            table.told("start", "not measured: build " + JAR.getFileName() + " first, mvn -q package -DskipTests");
            return;
        }
        Files.createDirectories(directory);
        Path archive = archive();
        List<String> small = List.of("@" + OPTIONS, "-XX:SharedArchiveFile=" + archive);
        List<Start> plain = new ArrayList<>();
        List<Start> archived = new ArrayList<>();
        List<Double> plainDemo = new ArrayList<>();
        List<Double> archivedDemo = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            plain.add(startOfRunner(List.of()));
            archived.add(startOfRunner(small));
            plainDemo.add(firstFileOfDemo(List.of()));
            archivedDemo.add(firstFileOfDemo(small));
        }
        table.told("runner, size of the jar", megabytes(Files.size(JAR) / 1e6));
        table.told("runner, size of the archive", megabytes(Files.size(archive) / 1e6));
        judge(table, "runner with archive and options, start to connected", archived);
        tell(table, "runner as java -jar, start to connected", plain);
        judgeDemo(table, "demo as java -jar, start to the first file", plainDemo);
        judgeDemo(table, "demo with archive and options, start to the first file", archivedDemo);
        measureSdk(table);
    }

    private static void judge(FigureTable table, String what, List<Start> starts) {
        double connected = median(starts, Start::connectedSeconds);
        double resident = median(starts, Start::residentMegabytes);
        table.judged(
                what,
                describe(starts),
                "at most " + CONNECTED_TARGET + " s and " + (int) RESIDENT_TARGET + " MB",
                connected <= CONNECTED_TARGET && resident <= RESIDENT_TARGET);
    }

    private static void tell(FigureTable table, String what, List<Start> starts) {
        table.told(what, describe(starts));
    }

    private static void judgeDemo(FigureTable table, String what, List<Double> seconds) {
        double median = median(seconds, value -> value);
        table.judged(
                what,
                String.format(Locale.ROOT, "%.2f s", median),
                "at most " + DEMO_TARGET + " s",
                median <= DEMO_TARGET);
    }

    private static String describe(List<Start> starts) {
        return String.format(
                Locale.ROOT,
                "%.2f s (%.2f to %.2f), CPU %.2f s; %.0f MB resident after %d s",
                median(starts, Start::connectedSeconds),
                starts.stream().mapToDouble(Start::connectedSeconds).min().orElse(Double.NaN),
                starts.stream().mapToDouble(Start::connectedSeconds).max().orElse(Double.NaN),
                median(starts, Start::cpuSeconds),
                median(starts, Start::residentMegabytes),
                IDLE.toSeconds());
    }

    private static String megabytes(double value) {
        return String.format(Locale.ROOT, "%.1f MB", value);
    }

    private static <T> double median(List<T> values, ToDoubleFunction<T> figure) {
        return Statistics.median(values.stream().mapToDouble(figure).toArray());
    }

    /** As docs/operations.md says, of a run that has been connected for some seconds. */
    private Path archive() throws Exception {
        Path archive = directory.resolve("runner.jsa");
        Files.deleteIfExists(archive);
        Path work = workWithRoute("archive");
        List<String> flags =
                List.of("@" + OPTIONS, "-XX:ArchiveClassesAtExit=" + archive, "-Dcamel.main.duration-max-seconds=10");
        try (DoshiiSimulator simulator = simulator();
                MeasuredProcess process =
                        new MeasuredProcess(work, work.resolve("log"), run(flags), surroundings(simulator))) {
            process.awaitEnd();
        }
        return archive;
    }

    private Start startOfRunner(List<String> flags) throws Exception {
        Path work = workWithRoute("run");
        try (DoshiiSimulator simulator = simulator()) {
            return start(simulator, work, run(flags), surroundings(simulator));
        }
    }

    private static DoshiiSimulator simulator() {
        return DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
    }

    private Path workWithRoute(String name) throws IOException {
        Path work = Files.createTempDirectory(directory, name);
        Files.copy(ROUTE, work.resolve("orders.yaml"));
        return work;
    }

    private static List<String> run(List<String> flags) {
        return java(flags, List.of("run", "orders.yaml"));
    }

    private static Map<String, String> surroundings(DoshiiSimulator simulator) {
        return Map.of(
                "DOSHII_ENVIRONMENT", "simulator",
                "CAMEL_COMPONENT_DOSHII_SOCKETURL", simulator.socketUrl(),
                "CAMEL_COMPONENT_DOSHII_APIURL", simulator.apiUrl());
    }

    private static Start start(
            DoshiiSimulator simulator, Path work, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException, TimeoutException {
        try (MeasuredProcess process = new MeasuredProcess(work, work.resolve("log"), command, environment)) {
            double connected = process.secondsUntil(() -> simulator.openConnections() > 0, LIMIT);
            double cpu = process.cpuSeconds();
            LockSupport.parkNanos(IDLE.toNanos());
            return new Start(connected, cpu, process.residentMegabytes());
        }
    }

    private double firstFileOfDemo(List<String> flags) throws Exception {
        Path work = Files.createTempDirectory(directory, "demo");
        Path folder = work.resolve("demo-orders");
        List<String> command = java(flags, List.of("demo", "--port", "0"));
        try (MeasuredProcess process = new MeasuredProcess(work, work.resolve("log"), command, Map.of())) {
            return process.secondsUntil(() -> hasFile(folder), LIMIT);
        }
    }

    private static boolean hasFile(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(Files::isRegularFile);
        } catch (IOException e) {
            return false;
        }
    }

    private void measureSdk(FigureTable table) throws Exception {
        NodeSdk sdk = new NodeSdk(directory.resolveSibling("sdk"));
        String missing = sdk.install();
        if (!missing.isEmpty()) {
            table.told("doshii-partner-node-sdk " + NodeSdk.VERSION, "not measured: " + missing);
            return;
        }
        List<Start> starts = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            starts.add(startOfSdk(sdk));
        }
        tell(table, "doshii-partner-node-sdk " + NodeSdk.VERSION + ", start to connected", starts);
    }

    private Start startOfSdk(NodeSdk sdk) throws Exception {
        // Its script ends by itself when it has waited long enough for each of these.
        BurstPlan patient = BurstPlan.throughput(220, 1, 100);
        try (DoshiiSimulator simulator =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0).withClientId("benchmark"))) {
            return start(
                    simulator,
                    Files.createTempDirectory(directory, "sdk"),
                    sdk.command(),
                    Map.of("BENCHMARK_PLAN", patient.line(), "BENCHMARK_PORT", Integer.toString(simulator.port())));
        }
    }

    private static List<String> java(List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        return command;
    }
}
