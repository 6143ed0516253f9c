package io.github.cameldoshii.internal.connection;

import java.time.Duration;

/**
 * Knows when it is time to say that nothing has been read for long: after a minute, and each minute again. Confined to the
 * loop.
 */
final class BackPressureWarning {

    private static final long TELL_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private boolean held;
    private long since;

    /** Reading is held back, or it is not. */
    void held(boolean now, long nanos) {
        if (now && !held) {
            since = nanos;
        }
        held = now;
    }

    /** Whether to say it now; if so, not again within a minute. */
    boolean isDue(long nanos) {
        if (!held || nanos - since < TELL_EVERY_NANOS) {
            return false;
        }
        since = nanos;
        return true;
    }
}
