package io.github.cameldoshii.internal.connection;

import java.time.Duration;

/**
 * Limits the rate of connect attempts of all connections of a CamelContext, so that a thousand client ids that lost their
 * WebSockets in one second do not storm the service. A token bucket in GCRA form: it keeps only the time of the next slot.
 * Thread-safe.
 */
public final class ConnectRateLimiter {

    private final long spacingNanos;
    private final long burstNanos;
    private boolean used;
    private long nextFreeAt;

    /**
     * @param perSecond connect attempts a second in the long run
     * @param burst connect attempts that may start at once after a quiet time
     */
    public ConnectRateLimiter(int perSecond, int burst) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "A connect rate limiter needs at least 1 attempt a second and a burst of 1");
        }
        this.spacingNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        this.burstNanos = spacingNanos * (burst - 1);
    }

    /** Reserves the next slot and returns how many nanoseconds from now it is; 0 means at once. */
    public synchronized long take(long nowNanos) {
        if (!used || nextFreeAt - nowNanos < -burstNanos) {
            nextFreeAt = nowNanos - burstNanos;
            used = true;
        }
        long wait = Math.max(0, nextFreeAt - nowNanos);
        nextFreeAt += spacingNanos;
        return wait;
    }
}
