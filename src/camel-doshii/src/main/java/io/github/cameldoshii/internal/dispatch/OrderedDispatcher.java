package io.github.cameldoshii.internal.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A striped executor with a bounded queue: hands items from the threads that accept them, most often one, to the stripes that
 * handle them. Items with the same key go to the same stripe and keep their order; with one stripe, all items do.
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

    /** Items accepted so far. */
    private final AtomicLong accepted = new AtomicLong();

    /** Whether {@link #capacityAvailable} is to be called when there is capacity again. */
    private final AtomicBoolean wakeWanted = new AtomicBoolean();

    /**
     * How many items had been finished when that was last looked at and had changed. Looked at whenever items are handed over, and by
     * {@link #noteProgress}: to read the clock for each item costs as much as to read the item.
     */
    private record Progress(long finished, long nanos) {}

    private final AtomicReference<Progress> progress = new AtomicReference<>(new Progress(0, System.nanoTime()));
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
        return queueSize - pending();
    }

    /** Whether a producer that has paused is still waiting for {@code capacityAvailable}. Any thread. */
    public boolean isBackPressured() {
        return pending() > wakeAt;
    }

    /**
     * Accepts an item and has it handled. Any thread.
     *
     * @param key items with equal keys are handled one after the other
     */
    public void accept(T item, int key) {
        Batch batch = newBatch();
        batch.add(item, key);
        batch.flush();
    }

    /** Begins a batch for a thread that accepts many items. */
    public Batch newBatch() {
        return new Batch();
    }

    /**
     * Accepts items like {@link #accept}, but hands them over all at once, so that threads meet, and are woken, once for all of
     * them. To be used again and again by one thread, in the order of arrival.
     */
    public final class Batch {

        private final List<List<T>> waiting = new ArrayList<>();
        private int added;

        /** Items finished when that was last asked for: to ask for each item would make two CPUs wait for each other. */
        private long knownFinished = finished();

        private Batch() {
            for (int i = 0; i < stripes.length; i++) {
                waiting.add(new ArrayList<>());
            }
        }

        /** Accepts an item, which waits until {@link #flush}. */
        public void add(T item, int key) {
            long before = accepted.getAndIncrement();
            added++;
            if (before - knownFinished >= wakeAt) {
                knownFinished = finished();
                wantWake(before - knownFinished);
            }
            waiting.get(waiting.size() == 1 ? 0 : Math.floorMod(spread(key), waiting.size()))
                    .add(item);
        }

        private void wantWake(long pendingBefore) {
            if (pendingBefore >= wakeAt && !wakeWanted.get()) {
                wakeWanted.set(true);
                // What was finished before that was said has woken nobody.
                wakeIfWanted();
            }
        }

        /** Has everything handled that waits. */
        public void flush() {
            knownFinished = finished();
            if (accepted.get() - added == knownFinished) {
                progress.set(new Progress(knownFinished, System.nanoTime()));
            } else {
                noteProgress();
            }
            added = 0;
            for (int i = 0; i < stripes.length; i++) {
                if (!waiting.get(i).isEmpty()) {
                    stripes[i].add(waiting.set(i, new ArrayList<>()));
                }
            }
        }
    }

    /** Items accepted and not yet finished. Any thread. */
    public int pending() {
        // In this order: what is finished and accepted meanwhile counts as pending, never the other way round.
        long done = finished();
        return (int) (accepted.get() - done);
    }

    /** Items finished so far. Any thread. */
    public long finished() {
        long sum = 0;
        for (Stripe<T> stripe : stripes) {
            sum += stripe.finished();
        }
        return sum;
    }

    /**
     * For how long nothing has been finished although something is pending, in nanoseconds; 0 when nothing is. Less than that by what
     * has passed between the last item and the next time that progress was noted. Any thread.
     */
    public long stuckNanos() {
        noteProgress();
        return pending() == 0 ? 0 : System.nanoTime() - progress.get().nanos();
    }

    /** Notes whether anything was finished since the last time, for {@link #stuckNanos}. Any thread. */
    public void noteProgress() {
        long done = finished();
        Progress last = progress.get();
        if (last.finished() != done) {
            progress.compareAndSet(last, new Progress(done, System.nanoTime()));
        }
    }

    /** Completes when nothing is pending; to be asked for when nothing more is accepted. Any thread. */
    public CompletionStage<Void> drained() {
        CompletableFuture<Void> waiter = new CompletableFuture<>();
        drains.add(waiter);
        if (pending() == 0) {
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
        wakeIfWanted();
        if (!drains.isEmpty() && pending() == 0) {
            completeDrains();
        }
    }

    private void wakeIfWanted() {
        while (wakeWanted.get() && pending() <= wakeAt && wakeWanted.compareAndSet(true, false)) {
            capacityAvailable.run();
            // Who has accepted an item meanwhile may have seen that it was wanted already.
            if (pending() > wakeAt) {
                wakeWanted.set(true);
            }
        }
    }

    private static int spread(int key) {
        return key ^ (key >>> 16);
    }
}
