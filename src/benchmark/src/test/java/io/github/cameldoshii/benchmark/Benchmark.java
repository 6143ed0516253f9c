package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Measures this component and what one could use instead of it, from the socket to the end of the route. All clients get
 * the same bytes from the same server on the same machine in the same run. See docs/benchmark.md.
 */
final class Benchmark {

    private final BenchmarkSettings settings;
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
                "setting,kind,subject,events wall_ns cpu_ns allocated inversions lost duplicates p50_ns p99_ns old_generation peak_memory\n");
        Report report = new Report()
                .paragraph("# Benchmark")
                .paragraph(Machine.describe() + ". Java clients run with " + String.join(" ", settings.clientFlags())
                        + ". Median of " + settings.rounds() + " rounds; inversions, lost and duplicates are sums.");
        prepareSdk(report);
        leaveOutWithReason(report, Subject.SHIPPED, new ShippedRunner(settings.directory()).obstacle());
        for (Placement placement : settings.placements()) {
            if (placement.isPossible()) {
                sustained(report, placement);
            } else {
                report.paragraph("Left out, because taskset or a second CPU is missing: " + placement.title() + ".");
            }
        }
        try (Runner runner = new Runner(settings, Placement.quietest(), sdk)) {
            for (int size : settings.messageBytes()) {
                if (settings.bursts() > 0) {
                    bursts(runner, report, size);
                }
            }
            if (settings.latencyPerSecond() > 0) {
                int size = Collections.max(settings.messageBytes());
                report.latency(
                        size,
                        settings.latencyPerSecond(),
                        measureFew(runner, settings.latencyPlan(size), Integer.toString(size)));
            }
        }
        Files.writeString(settings.directory().resolve("report.md"), report.toString());
        System.out.println();
        System.out.println(report);
    }

    private void sustained(Report report, Placement placement)
            throws IOException, InterruptedException, TimeoutException {
        if (settings.messages() == 0) {
            return;
        }
        try (Runner runner = new Runner(settings, placement, sdk)) {
            for (int size : settings.messageBytes()) {
                BurstPlan plan = BurstPlan.sustained(size, settings.messages());
                Measurements measurements = measure(runner, plan, placement + "-" + size, subjects);
                String title = String.format(
                        Locale.ROOT,
                        "Sustained, %s: %,d messages of %d bytes",
                        placement.title(),
                        plan.messages(),
                        size);
                report.throughput(title, measurements).ratios(measurements, Targets.sustained(placement, size));
            }
        }
    }

    private void bursts(Runner runner, Report report, int size)
            throws IOException, InterruptedException, TimeoutException {
        String title = String.format(
                Locale.ROOT,
                "Bursts, %s: %d of %,d messages of %d bytes",
                Placement.quietest().title(),
                settings.bursts(),
                settings.burstSize(),
                size);
        Measurements measurements = measureFew(runner, settings.throughputPlan(size), Integer.toString(size));
        report.throughput(title, measurements).ratios(measurements, Targets.bursts(size));
    }

    private void prepareSdk(Report report) throws IOException, InterruptedException {
        if (subjects.contains(Subject.SDK)) {
            leaveOutWithReason(report, Subject.SDK, sdk.install());
        }
    }

    private void leaveOutWithReason(Report report, Subject subject, String obstacle) {
        if (!obstacle.isEmpty() && subjects.remove(subject)) {
            report.paragraph(subject.title() + " is left out: " + obstacle + ".");
        }
    }

    /** Without those that explain. */
    private Measurements measureFew(Runner runner, BurstPlan plan, String setting)
            throws IOException, InterruptedException, TimeoutException {
        List<Subject> few = subjects.stream()
                .filter(subject -> !subject.explains())
                .collect(Collectors.toCollection(ArrayList::new));
        return measure(runner, plan, setting, few);
    }

    /** Rounds are interleaved, and each starts with another client, so that a slow minute does not hit only one. */
    private Measurements measure(Runner runner, BurstPlan plan, String setting, List<Subject> clients)
            throws IOException, InterruptedException, TimeoutException {
        Measurements measurements = new Measurements();
        for (int round = 0; round < settings.rounds(); round++) {
            Collections.rotate(clients, 1);
            for (Subject subject : clients) {
                String name = setting + "-" + plan.kind() + "-" + subject + "-" + round;
                try {
                    RunResult result = runner.run(subject, plan, name);
                    measurements.add(subject, result);
                    record(setting, plan, subject, result.line());
                } catch (FailedRun e) {
                    measurements.addFailure(subject, e.getMessage());
                    record(setting, plan, subject, e.getMessage());
                }
            }
        }
        return measurements;
    }

    private void record(String setting, BurstPlan plan, Subject subject, String result) throws IOException {
        String line = setting + "," + plan.kind() + "," + subject + "," + result;
        Files.writeString(runs, line + "\n", StandardOpenOption.APPEND);
        System.out.println(line);
    }
}
