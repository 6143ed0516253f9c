package io.github.cameldoshii.internal.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The machine's sleep on Linux, read from {@code /proc/uptime}: the time since the start with the sleep, in hundredths of a
 * second, which the kernel answers at once. The file is read at most once a second, and when the wall clock has moved against
 * the monotonic one. Any thread.
 */
final class Uptime implements MachineSleep {

    private static final Path FILE = Path.of("/proc/uptime");

    /** What is less is an error of reading two clocks one after the other. */
    private static final long NOTICED_MILLIS = 1_000;

    private static final long READ_AGAIN_MILLIS = 1_000;
    private static final long LONGEST_READING_MILLIS = 200;

    /** All in milliseconds. */
    private record Reading(long monotonic, long wallMinusMonotonic, long slept) {}

    private final Supplier<Optional<Long>> uptime;
    private final LongSupplier nanoTime;
    private final LongSupplier wallMillis;
    private final long beginning;
    private volatile Reading last;

    Uptime() {
        this(Uptime::read, System::nanoTime, System::currentTimeMillis);
    }

    /** @param uptime milliseconds since the machine was started, with its sleep; nothing if that is not told */
    Uptime(Supplier<Optional<Long>> uptime, LongSupplier nanoTime, LongSupplier wallMillis) {
        this.uptime = uptime;
        this.nanoTime = nanoTime;
        this.wallMillis = wallMillis;
        this.beginning = measure().or(this::measure).or(this::measure).orElse(0L);
        long monotonic = nanoTime.getAsLong() / 1_000_000;
        this.last = new Reading(monotonic, wallMillis.getAsLong() - monotonic, 0);
    }

    static boolean isThere() {
        return read().isPresent();
    }

    @Override
    public Duration soFar() {
        Reading before = last;
        long monotonic = nanoTime.getAsLong() / 1_000_000;
        long wallMinusMonotonic = wallMillis.getAsLong() - monotonic;
        if (Math.abs(monotonic - before.monotonic()) >= READ_AGAIN_MILLIS
                || Math.abs(wallMinusMonotonic - before.wallMinusMonotonic()) >= NOTICED_MILLIS) {
            long slept = measure().map(now -> now - beginning).orElse(before.slept());
            boolean more = Math.abs(slept - before.slept()) >= NOTICED_MILLIS;
            last = new Reading(monotonic, wallMinusMonotonic, more ? slept : before.slept());
        }
        return Duration.ofMillis(last.slept());
    }

    /** The uptime less the monotonic clock; nothing if it is not told, or if a pause between the two readings has spoiled it. */
    private Optional<Long> measure() {
        long before = nanoTime.getAsLong() / 1_000_000;
        Optional<Long> told = uptime.get();
        long after = nanoTime.getAsLong() / 1_000_000;
        return after - before > LONGEST_READING_MILLIS ? Optional.empty() : told.map(millis -> millis - after);
    }

    /** Milliseconds; nothing if it is not told. */
    private static Optional<Long> read() {
        try {
            String seconds = Files.readString(FILE).split(" ", 2)[0];
            return Optional.of((long) (Double.parseDouble(seconds) * 1000));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
