package io.github.cameldoshii;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A consumer's part of the threads that the routes of a component share: none while it has nothing to do. Ends by itself,
 * whatever the other consumers do. Thread-safe.
 */
final class RouteThreads implements Executor {

    private final RoutePool shared;
    private final int parallelism;
    private final Set<Task> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean forced;

    /** @param parallelism tasks that it has at a time, at most */
    RouteThreads(RoutePool shared, int parallelism) {
        this.shared = shared;
        this.parallelism = parallelism;
        shared.add(parallelism);
    }

    @Override
    public void execute(Runnable work) {
        if (ended.get()) {
            throw new RejectedExecutionException("The route has stopped");
        }
        shared.execute(new Task(work));
    }

    /** Takes no more tasks; those that it has go on. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            shared.add(-parallelism);
        }
    }

    /** Takes no more tasks, and interrupts the threads that work on one. */
    void endNow() {
        end();
        forced = true;
        running.forEach(Task::interrupt);
    }

    private final class Task implements Runnable {

        private final Runnable work;

        /** Null while no thread works on it. Under the lock of this object, so that no later task is interrupted. */
        private Thread thread;

        Task(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            setThread(Thread.currentThread());
            running.add(this);
            try {
                if (!forced) {
                    work.run();
                }
            } finally {
                running.remove(this);
                setThread(null);
            }
        }

        private synchronized void setThread(Thread now) {
            thread = now;
        }

        synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
