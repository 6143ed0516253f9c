package io.github.cameldoshii.internal.rest;

import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * Back-off between two attempts of a call: exponential with factor 2 and full jitter, so that callers that failed together do
 * not retry together. A {@code Retry-After} of the service is always honoured.
 *
 * @param delay upper bound of the first delay
 * @param maxDelay upper bound of every delay, unless the service asks for more
 * @param maxAttempts how often a call is sent in total
 * @param random gives numbers from 0 to below 1
 */
public record ApiBackOff(Duration delay, Duration maxDelay, int maxAttempts, DoubleSupplier random) {

    /** For callers that give up only when they are stopped. */
    public static final int FOR_EVER = Integer.MAX_VALUE;

    public ApiBackOff {
        Objects.requireNonNull(random, "random");
        if (delay.isNegative() || maxDelay.compareTo(delay) < 0 || maxAttempts < 1) {
            throw new IllegalArgumentException("a back-off needs 0 <= delay <= maxDelay and at least 1 attempt");
        }
    }

    /**
     * The wait after a failure.
     *
     * @param failures how many there were in a row, from 1
     * @param retryAfter what the service asked for; zero if it did not
     */
    public Duration wait(int failures, Duration retryAfter) {
        double bound = Math.min(maxDelay.toNanos(), delay.toNanos() * Math.pow(2, failures - 1));
        Duration jitter = Duration.ofNanos((long) (bound * random.getAsDouble()));
        // Jitter on top: all clients are told the same time.
        return retryAfter.isZero() ? jitter : retryAfter.plusNanos((long) (delay.toNanos() * random.getAsDouble()));
    }
}
