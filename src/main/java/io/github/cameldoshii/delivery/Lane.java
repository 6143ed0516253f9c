package io.github.cameldoshii.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One item after the other, in order. Uses a thread only while the worker uses it: while an item is finished elsewhere,
 * the lane holds none.
 */
final class Lane<T> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Queue<T> queue = new ConcurrentLinkedQueue<>();

    /** Items in the queue or in work. Whoever raises it from 0 starts the lane; whoever works keeps it above 0. */
    private final AtomicInteger load = new AtomicInteger();

    /** The load was raised from 0 and the lane is not started yet. */
    private final AtomicBoolean toStart = new AtomicBoolean();

    private final Executor executor;
    private final Worker<T> worker;
    private final Runnable finishedOne;
    private final Runnable done = this::finishedElsewhere;

    Lane(Executor executor, Worker<T> worker, Runnable finishedOne) {
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
            if (!worker.work(queue.remove(), done)) {
                return;
            }
            finishedOne.run();
        } while (load.decrementAndGet() > 0);
    }

    private void finishedElsewhere() {
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
