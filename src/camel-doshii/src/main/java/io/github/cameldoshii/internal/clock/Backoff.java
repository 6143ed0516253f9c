package io.github.cameldoshii.internal.clock;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: each wait is drawn evenly from zero to {@code delay} doubled for every failure
 * before, at most {@code maxDelay}, so that clients that failed together do not come back together. Immutable; the caller
 * counts its failures. As thread-safe as its generator.
 *
 * @param delay upper bound of the first wait
 * @param maxDelay upper bound of every wait
 * @param random draws the waits
 */
public record Backoff(Duration delay, Duration maxDelay, RandomGenerator random) {

    public Backoff {
        if (delay.isNegative() || maxDelay.compareTo(delay) < 0) {
            throw new IllegalArgumentException("a back-off needs 0 <= delay <= maxDelay");
        }
    }

    /** Upper bound of the wait after so many doublings. */
    public Duration bound(int doublings) {
        long nanos = delay.toNanos();
        int shift = Math.min(doublings, 30);
        return nanos > (Long.MAX_VALUE >> shift)
                ? maxDelay
                : Duration.ofNanos(Math.min(maxDelay.toNanos(), nanos << shift));
    }

    /** Draws from zero to the bound after so many doublings. */
    public Duration wait(int doublings) {
        return upTo(bound(doublings));
    }

    /** Draws from the upper half of the limit, for failures that an early retry would not mend. */
    public Duration upperHalf(Duration limit) {
        Duration half = limit.dividedBy(2);
        return half.plus(upTo(half));
    }

    /** Adds up to {@code delay} to a wait that the server gave to many clients alike. */
    public Duration withJitter(Duration wait) {
        return wait.plus(upTo(delay));
    }

    private Duration upTo(Duration bound) {
        return Duration.ofNanos(random.nextLong(bound.toNanos() + 1));
    }
}
