package io.github.cameldoshii.internal.clock;

import java.util.concurrent.CompletionStage;

/**
 * The event loop of one connection: the only thread that its state is touched on, with its clock and timers. An interface,
 * because tests drive a virtual one.
 */
public interface EventLoop {

    /** A timer that was set. */
    interface Timer {
        /** Drops the timer; without effect once it has fired. To be called on the loop. */
        void cancel();
    }

    /**
     * Runs the task on the loop, after what the loop has already taken on; does nothing when the loop has ended. May be called
     * from any thread.
     */
    void execute(Runnable task);

    /** Runs the task on the loop after the delay. To be called on the loop. */
    Timer schedule(long delayNanos, Runnable task);

    /**
     * Monotonic time in nanoseconds: intervals are measured with it, so that a jump of the wall clock changes nothing. On
     * the loop it may be the time when the present turn of the loop first asked for it. May be called from any thread.
     */
    long nanoTime();

    /**
     * Wall-clock time, epoch milliseconds: for stamps that others read. Read together with {@link #nanoTime()}. May be called
     * from any thread.
     */
    long currentTimeMillis();

    /**
     * Gives the loop up: nothing runs on it afterwards. May be called from any thread. Completes, never with a failure,
     * when that is done; what the loop is of must not be closed before.
     */
    CompletionStage<Void> close();
}
