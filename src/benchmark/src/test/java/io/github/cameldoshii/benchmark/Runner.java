package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Runs one client after the other against one server, each client in a fresh process. */
final class Runner implements AutoCloseable {

    private static final int START_SECONDS = 120;
    private static final int BURST_SECONDS = 120;
    private static final int RESULT_SECONDS = 600;
    private static final int END_SECONDS = 20;

    private final BenchmarkSettings settings;
    private final Placement placement;
    private final NodeSdk sdk;
    private final ShippedRunner shipped;
    private final ServerProcess server;

    /** Of clients that recover; started for the first of them. */
    private ApiServerProcess api;

    Runner(BenchmarkSettings settings, Placement placement, NodeSdk sdk)
            throws IOException, InterruptedException, TimeoutException {
        this.settings = settings;
        this.placement = placement;
        this.sdk = sdk;
        this.shipped = new ShippedRunner(settings.directory().resolve("shipped"));
        server = new ServerProcess(log("server"), placement.server());
    }

    /**
     * @param name of the run, for its log file
     * @throws FailedRun if the client has ended, or does not, without a result
     */
    RunResult run(Subject subject, BurstPlan plan, String name)
            throws FailedRun, IOException, InterruptedException, TimeoutException {
        List<String> command = new ArrayList<>(placement.client());
        command.addAll(
                switch (subject) {
                    case SDK -> sdk.command();
                    case SHIPPED -> shipped.command(flags(plan), server.port());
                    default -> javaClient(subject, plan);
                });
        Map<String, String> environment = Map.of("BENCHMARK_PLAN", plan.line(), "BENCHMARK_PORT", server.port());
        try (ChildProcess client = new ChildProcess(log(name), command, environment)) {
            client.await(ProtocolLine.READY, START_SECONDS);
            server.awaitConnected();
            return measure(client, plan.sendings());
        } catch (IOException | TimeoutException e) {
            throw FailedRun.of(e, log(name));
        }
    }

    private RunResult measure(ChildProcess client, List<Burst> sendings)
            throws IOException, InterruptedException, TimeoutException {
        server.send(sendings.get(0));
        for (Burst burst : sendings.subList(1, sendings.size())) {
            client.await(ProtocolLine.READY, BURST_SECONDS);
            server.send(burst);
        }
        RunResult result = RunResult.parse(client.await(ProtocolLine.RESULT, RESULT_SECONDS));
        client.awaitEnd(END_SECONDS);
        return result;
    }

    private List<String> javaClient(Subject subject, BurstPlan plan)
            throws IOException, InterruptedException, TimeoutException {
        List<String> flags = flags(plan);
        if (subject == Subject.DOSHII_REMEMBERING) {
            if (api == null) {
                api = new ApiServerProcess(log("api"));
            }
            flags.add("-Dbenchmark.api=" + api.apiUrl());
            flags.add("-Dbenchmark.positions=" + newPositions());
        }
        flags.add("-Dlog4j2.configurationFile=benchmark/log4j2.properties");
        // As if camel-management were not on the class path.
        flags.add("-Dorg.apache.camel.jmx.disabled=" + !subject.isManaged());
        flags.add("-Dbenchmark.client=" + subject);
        flags.add("-Dbenchmark.port=" + server.port());
        return JavaCommand.of(flags, BenchmarkClientMain.class);
    }

    private List<String> flags(BurstPlan plan) {
        List<String> flags = new ArrayList<>(settings.clientFlags());
        flags.add("-Dbenchmark.plan=" + plan.line());
        return flags;
    }

    /** A file that is not there yet. */
    private Path newPositions() throws IOException {
        Path folder = Files.createTempDirectory(settings.directory().toAbsolutePath(), "positions");
        return folder.resolve("positions");
    }

    private Path log(String name) {
        return settings.directory().resolve("logs").resolve(name + ".log");
    }

    @Override
    public void close() {
        if (api != null) {
            api.close();
        }
        server.close();
    }
}
