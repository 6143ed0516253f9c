package io.github.cameldoshii.internal.connection;

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

    /** How often the range has doubled; less than the failures where a limit has kept it from that. */
    private int doublings;

    Backoff(Duration delay, Duration maxDelay, RandomGenerator random) {
        this.delayNanos = delay.toNanos();
        this.maxNanos = maxDelay.toNanos();
        this.random = random;
    }

    /** Draws the next wait in nanoseconds; the one after it is drawn from twice the range. */
    long next() {
        long cap = cap();
        failures++;
        doublings++;
        return Math.max(FLOOR_NANOS, random.nextLong(cap + 1));
    }

    /**
     * As {@link #next()}, until the range has grown to the limit: from then on from the limit's upper half, so that one much
     * lower than {@code maxDelay} does not make for many dials. The range then grows no more: however long nothing has
     * answered, the first cut after it is no reason for a long wait.
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
        doublings++;
        return Math.max(FLOOR_NANOS, maxNanos / 2 + random.nextLong(maxNanos / 2 + 1));
    }

    /** Draws from 0 to {@code delay}: on top of a wait that many clients were told alike. */
    long spread() {
        return random.nextLong(delayNanos + 1);
    }

    /** A good connection has been had: the next wait is short again. */
    void reset() {
        failures = 0;
        doublings = 0;
    }

    /** How many waits were drawn since the last reset. */
    int failures() {
        return failures;
    }

    private long cap() {
        int shift = Math.min(doublings, 30);
        long grown = delayNanos > (Long.MAX_VALUE >> shift) ? Long.MAX_VALUE : delayNanos << shift;
        return Math.min(maxNanos, Math.max(delayNanos, grown));
    }
}
