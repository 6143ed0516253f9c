package io.github.cameldoshii.internal.clock;

import java.time.Duration;

/**
 * A time by the monotonic clock of this process, which cannot be set. Has no meaning in another process; while the machine
 * sleeps it may stand still.
 *
 * @param nanos as {@link System#nanoTime()}
 */
public record MonotonicTime(long nanos) implements ClockTime<MonotonicTime> {

    /** Before everything that happened in this process. */
    public static final MonotonicTime DISTANT_PAST = new MonotonicTime(Long.MIN_VALUE / 4);

    /** After everything that will happen in this process. */
    public static final MonotonicTime DISTANT_FUTURE = new MonotonicTime(Long.MAX_VALUE / 4);

    @Override
    public MonotonicTime plus(Duration duration) {
        return new MonotonicTime(nanos + duration.toNanos());
    }

    @Override
    public Duration since(MonotonicTime other) {
        return Duration.ofNanos(nanos - other.nanos);
    }

    @Override
    public int compareTo(MonotonicTime other) {
        return Long.signum(nanos - other.nanos);
    }

    /** Whole milliseconds, rounded down. */
    long millis() {
        return Math.floorDiv(nanos, 1_000_000);
    }
}
