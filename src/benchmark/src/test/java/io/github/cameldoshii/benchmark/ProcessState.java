package io.github.cameldoshii.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What this process holds and has used.
 *
 * @param heapBytes used, garbage included unless it was collected
 * @param threads Java threads
 * @param cpuNanos user and system time of the process so far
 */
record ProcessState(long heapBytes, long threads, long cpuNanos) {

    private static final int FIELDS = 3;

    /** Objects with a finalizer or a cleaner need more than one. */
    private static final int COLLECTIONS = 3;

    static ProcessState now() {
        return new ProcessState(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ProcessUsage.now().cpuNanos());
    }

    static ProcessState afterCollection() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return now();
    }

    String line() {
        return heapBytes + " " + threads + " " + cpuNanos;
    }

    static ProcessState parse(String line) {
        long[] fields =
                Arrays.stream(line.trim().split(" ")).mapToLong(Long::parseLong).toArray();
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("Not a process state: " + line);
        }
        return new ProcessState(fields[0], fields[1], fields[2]);
    }
}
