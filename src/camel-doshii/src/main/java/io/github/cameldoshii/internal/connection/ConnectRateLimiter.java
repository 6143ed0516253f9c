package io.github.cameldoshii.internal.connection;

import java.time.Duration;

/**
 * Limits the rate of connect attempts of all connections of a CamelContext, so that a thousand client ids that lost their
 * WebSockets in one second do not storm the service: it sees no second with more than the limit. Evenly spaced, without a
 * burst, because a burst would come on top. Keeps only the time of the next slot. Thread-safe.
 */
public final class ConnectRateLimiter {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Per cent; what is more than 100 is for attempts that are delayed on their way, and arrive together with later ones. */
    private static final int SPACING = 105;

    private final long spacingNanos;
    private boolean used;
    private long nextFreeAt;

    /** @param perSecond connect attempts within any second, at most */
    public ConnectRateLimiter(int perSecond) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("A connect rate limiter needs at least 1 attempt a second");
        }
        this.spacingNanos = SECOND / perSecond * SPACING / 100;
    }

    /** Reserves the next slot and returns how many nanoseconds from now it is; 0 means at once. */
    public synchronized long take(long nowNanos) {
        if (!used || nextFreeAt - nowNanos < 0) {
            nextFreeAt = nowNanos;
            used = true;
        }
        long wait = nextFreeAt - nowNanos;
        nextFreeAt += spacingNanos;
        return wait;
    }
}
