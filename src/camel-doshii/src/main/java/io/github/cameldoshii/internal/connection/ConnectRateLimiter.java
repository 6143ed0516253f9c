package io.github.cameldoshii.internal.connection;

import java.time.Duration;

/**
 * Spaces the dials of many connections, so that a thousand client ids that lost their sockets in one second do not storm
 * the service. May be called from any thread.
 */
public final class ConnectRateLimiter {

    private final long spacingNanos;
    private final long burstNanos;
    private boolean used;
    private long nextFreeAt;

    /**
     * @param perSecond dials a second in the long run
     * @param burst dials that may come at once after a quiet time
     */
    public ConnectRateLimiter(int perSecond, int burst) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("A dial budget needs at least 1 dial a second and a burst of 1");
        }
        this.spacingNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        this.burstNanos = spacingNanos * (burst - 1);
    }

    /** Takes the next place and tells how many nanoseconds from now it is; 0 means at once. */
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
