package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A process as its surroundings see it: when something has come of it, and what it takes. Nothing is asked of it. */
final class MeasuredProcess implements AutoCloseable {

    private static final long LOOK_NANOS = 1_000_000;
    private static final int END_SECONDS = 60;

    private final long startNanos;
    private final Process process;
    private final Path log;

    /** @param log for what it prints */
    MeasuredProcess(Path directory, Path log, List<String> command, Map<String, String> environment)
            throws IOException {
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        startNanos = System.nanoTime();
        process = builder.start();
    }

    /** Waits until it is so, to a millisecond, and says how long that was after the start. */
    double secondsUntil(BooleanSupplier reached, Duration limit) throws TimeoutException {
        while (!reached.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - startNanos > limit.toNanos()) {
                throw new TimeoutException("Not reached, see " + log);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Resident memory now, pages of files included; 0 where the system does not tell. */
    double residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }

    /** CPU time of all its threads so far. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    /** Waits for its end. */
    void awaitEnd() throws InterruptedException, TimeoutException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("Still running, see " + log);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
