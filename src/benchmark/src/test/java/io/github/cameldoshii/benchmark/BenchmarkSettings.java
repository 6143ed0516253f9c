package io.github.cameldoshii.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What to measure, from system properties.
 *
 * @param subjects {@code benchmark.subjects}, default all
 * @param placements {@code benchmark.placements}, default both
 * @param messageBytes {@code benchmark.sizes}, default 220 and 1000
 * @param rounds {@code benchmark.rounds}, default 2; the median of them is reported
 * @param burstSize {@code benchmark.burstSize}, messages in a burst, default 50,000
 * @param bursts {@code benchmark.bursts}, bursts in a run, default 120; the first third is warm-up; 0 leaves them out
 * @param messages {@code benchmark.messages}, messages of a sustained run, default 12,000,000; the first third is warm-up; 0
 *     leaves these runs out
 * @param latencyPerSecond {@code benchmark.latencyRate}, the pace of the latency runs, default 1,000; 0 leaves them out
 * @param latencySeconds {@code benchmark.latencySeconds}, how long each of them lasts, default 10
 * @param clientFlags {@code benchmark.clientFlags}, of every Java client, default {@code -Xmx1g}
 * @param directory {@code benchmark.directory}, where the report goes, default target/benchmark
 */
record BenchmarkSettings(
        List<Subject> subjects,
        List<Placement> placements,
        List<Integer> messageBytes,
        int rounds,
        int burstSize,
        int bursts,
        int messages,
        int latencyPerSecond,
        int latencySeconds,
        List<String> clientFlags,
        Path directory) {

    static BenchmarkSettings fromSystemProperties() {
        return new BenchmarkSettings(
                split(
                                "benchmark.subjects",
                                "DOSHII,DOSHII_POOLED,DOSHII_REMEMBERING,DOSHII_MANAGED,SHIPPED,VERTX_WEBSOCKET,SDK,PARTS,RAW",
                                ",")
                        .stream()
                        .map(Subject::valueOf)
                        .toList(),
                split("benchmark.placements", "ONE_CPU,ALL_CPUS", ",").stream()
                        .map(Placement::valueOf)
                        .toList(),
                split("benchmark.sizes", "220,1000", ",").stream()
                        .map(Integer::valueOf)
                        .toList(),
                Integer.getInteger("benchmark.rounds", 2),
                Integer.getInteger("benchmark.burstSize", 50_000),
                Integer.getInteger("benchmark.bursts", 120),
                Integer.getInteger("benchmark.messages", 12_000_000),
                Integer.getInteger("benchmark.latencyRate", 1000),
                Integer.getInteger("benchmark.latencySeconds", 10),
                split("benchmark.clientFlags", "-Xmx1g", " "),
                Path.of(System.getProperty("benchmark.directory", "target/benchmark")));
    }

    BenchmarkSettings withClientFlags(List<String> flags) {
        return new BenchmarkSettings(
                subjects,
                placements,
                messageBytes,
                rounds,
                burstSize,
                bursts,
                messages,
                latencyPerSecond,
                latencySeconds,
                flags,
                directory);
    }

    BurstPlan throughputPlan(int size) {
        return BurstPlan.throughput(size, burstSize, bursts);
    }

    BurstPlan latencyPlan(int size) {
        return BurstPlan.latency(size, burstSize, bursts / BurstPlan.WARM_UP_PART, latencyPerSecond, latencySeconds);
    }

    private static List<String> split(String property, String otherwise, String separator) {
        return Arrays.stream(System.getProperty(property, otherwise).split(separator))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
