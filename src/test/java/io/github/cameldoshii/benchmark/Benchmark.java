package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Measures this component and what one could use instead of it, from the socket to the end of the route. All clients get
 * the same bytes from the same server on the same machine in the same run. See docs/benchmark.md.
 */
final class Benchmark {

    private final BenchmarkSettings settings;
    private final Pinning pinning = new Pinning();
    private final NodeSdk sdk;
    private final List<Subject> subjects;
    private final Path runs;

    private Benchmark(BenchmarkSettings settings) {
        this.settings = settings;
        sdk = new NodeSdk(settings.directory().resolve("sdk"));
        subjects = new ArrayList<>(settings.subjects());
        runs = settings.directory().resolve("runs.csv");
    }

    /** @param args none; see {@link BenchmarkSettings} for the system properties */
    public static void main(String[] args) throws Exception {
        new Benchmark(BenchmarkSettings.fromSystemProperties()).run();
    }

    private void run() throws IOException, InterruptedException, TimeoutException {
        Files.createDirectories(settings.directory());
        Files.writeString(
                runs,
                "size,kind,subject,events wall_ns cpu_ns allocated inversions lost duplicates p50_ns p99_ns peak_memory\n");
        Report report = new Report()
                .paragraph("# Benchmark")
                .paragraph(Machine.describe() + ". Java clients run with "
                        + String.join(" ", settings.clientFlags()) + ". "
                        + (pinning.isPossible() ? "Client pinned to CPU 0, server to CPU 1." : "Nothing is pinned.")
                        + " Median of " + settings.rounds() + " rounds; inversions, lost and duplicates are sums.");
        prepareSdk(report);
        try (Runner runner = new Runner(settings, pinning, sdk)) {
            for (int size : settings.messageBytes()) {
                if (settings.messages() > 0) {
                    BurstPlan plan = BurstPlan.sustained(size, settings.messages());
                    Measurements measurements = measure(runner, plan, size);
                    report.throughput(size, measurements).ratios(size, measurements);
                }
                if (settings.bursts() > 0) {
                    Measurements measurements = measure(runner, settings.throughputPlan(size), size);
                    report.throughput(size, measurements).ratios(size, measurements);
                }
            }
            if (settings.latencyPerSecond() > 0) {
                int size = Collections.max(settings.messageBytes());
                report.latency(size, settings.latencyPerSecond(), measure(runner, settings.latencyPlan(size), size));
            }
        }
        Files.writeString(settings.directory().resolve("report.md"), report.toString());
        System.out.println();
        System.out.println(report);
    }

    private void prepareSdk(Report report) throws IOException, InterruptedException {
        if (subjects.contains(Subject.SDK)) {
            String obstacle = sdk.install();
            if (!obstacle.isEmpty()) {
                subjects.remove(Subject.SDK);
                report.paragraph(Subject.SDK.title() + " is left out: " + obstacle + ".");
            }
        }
    }

    /** Rounds are interleaved, and each starts with another client, so that a slow minute does not hit only one. */
    private Measurements measure(Runner runner, BurstPlan plan, int size)
            throws IOException, InterruptedException, TimeoutException {
        Measurements measurements = new Measurements();
        for (int round = 0; round < settings.rounds(); round++) {
            Collections.rotate(subjects, 1);
            for (Subject subject : subjects) {
                String name = size + "-" + plan.kind() + "-" + subject + "-" + round;
                try {
                    RunResult result = runner.run(subject, plan, name);
                    measurements.add(subject, result);
                    record(size, plan, subject, result.line());
                } catch (FailedRun e) {
                    measurements.addFailure(subject, e.getMessage());
                    record(size, plan, subject, e.getMessage());
                }
            }
        }
        return measurements;
    }

    private void record(int size, BurstPlan plan, Subject subject, String result) throws IOException {
        String line = size + "," + plan.kind() + "," + subject + "," + result;
        Files.writeString(runs, line + "\n", StandardOpenOption.APPEND);
        System.out.println(line);
    }
}
