package io.github.cameldoshii.internal.rest;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Monotonic time and delayed tasks. An interface, because tests drive the time. Safe for use by any thread. */
public interface ApiTimer {

    /** Monotonic, as {@link System#nanoTime()}. */
    long nanoTime();

    /** Runs a short task, one that does not block, after the delay. */
    Cancel after(Duration delay, Runnable task);

    /** Takes a delayed task back; does nothing if it has run. */
    @FunctionalInterface
    interface Cancel {
        void cancel();
    }

    /** A timer on an executor that the caller owns and ends. */
    static ApiTimer on(ScheduledExecutorService executor) {
        return new ApiTimer() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Cancel after(Duration delay, Runnable task) {
                Future<?> scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> scheduled.cancel(false);
            }
        };
    }
}
