package io.github.cameldoshii.internal.log;

import java.time.Duration;

/**
 * Limits a repeated log line to one a minute, so that a long outage does not fill the log. A text that differs from the
 * last one is due at once. Not thread-safe: each instance is confined to one thread, such as a connection's event loop.
 */
public final class LogThrottle {

    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private String last = "";
    private long dueAt;

    /**
     * Whether the text is to be logged now. If so, the same text is not due again for a minute.
     *
     * @param text not empty
     * @param now nanoseconds of the monotonic clock
     */
    public boolean isDue(String text, long now) {
        if (text.equals(last) && now - dueAt < 0) {
            return false;
        }
        postpone(text, now);
        return true;
    }

    /** Makes the text due a minute from now, as if it had been logged now. */
    public void postpone(String text, long now) {
        last = text;
        dueAt = now + INTERVAL_NANOS;
    }

    /** Forgets the last text: whatever comes next is due at once. */
    public void reset() {
        last = "";
    }
}
