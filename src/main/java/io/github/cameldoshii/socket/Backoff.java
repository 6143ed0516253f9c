package io.github.cameldoshii.socket;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: the n-th wait is drawn evenly from 0 to {@code delay * 2^n}, at most
 * {@code maxDelay}. Confined to the loop of one connection.
 */
final class Backoff {

    /** Never two dials closer than this, whatever the draw. */
    static final long FLOOR_NANOS = Duration.ofMillis(100).toNanos();

    private final long delayNanos;
    private final long maxNanos;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration delay, Duration maxDelay, RandomGenerator random) {
        this.delayNanos = delay.toNanos();
        this.maxNanos = maxDelay.toNanos();
        this.random = random;
    }

    /** Draws the next wait in nanoseconds; the one after it is drawn from twice the range. */
    long next() {
        long cap = cap();
        failures++;
        return Math.max(FLOOR_NANOS, random.nextLong(cap + 1));
    }

    /**
     * As {@link #next()}, until the range has grown to the limit: from then on from its upper half, so that a limit much
     * lower than {@code maxDelay} does not make for many dials.
     */
    long next(Duration limit) {
        long limitNanos = Math.max(delayNanos, limit.toNanos());
        if (cap() < limitNanos) {
            return next();
        }
        failures++;
        return Math.max(FLOOR_NANOS, limitNanos / 2 + random.nextLong(limitNanos / 2 + 1));
    }

    /** Draws a wait from the upper half of the whole range: for what haste would not mend. */
    long slow() {
        failures++;
        return Math.max(FLOOR_NANOS, maxNanos / 2 + random.nextLong(maxNanos / 2 + 1));
    }

    /** A good connection has been had: the next wait is short again. */
    void reset() {
        failures = 0;
    }

    /** How many waits were drawn since the last reset. */
    int failures() {
        return failures;
    }

    private long cap() {
        int doublings = Math.min(failures, 30);
        long grown = delayNanos > (Long.MAX_VALUE >> doublings) ? Long.MAX_VALUE : delayNanos << doublings;
        return Math.min(maxNanos, Math.max(delayNanos, grown));
    }
}
