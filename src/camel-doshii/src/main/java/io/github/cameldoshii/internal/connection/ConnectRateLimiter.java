package io.github.cameldoshii.internal.connection;

import java.time.Duration;

/**
 * Limits the rate of connect attempts of all connections of a CamelContext, so that a thousand client ids that lost their
 * WebSockets in one second do not storm the service: it sees no second with more than the limit. Evenly spaced, without a
 * burst, because a burst would come on top. Keeps only the times of the first and the next slot and of the last start. Thread-safe.
 */
public final class ConnectRateLimiter {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Per cent; what is more than 100 is for attempts that are delayed on their way, and arrive together with later ones. */
    private static final int SPACING = 105;

    /** Per cent likewise, of the least time between two starts: timers that are late must not start together. */
    private static final int LEAST_SPACING = 102;

    /** Per cent likewise, at the beginning: those attempts are held up while the code of the first one is loaded. */
    private static final int FIRST_SPACING = 160;

    private static final long BEGINNING = SECOND * 3 / 2;

    private final long spacingNanos;
    private final long firstSpacingNanos;
    private final long leastSpacingNanos;
    private boolean used;
    private long firstAt;
    private long nextFreeAt;
    private boolean started;
    private long lastStartAt;

    /** @param perSecond connect attempts within any second, at most */
    public ConnectRateLimiter(int perSecond) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("A connect rate limiter needs at least 1 attempt a second");
        }
        this.spacingNanos = SECOND / perSecond * SPACING / 100;
        this.firstSpacingNanos = SECOND / perSecond * FIRST_SPACING / 100;
        this.leastSpacingNanos = SECOND / perSecond * LEAST_SPACING / 100;
    }

    /** Reserves the next slot and returns how many nanoseconds from now it is; 0 means at once. */
    public synchronized long take(long nowNanos) {
        if (!used) {
            firstAt = nowNanos;
        }
        if (!used || nextFreeAt - nowNanos < 0) {
            nextFreeAt = nowNanos;
            used = true;
        }
        long wait = nextFreeAt - nowNanos;
        nextFreeAt += nextFreeAt - firstAt < BEGINNING ? firstSpacingNanos : spacingNanos;
        return wait;
    }

    /** To be asked when a slot has come: how many nanoseconds from now the attempt may start; 0 means at once. */
    public synchronized long start(long nowNanos) {
        long wait = started ? Math.max(0, lastStartAt + leastSpacingNanos - nowNanos) : 0;
        lastStartAt = nowNanos + wait;
        started = true;
        return wait;
    }
}
