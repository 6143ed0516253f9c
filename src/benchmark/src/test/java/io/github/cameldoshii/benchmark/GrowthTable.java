package io.github.cameldoshii.benchmark;

import java.util.Locale;

/** The rows of the figure of growth as a Markdown table; each is printed as soon as it is known. */
final class GrowthTable {

    /** Of fewer messages the 99th percentile would be the largest value. */
    private static final int ENOUGH_FOR_P99 = 100;

    private final StringBuilder text = new StringBuilder();
    private double baseMicros = Double.NaN;

    GrowthTable() {
        row(
                "| what grows | CPU µs/message | against the first row | CPU share | latency p50 µs | p99 µs | lost, twice or"
                        + " out of turn |");
        row("|---|---:|---:|---:|---:|---:|---:|");
    }

    /** The first one is what the others are compared with. */
    void add(GrowthCase growth, RunResult sustained, RunResult latency) {
        double micros = sustained.cpuMicrosPerEvent() / growth.wantedEvery();
        if (Double.isNaN(baseMicros)) {
            baseMicros = micros;
        }
        row(String.format(
                Locale.ROOT,
                "| %s | %,.2f | %.2f times | %.0f %% | %,.0f | %s | %,d |",
                growth.title(),
                micros,
                micros / baseMicros,
                100 * sustained.cpuShare(),
                latency.p50Nanos() / 1e3,
                latency.events() < ENOUGH_FOR_P99
                        ? "n/a"
                        : String.format(Locale.ROOT, "%,.0f", latency.p99Nanos() / 1e3),
                sustained.lost() + sustained.duplicates() + latency.lost() + latency.duplicates()));
    }

    void addFailure(GrowthCase growth, String why) {
        row("| " + growth.title() + " | no result: " + why + " | | | | | |");
    }

    private void row(String row) {
        System.out.println(row);
        text.append(row).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
