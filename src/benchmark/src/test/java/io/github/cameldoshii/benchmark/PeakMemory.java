package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The most memory that this process has had at a time, as Linux counts it. */
final class PeakMemory {

    private static final String LINE = "VmHWM:";

    private PeakMemory() {}

    /** The most that the heap's old generation held; 0 for a collector that has none of that name. */
    static long oldGenerationBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool ->
                        pool.getName().contains("Tenured") || pool.getName().contains("Old"))
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** Resident bytes; 0 where the system does not tell. */
    static long bytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(LINE))
                    .mapToLong(PeakMemory::bytes)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** @param line such as {@code VmHWM:    1234 kB} */
    static long bytes(String line) {
        return 1024
                * Long.parseLong(line.substring(LINE.length()).replace("kB", "").trim());
    }
}
