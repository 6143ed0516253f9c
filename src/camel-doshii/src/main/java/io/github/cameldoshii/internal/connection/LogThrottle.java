package io.github.cameldoshii.internal.connection;

import java.time.Duration;

/**
 * Keeps an outage from filling the log: what repeats is due once a minute, what is new at once. Confined to the loop of
 * one connection.
 */
final class LogThrottle {

    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private String last = "";
    private long dueAt;

    /**
     * Whether the text is to be told now.
     *
     * @param now the monotonic clock, nanoseconds
     */
    boolean isDue(String text, long now) {
        if (text.equals(last) && now - dueAt < 0) {
            return false;
        }
        last = text;
        dueAt = now + INTERVAL_NANOS;
        return true;
    }

    /** All is well: what comes next is new. */
    void reset() {
        last = "";
    }
}
