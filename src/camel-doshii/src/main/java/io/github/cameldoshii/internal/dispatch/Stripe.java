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
 * A queue whose items are handled one after the other, in order. Occupies a thread only while its handler does: while an
 * item is finished asynchronously, it holds none. Items are added by one thread; handling may move between threads of the
 * executor.
 */
final class Stripe<T> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Stripe.class);

    private final Queue<T> queue = new ConcurrentLinkedQueue<>();

    /** Items in the queue or in work. Whoever raises it from 0 starts the stripe; whoever handles an item keeps it above 0. */
    private final AtomicInteger load = new AtomicInteger();

    /** Where the item in progress is. There is one at a time, so one of these is enough. */
    private enum Stage {
        /** The handler has not returned yet. */
        IN_HANDLER,
        /** It was finished before the handler has returned, as Camel's routing engine does even where nothing waits. */
        FINISHED,
        /** The handler has returned, and another thread will finish it. */
        ASYNCHRONOUS
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.ASYNCHRONOUS);

    /** The load was raised from 0 and the stripe is not started yet. */
    private final AtomicBoolean toStart = new AtomicBoolean();

    private final Executor executor;
    private final StripeHandler<T> handler;
    private final Runnable finishedOne;
    private final Runnable done = this::finishedAsynchronously;

    Stripe(Executor executor, StripeHandler<T> handler, Runnable finishedOne) {
        this.executor = executor;
        this.handler = handler;
        this.finishedOne = finishedOne;
    }

    /** Accepts an item, which may wait until {@link #flush}. */
    void add(T item) {
        queue.add(item);
        if (load.getAndIncrement() == 0) {
            toStart.set(true);
        }
    }

    /** Starts the stripe if it has items and does not run yet. Any thread. */
    void flush() {
        if (toStart.get() && toStart.compareAndSet(true, false)) {
            start();
        }
    }

    @Override
    public void run() {
        do {
            stage.lazySet(Stage.IN_HANDLER);
            if (!handler.handle(queue.remove(), done) && stage.compareAndSet(Stage.IN_HANDLER, Stage.ASYNCHRONOUS)) {
                return;
            }
            finishedOne.run();
        } while (load.decrementAndGet() > 0);
    }

    private void finishedAsynchronously() {
        if (stage.compareAndSet(Stage.IN_HANDLER, Stage.FINISHED)) {
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
            LOG.warn("{} events were not handled: the threads have been shut down", load.get());
        }
    }
}
