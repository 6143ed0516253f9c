package io.github.cameldoshii.catchup;

import io.github.cameldoshii.loop.EventLoop;
import java.time.Duration;

/** What the passes of one connection work with, and the clocks. */
record Tools(
        CatchUpSettings settings,
        Lists lists,
        Marks marks,
        EventLoop loop,
        ApiRetry retry,
        CatchUpStatistics statistics,
        Troubles troubles)
        implements Pass.Environment {

    private static final long ROUNDING_MILLIS = 2;

    /** The service tells its time in whole seconds. */
    private static final long OFFSET_ERROR_MILLIS = 1_000;

    /** Now, in milliseconds of the monotonic clock. */
    long steadyNow() {
        return Duration.ofNanos(loop.nanoTime()).toMillis();
    }

    /** How far the wall clock is from the monotonic one; the same all the time unless somebody sets it. */
    long drift() {
        return loop.currentTimeMillis() - steadyNow();
    }

    /** Clocks that may agree are taken to do so; then what is left is that milliseconds are whole. */
    @Override
    public long clockErrorMillis() {
        return lists.clockOffset() == 0 ? ROUNDING_MILLIS : OFFSET_ERROR_MILLIS;
    }

    @Override
    public long serviceMinusSteady() {
        return drift() + lists.clockOffset();
    }
}
