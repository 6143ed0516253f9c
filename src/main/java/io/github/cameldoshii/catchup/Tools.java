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

    /** Now, in milliseconds of the monotonic clock. */
    long steadyNow() {
        return Duration.ofNanos(loop.nanoTime()).toMillis();
    }

    /** How far the wall clock is from the monotonic one; the same all the time unless somebody sets it. */
    long drift() {
        return loop.currentTimeMillis() - steadyNow();
    }

    @Override
    public long serviceMinusSteady() {
        return drift() + lists.clockOffset();
    }
}
