package io.github.cameldoshii.internal.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One item after the other, in order. Uses a thread only while the worker uses it: while an item is finished elsewhere,
 * the lane holds none.
 */
final class Stripe<T> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Stripe.class);

    private final Queue<T> queue = new ConcurrentLinkedQueue<>();

    /** Items in the queue or in work. Whoever raises it from 0 starts the lane; whoever works keeps it above 0. */
    private final AtomicInteger load = new AtomicInteger();

    /** Where the item in work is. One item is in work at a time, so one of these is enough. */
    private enum Stage {
        /** The worker has not returned yet. */
        WITH_WORKER,
        /** It was finished before the worker has returned, as Camel's routing engine does even where nothing waits. */
        FINISHED,
        /** The worker has returned, and it is not finished. */
        ELSEWHERE
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.ELSEWHERE);

    /** The load was raised from 0 and the lane is not started yet. */
    private final AtomicBoolean toStart = new AtomicBoolean();

    private final Executor executor;
    private final StripeHandler<T> worker;
    private final Runnable finishedOne;
    private final Runnable done = this::finishedElsewhere;

    Stripe(Executor executor, StripeHandler<T> worker, Runnable finishedOne) {
        this.executor = executor;
        this.worker = worker;
        this.finishedOne = finishedOne;
    }

    /** Takes an item, which may wait until {@link #flush}. */
    void add(T item) {
        queue.add(item);
        if (load.getAndIncrement() == 0) {
            toStart.set(true);
        }
    }

    /** Starts the lane if it has something to do and does not do it yet. Any thread. */
    void flush() {
        if (toStart.get() && toStart.compareAndSet(true, false)) {
            start();
        }
    }

    @Override
    public void run() {
        do {
            stage.lazySet(Stage.WITH_WORKER);
            if (!worker.work(queue.remove(), done) && stage.compareAndSet(Stage.WITH_WORKER, Stage.ELSEWHERE)) {
                return;
            }
            finishedOne.run();
        } while (load.decrementAndGet() > 0);
    }

    private void finishedElsewhere() {
        if (stage.compareAndSet(Stage.WITH_WORKER, Stage.FINISHED)) {
            return;
        }
        finishedOne.run();
        if (load.decrementAndGet() > 0) {
            start();
        }
    }

    private void start() {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            LOG.warn("{} items were not handed over: the threads have been shut down", load.get());
        }
    }
}
