package io.github.cameldoshii.benchmark;

import java.util.Locale;

/** The figures as Markdown tables. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    Report paragraph(String line) {
        text.append(line).append("\n\n");
        return this;
    }

    Report throughput(String title, Measurements measurements) {
        row("## " + title + "\n");
        row(
                "| client | events/s | (min-max) | CPU µs/event | bytes allocated/event | CPU share | peak memory MB | inversions | lost | duplicates |");
        row("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Subject subject : Subject.values()) {
            if (measurements.has(subject)) {
                row(throughputRow(subject, measurements));
            }
        }
        row("");
        for (Subject subject : Subject.values()) {
            for (String failure : measurements.failures(subject)) {
                row("- " + subject.title() + ": a run came to no result: " + failure);
            }
        }
        row("");
        return this;
    }

    private static String throughputRow(Subject subject, Measurements all) {
        return format(
                "| %s | %,.0f | %,.0f-%,.0f | %.2f | %s | %.0f %% | %s | %,d | %,d | %,d |",
                subject.title(),
                all.median(subject, RunResult::eventsPerSecond),
                all.smallest(subject, RunResult::eventsPerSecond),
                all.largest(subject, RunResult::eventsPerSecond),
                all.median(subject, RunResult::cpuMicrosPerEvent),
                orNotAvailable("%,.0f", all.median(subject, RunResult::allocatedPerEvent)),
                100 * all.median(subject, RunResult::cpuShare),
                orNotAvailable("%,.0f", all.median(subject, RunResult::peakMemoryMegabytes)),
                all.sum(subject, RunResult::inversions),
                all.sum(subject, RunResult::lost),
                all.sum(subject, RunResult::duplicates));
    }

    /** How the component compares with each of the others, and with the targets. */
    Report ratios(Measurements all, Targets targets) {
        if (!all.has(Subject.DOSHII)) {
            return this;
        }
        row("| camel-doshii against | rate | CPU |");
        row("|---|---:|---:|");
        for (Subject other : Subject.values()) {
            if (other != Subject.DOSHII && all.has(other)) {
                row(format(
                        "| %s | %.2f times | %.2f times |",
                        other.title(),
                        ratio(all, other),
                        all.median(Subject.DOSHII, RunResult::cpuMicrosPerEvent)
                                / all.median(other, RunResult::cpuMicrosPerEvent)));
            }
        }
        row("");
        targets.lines(all).forEach(this::row);
        row("");
        return this;
    }

    Report latency(int messageBytes, int perSecond, Measurements all) {
        row(format("## Latency at %,d messages/s of %d bytes\n", perSecond, messageBytes));
        row("| client | p50 µs | p99 µs | p50 over raw | p99 over raw | lost |");
        row("|---|---:|---:|---:|---:|---:|");
        for (Subject subject : Subject.values()) {
            if (all.has(subject)) {
                row(latencyRow(subject, all));
            }
        }
        row("");
        return this;
    }

    private static String latencyRow(Subject subject, Measurements all) {
        double p50 = all.median(subject, RunResult::p50Nanos) / 1e3;
        double p99 = all.median(subject, RunResult::p99Nanos) / 1e3;
        return format(
                "| %s | %,.0f | %,.0f | %s | %s | %,d |",
                subject.title(),
                p50,
                p99,
                orNotAvailable("%+,.0f", p50 - all.median(Subject.RAW, RunResult::p50Nanos) / 1e3),
                orNotAvailable("%+,.0f", p99 - all.median(Subject.RAW, RunResult::p99Nanos) / 1e3),
                all.sum(subject, RunResult::lost));
    }

    private static double ratio(Measurements all, Subject other) {
        return all.median(Subject.DOSHII, RunResult::eventsPerSecond) / all.median(other, RunResult::eventsPerSecond);
    }

    private void row(String line) {
        text.append(line).append('\n');
    }

    private static String orNotAvailable(String format, double value) {
        return Double.isNaN(value) ? "n/a" : format(format, value);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
