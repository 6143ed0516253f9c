package io.github.cameldoshii.internal.dispatch;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue whose items are handled one after the other, in order. Items are added in batches, so that threads meet once for a batch and not
 * for each item. Occupies a thread only while its handler does: while an item is finished asynchronously, it holds none. Handling
 * may move between threads of the executor.
 */
final class Stripe<T> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Stripe.class);

    private final Queue<List<T>> batches = new ConcurrentLinkedQueue<>();

    /** Batches in the queue or in work. Whoever raises it from 0 starts the stripe. */
    private final AtomicInteger load = new AtomicInteger();

    /** Where the item in progress is. There is one at a time, so one of these is enough. */
    private enum Stage {
        /** The handler has not returned yet. */
        IN_HANDLER,
        /** Another thread has finished it before the handler has returned. */
        FINISHED,
        /** The handler has returned, and another thread will finish it. */
        ASYNCHRONOUS
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.ASYNCHRONOUS);

    // Owned by whoever handles an item, and handed on with it.
    private List<T> batch = List.of();
    private int next;

    /** The thread that is in the handler, else null: no other thread can read its own name here. */
    private Thread inHandler;

    /** The handler's own thread has finished the item: Camel's routing engine does so by the callback even where nothing waits. */
    private boolean finishedHere;

    private final AtomicLong finished = new AtomicLong();

    private final Executor executor;
    private final StripeHandler<T> handler;
    private final Runnable finishedOne;
    private final Runnable done = this::itemFinished;

    /** @param finishedOne run whenever an item is finished, after it was counted */
    Stripe(Executor executor, StripeHandler<T> handler, Runnable finishedOne) {
        this.executor = executor;
        this.handler = handler;
        this.finishedOne = finishedOne;
    }

    /**
     * Accepts items, and starts the stripe if it does not run yet. Any thread.
     *
     * @param items at least one; given away
     */
    void add(List<T> items) {
        batches.add(items);
        if (load.getAndIncrement() == 0) {
            start();
        }
    }

    /** Items finished so far. Any thread; never more than were added before. */
    long finished() {
        return finished.get();
    }

    @Override
    public void run() {
        do {
            if (next == batch.size()) {
                batch = batches.remove();
                next = 0;
            }
            T item = batch.set(next++, null);
            if (!isFinishedByHandler(item) && stage.compareAndSet(Stage.IN_HANDLER, Stage.ASYNCHRONOUS)) {
                return;
            }
            finishOne();
        } while (hasMore());
    }

    /** Threads meet only for an item that its handler's own thread does not finish: to meet costs as much as to read an event. */
    private boolean isFinishedByHandler(T item) {
        stage.lazySet(Stage.IN_HANDLER);
        finishedHere = false;
        inHandler = Thread.currentThread();
        boolean returned = handler.handle(item, done);
        inHandler = null;
        return returned || finishedHere;
    }

    private void itemFinished() {
        if (inHandler == Thread.currentThread()) {
            finishedHere = true;
        } else {
            finishedAsynchronously();
        }
    }

    private void finishedAsynchronously() {
        if (stage.compareAndSet(Stage.IN_HANDLER, Stage.FINISHED)) {
            return;
        }
        finishOne();
        if (hasMore()) {
            start();
        }
    }

    private void finishOne() {
        finished.incrementAndGet();
        finishedOne.run();
    }

    /** Nothing of the stripe may be touched after this has said no: another thread may have started it again. */
    private boolean hasMore() {
        return next < batch.size() || load.decrementAndGet() > 0;
    }

    private void start() {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            LOG.warn("Events were not handled: the threads have been shut down");
        }
    }
}
