package io.github.cameldoshii.benchmark;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What one run of one client gave.
 *
 * @param events that were measured, warm-up left out
 * @param used while they were worked on
 * @param inversions of the whole run, warm-up included
 * @param lost of the whole run
 * @param duplicates of the whole run
 * @param p50Nanos from sending to the end of the client's work; 0 when it was not measured
 * @param p99Nanos the same
 * @param oldGenerationBytes the most that the heap's old generation held, which is what outlives some collections; 0 when
 *     that is not known
 * @param peakMemoryBytes the most memory that the process had at a time (resident, not heap); 0 when that is not known
 */
record RunResult(
        long events,
        ProcessUsage used,
        long inversions,
        long lost,
        long duplicates,
        long p50Nanos,
        long p99Nanos,
        long oldGenerationBytes,
        long peakMemoryBytes) {

    private static final int FIELDS = 11;

    double eventsPerSecond() {
        return events * 1e9 / used.wallNanos();
    }

    double cpuMicrosPerEvent() {
        return used.cpuNanos() / 1e3 / events;
    }

    /** NaN when the process cannot tell. */
    double allocatedPerEvent() {
        return used.allocatedBytes() < 0 ? Double.NaN : (double) used.allocatedBytes() / events;
    }

    /** NaN when it is not known. */
    double peakMemoryMegabytes() {
        return peakMemoryBytes == 0 ? Double.NaN : peakMemoryBytes / 1e6;
    }

    /** How much of one CPU the client had; well below 1 on a pinned client, it was disturbed or kept waiting. */
    double cpuShare() {
        return (double) used.cpuNanos() / used.wallNanos();
    }

    String line() {
        return LongStream.of(
                        events,
                        used.wallNanos(),
                        used.cpuNanos(),
                        used.allocatedBytes(),
                        inversions,
                        lost,
                        duplicates,
                        p50Nanos,
                        p99Nanos,
                        oldGenerationBytes,
                        peakMemoryBytes)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    static RunResult parse(String line) {
        long[] fields =
                Arrays.stream(line.trim().split(" ")).mapToLong(Long::parseLong).toArray();
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("Not a result: " + line);
        }
        ProcessUsage used = new ProcessUsage(fields[1], fields[2], fields[3]);
        return new RunResult(
                fields[0], used, fields[4], fields[5], fields[6], fields[7], fields[8], fields[9], fields[10]);
    }
}
