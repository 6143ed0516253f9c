package io.github.cameldoshii.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has used so far.
 *
 * @param wallNanos a monotonic clock
 * @param cpuNanos user and system time of all threads, those of the collector and the compiler too
 * @param allocatedBytes by all Java threads that are alive
 */
record ProcessUsage(long wallNanos, long cpuNanos, long allocatedBytes) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static final ProcessUsage NONE = new ProcessUsage(0, 0, 0);

    static ProcessUsage now() {
        long allocated = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            allocated += Math.max(0, bytes);
        }
        return new ProcessUsage(System.nanoTime(), SYSTEM.getProcessCpuTime(), allocated);
    }

    ProcessUsage minus(ProcessUsage other) {
        return new ProcessUsage(
                wallNanos - other.wallNanos, cpuNanos - other.cpuNanos, allocatedBytes - other.allocatedBytes);
    }

    ProcessUsage plus(ProcessUsage other) {
        return new ProcessUsage(
                wallNanos + other.wallNanos, cpuNanos + other.cpuNanos, allocatedBytes + other.allocatedBytes);
    }
}
