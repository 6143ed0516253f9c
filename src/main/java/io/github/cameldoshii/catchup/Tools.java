package io.github.cameldoshii.catchup;

import io.github.cameldoshii.loop.EventLoop;
import java.time.Duration;
import java.util.Set;

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

    /** Now by the service's clock, epoch milliseconds. */
    long serviceNow() {
        return loop.currentTimeMillis() + lists.clockOffset();
    }

    /** A time by the service's clock by the local one, epoch milliseconds. */
    long local(long byServiceClock) {
        return byServiceClock - lists.clockOffset();
    }

    /** The event types that come back through the lists that are asked. */
    Set<String> recoverable() {
        return RecoverableList.eventTypesOf(settings.lists());
    }

    @Override
    public long serviceMinusSteady() {
        return drift() + lists.clockOffset();
    }
}
