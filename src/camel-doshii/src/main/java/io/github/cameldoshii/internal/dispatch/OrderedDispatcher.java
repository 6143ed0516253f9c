package io.github.cameldoshii.internal.dispatch;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A striped executor with a bounded queue: hands items from the one thread that accepts them to the stripes that handle
 * them. Items with the same key go to the same stripe and keep their order; with one stripe, all items do.
 *
 * <p>The bound is kept by the producer: {@link #accept} never refuses, so the producer asks for {@link
 * #remainingCapacity()} before it reads more.
 *
 * @param <T> the items
 */
public final class OrderedDispatcher<T> {

    private final Stripe<T>[] stripes;
    private final int queueSize;
    private final int wakeAt;
    private final Runnable capacityAvailable;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong progressNanos = new AtomicLong(System.nanoTime());
    private final AtomicLong finished = new AtomicLong();
    private final Queue<CompletableFuture<Void>> drains = new ConcurrentLinkedQueue<>();
    private volatile boolean abandoned;

    /**
     * @param parallelism number of stripes, and so of items that are handled at the same time; at least 1
     * @param queueSize capacity: items accepted and not yet finished; at least 1
     * @param executor runs the stripes; needs a thread for each stripe that is to run at the same time
     * @param capacityAvailable called when a full dispatcher has capacity again; on a stripe's thread, must not block
     */
    public OrderedDispatcher(
            int parallelism, int queueSize, Executor executor, StripeHandler<T> handler, Runnable capacityAvailable) {
        this.stripes = newStripes(parallelism);
        for (int i = 0; i < parallelism; i++) {
            this.stripes[i] =
                    new Stripe<>(executor, (item, done) -> abandoned || handler.handle(item, done), this::finishedOne);
        }
        this.queueSize = queueSize;
        // Some way below full, so that a dispatcher that hovers around full does not wake the reader for every item.
        this.wakeAt = queueSize - 1 - queueSize / 4;
        this.capacityAvailable = capacityAvailable;
    }

    @SuppressWarnings("unchecked")
    private static <T> Stripe<T>[] newStripes(int count) {
        return (Stripe<T>[]) new Stripe<?>[count];
    }

    /** How many more items may be accepted now; negative if more were accepted than there was capacity for. Any thread. */
    public int remainingCapacity() {
        return queueSize - pending.get();
    }

    /** Whether a producer that has paused is still waiting for {@code capacityAvailable}. Any thread. */
    public boolean isBackPressured() {
        return pending.get() > wakeAt;
    }

    /**
     * Accepts an item and has it handled. To be called by one thread, in the order of arrival.
     *
     * @param key items with equal keys are handled one after the other
     */
    public void accept(T item, int key) {
        enqueue(item, key);
        flush();
    }

    /**
     * Accepts an item like {@link #accept}, but it may wait until {@link #flush}, so that a batch of items wakes a thread once
     * and not for each of them.
     */
    public void enqueue(T item, int key) {
        if (pending.getAndIncrement() == 0) {
            progressNanos.lazySet(System.nanoTime());
        }
        stripes[stripes.length == 1 ? 0 : Math.floorMod(spread(key), stripes.length)].add(item);
    }

    /** Has everything handled that was enqueued. Any thread. */
    public void flush() {
        for (Stripe<T> stripe : stripes) {
            stripe.flush();
        }
    }

    /** Items accepted and not yet finished. Any thread. */
    public int pending() {
        return pending.get();
    }

    /** Items finished so far. Any thread. */
    public long finished() {
        return finished.get();
    }

    /** For how long nothing has been finished although something is pending, in nanoseconds; 0 when nothing is. */
    public long stuckNanos() {
        return pending.get() == 0 ? 0 : System.nanoTime() - progressNanos.get();
    }

    /** Completes when nothing is pending; to be asked for when nothing more is accepted. Any thread. */
    public CompletionStage<Void> drained() {
        CompletableFuture<Void> waiter = new CompletableFuture<>();
        drains.add(waiter);
        if (pending.get() == 0) {
            completeDrains();
        }
        return waiter;
    }

    /** Drops the waiting items from now on instead of handling them; those in progress go on. Any thread. */
    public void abandon() {
        abandoned = true;
    }

    private void completeDrains() {
        for (CompletableFuture<Void> waiter = drains.poll(); waiter != null; waiter = drains.poll()) {
            waiter.complete(null);
        }
    }

    private void finishedOne() {
        progressNanos.lazySet(System.nanoTime());
        finished.incrementAndGet();
        int left = pending.decrementAndGet();
        if (left == wakeAt) {
            capacityAvailable.run();
        }
        if (left == 0) {
            completeDrains();
        }
    }

    private static int spread(int key) {
        return key ^ (key >>> 16);
    }
}
