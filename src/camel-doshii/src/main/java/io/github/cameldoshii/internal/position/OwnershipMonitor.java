package io.github.cameldoshii.internal.position;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Watches over a position that other nodes may take over. Nobody can tell this process that while it stands still (SIGSTOP, a
 * suspended machine), so after a pause nothing is delivered before the store has been asked. While the process runs, the store
 * is asked every {@link #CHECK_INTERVAL}; if it does not answer then, delivery goes on. Thread-safe.
 */
public final class OwnershipMonitor implements Ownership {

    /** What the store says. */
    public enum Answer {
        OWNED,
        LOST,
        /** It does not answer. */
        UNKNOWN
    }

    /** How often {@link #tick} is to be called. */
    public static final Duration TICK_INTERVAL = Duration.ofMillis(500);

    static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);

    /** Shorter than any session or lease of a cluster service should be: who is paused for less loses none. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private final Supplier<Answer> check;
    private final Executor threads;
    private final LongSupplier nanoTime;

    // Written under the lock of this object.
    private volatile boolean certain = true;
    private volatile boolean lost;
    private volatile long runningAt;

    // Under the lock of this object.
    private final List<Consumer<Boolean>> waiting = new ArrayList<>();
    private boolean checking;
    private long checkedAt;
    private long pauses;

    /**
     * @param check asks the store; may block
     * @param threads run the check
     * @param nanoTime monotonic time that goes on while the process is paused
     */
    public OwnershipMonitor(Supplier<Answer> check, Executor threads, LongSupplier nanoTime) {
        this.check = check;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.runningAt = nanoTime.getAsLong();
        this.checkedAt = runningAt;
    }

    @Override
    public boolean isCertain() {
        return certain && !isLate(nanoTime.getAsLong());
    }

    @Override
    public boolean isLost() {
        return lost;
    }

    @Override
    public void whenKnown(Consumer<Boolean> owned) {
        synchronized (this) {
            waiting.add(owned);
        }
        tick();
    }

    /** Time passes: to be called every {@link #TICK_INTERVAL}, by a thread that nothing blocks. */
    public void tick() {
        observe();
        tellIfKnown();
        OptionalLong due = checkDue();
        if (due.isPresent()) {
            beginCheck(due.getAsLong());
        }
    }

    /** The store has refused a write, because another node has taken over. */
    public void lose() {
        synchronized (this) {
            lost = true;
            certain = false;
        }
        tellIfKnown();
    }

    /** The process runs, and may have stood still before. */
    private synchronized void observe() {
        long now = nanoTime.getAsLong();
        if (isLate(now)) {
            certain = false;
            pauses++;
        }
        runningAt = now;
    }

    /** The number of pauses so far, if the store is to be asked now. */
    private synchronized OptionalLong checkDue() {
        boolean due = !lost && !checking && (!certain || nanoTime.getAsLong() - checkedAt >= CHECK_INTERVAL.toNanos());
        checking |= due;
        return due ? OptionalLong.of(pauses) : OptionalLong.empty();
    }

    private void beginCheck(long pausesBefore) {
        try {
            threads.execute(() -> checked(check.get(), pausesBefore));
        } catch (RejectedExecutionException e) {
            // The context has stopped; whoever waits ends with it.
            checked(Answer.UNKNOWN, pausesBefore);
        }
    }

    private void checked(Answer answer, long pausesBefore) {
        observe();
        synchronized (this) {
            checking = false;
            checkedAt = runningAt;
            if (answer == Answer.LOST) {
                lost = true;
                certain = false;
            } else if (answer == Answer.OWNED && pauses == pausesBefore) {
                certain = !lost;
            }
        }
        tellIfKnown();
    }

    private void tellIfKnown() {
        List<Consumer<Boolean>> told;
        boolean owned;
        synchronized (this) {
            if (!certain && !lost) {
                return;
            }
            owned = !lost;
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(one -> one.accept(owned));
    }

    private boolean isLate(long now) {
        return now - runningAt > PAUSE.toNanos();
    }
}
