package io.github.cameldoshii;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The threads of the routes of a component. While the consumers together may work on up to {@value #MOST} events at a time, each
 * of these has its thread at once. Beyond that there are more threads only where tasks wait, because other routes block, which
 * must hold nobody up for long. Thread-safe.
 */
final class RoutePool implements Executor {

    static final int MOST = 64;

    /** A task that has waited for longer than this gets a further thread. */
    private static final long PATIENCE_MILLIS = 50;

    private final ExecutorService threads;
    private final Supplier<ScheduledExecutorService> timer;
    private final AtomicBoolean watched = new AtomicBoolean();

    /** Events that the consumers may work on at a time. Written under the lock of this object. */
    private volatile int parallelism;

    // At the last look; owned by whoever has set watched.
    private long begunBefore;
    private int waitingBefore;

    /**
     * @param threads with a queue without bounds, and no bound to its size; if it is no {@link ThreadPoolExecutor}, it must have a
     *     thread at once for every task
     * @param timer asked for only if there are more than {@value #MOST}
     */
    RoutePool(ExecutorService threads, Supplier<ScheduledExecutorService> timer) {
        this.threads = threads;
        this.timer = timer;
    }

    /** A consumer begins to work on up to so many events at a time; less than zero, as many as before, when it ends. */
    synchronized void add(int more) {
        parallelism += more;
        resize(fewest());
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
        if (parallelism > MOST) {
            watch();
        }
    }

    private int fewest() {
        return Math.max(1, Math.min(MOST, parallelism));
    }

    private void watch() {
        if (threads instanceof ThreadPoolExecutor pool
                && !pool.getQueue().isEmpty()
                && watched.compareAndSet(false, true)) {
            lookLater(pool);
        }
    }

    private void lookLater(ThreadPoolExecutor pool) {
        begunBefore = begun(pool);
        waitingBefore = pool.getQueue().size();
        try {
            timer.get().schedule(() -> look(pool), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The component stops, and its threads go on with what they have.
            watched.set(false);
        }
    }

    private void look(ThreadPoolExecutor pool) {
        int waiting = pool.getQueue().size();
        if (waiting == 0) {
            resize(fewest());
            watched.set(false);
            watch();
            return;
        }
        if (begun(pool) - begunBefore < waitingBefore) {
            resize(pool.getPoolSize() + Math.min(pool.getPoolSize(), waiting));
        }
        lookLater(pool);
    }

    /** Tasks that have begun so far. */
    private static long begun(ThreadPoolExecutor pool) {
        return pool.getCompletedTaskCount() + pool.getActiveCount();
    }

    /** Those that are too many end when they have had nothing to do for a while. */
    private void resize(int size) {
        if (threads instanceof ThreadPoolExecutor pool && pool.getCorePoolSize() != size) {
            pool.setCorePoolSize(size);
        }
    }
}
