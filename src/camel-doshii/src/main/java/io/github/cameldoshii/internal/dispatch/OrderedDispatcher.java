package io.github.cameldoshii.internal.dispatch;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bounded hand-over from the one thread that reads to the lanes that work. Items with the same key keep their order;
 * with one lane, all do.
 *
 * <p>The bound is a promise of the giver: {@link #accept} never refuses, the giver asks for {@link #room()} before it
 * reads more.
 *
 * @param <T> what is handed over
 */
public final class OrderedDispatcher<T> {

    private final Stripe<T>[] lanes;
    private final int queueSize;
    private final int wakeAt;
    private final Runnable roomMade;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong progressNanos = new AtomicLong(System.nanoTime());
    private final AtomicLong finished = new AtomicLong();
    private final Queue<CompletableFuture<Void>> drains = new ConcurrentLinkedQueue<>();
    private volatile boolean abandoned;

    /**
     * @param lanes how many items may be worked on at the same time, at least 1
     * @param queueSize items accepted and not yet finished that count as full, at least 1
     * @param executor runs the lanes; needs a thread for each lane that is to work at the same time
     * @param roomMade told when a full delivery has room again; called on a lane's thread, must not block
     */
    public OrderedDispatcher(int lanes, int queueSize, Executor executor, StripeHandler<T> worker, Runnable roomMade) {
        this.lanes = newLanes(lanes);
        for (int i = 0; i < lanes; i++) {
            this.lanes[i] =
                    new Stripe<>(executor, (item, done) -> abandoned || worker.work(item, done), this::finishedOne);
        }
        this.queueSize = queueSize;
        // Some way below full, so that a delivery that hovers around full does not wake the reader for every item.
        this.wakeAt = queueSize - 1 - queueSize / 4;
        this.roomMade = roomMade;
    }

    @SuppressWarnings("unchecked")
    private static <T> Stripe<T>[] newLanes(int count) {
        return (Stripe<T>[]) new Stripe<?>[count];
    }

    /** How many more items may be given now; negative if more were given than there was room for. Any thread. */
    public int room() {
        return queueSize - pending.get();
    }

    /** Whether there is so little room that the giver, if it has stopped, waits for {@code roomMade}. Any thread. */
    public boolean holdsBack() {
        return pending.get() > wakeAt;
    }

    /**
     * Takes an item over and has it worked on. To be called by one thread, in the order of arrival.
     *
     * @param key items with equal keys are worked on one after the other
     */
    public void accept(T item, int key) {
        enqueue(item, key);
        flush();
    }

    /**
     * Takes an item over like {@link #accept}, but it may wait until {@link #flush}: so that a thread is woken once for
     * all items that come together, and not for each of them.
     */
    public void enqueue(T item, int key) {
        if (pending.getAndIncrement() == 0) {
            progressNanos.lazySet(System.nanoTime());
        }
        lanes[lanes.length == 1 ? 0 : Math.floorMod(spread(key), lanes.length)].add(item);
    }

    /** Has all that was enqueued worked on. Any thread. */
    public void flush() {
        for (Stripe<T> lane : lanes) {
            lane.flush();
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

    /** From now on items that wait are dropped instead of worked on; those in work go on. Any thread. */
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
            roomMade.run();
        }
        if (left == 0) {
            completeDrains();
        }
    }

    private static int spread(int key) {
        return key ^ (key >>> 16);
    }
}
