package io.github.cameldoshii.internal.clock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An event loop whose time stands still until a test moves it. Runs everything on the test's thread, timers in the order in
 * which they are due, so that every run of a test is the same.
 */
public final class VirtualEventLoop implements EventLoop {

    /** 2026-01-01T00:00:00Z, so that stamps look like those of the service. */
    public static final long START_MILLIS = 1_767_225_600_000L;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<VirtualTimer> timers =
            new PriorityQueue<>(Comparator.comparingLong(VirtualTimer::due).thenComparingLong(VirtualTimer::number));

    private long nanos = 1;
    private long wallClockShift;
    private long timersSet;
    private boolean running;
    private boolean closed;
    private CompletableFuture<Void> given = CompletableFuture.completedFuture(null);

    private record VirtualTimer(long due, long number, Runnable task) {}

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        if (closed) {
            throw new IllegalStateException("A timer was set on a loop that had been given up");
        }
        VirtualTimer timer = new VirtualTimer(nanos + Math.max(0, delayNanos), timersSet++, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long currentTimeMillis() {
        return START_MILLIS + wallClockShift + nanos / 1_000_000;
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        timers.clear();
        return given;
    }

    /** From now on the loop is not given up before it is {@link #giveUp told so}. */
    public void holdOn() {
        given = new CompletableFuture<>();
    }

    public void giveUp() {
        given.complete(null);
    }

    public boolean isClosed() {
        return closed;
    }

    /** Timers that were set and have neither fired nor been cancelled. */
    public int timers() {
        return timers.size();
    }

    /** Time since the loop was made. */
    public Duration elapsed() {
        return Duration.ofNanos(nanos - 1);
    }

    /** Runs what was handed over, and what that hands over, without any time passing. */
    public void runTasks() {
        if (running) {
            return;
        }
        running = true;
        try {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        } finally {
            running = false;
        }
    }

    /** Lets time pass; every timer fires exactly when it is due. */
    public void advance(Duration time) {
        long end = nanos + time.toNanos();
        runTasks();
        while (!timers.isEmpty() && timers.peek().due() <= end) {
            VirtualTimer timer = timers.poll();
            nanos = Math.max(nanos, timer.due());
            execute(timer.task());
            runTasks();
        }
        nanos = end;
    }

    /** Lets time pass until the next timer has fired; false if there is none. */
    public boolean advanceToNextTimer() {
        runTasks();
        if (timers.isEmpty()) {
            return false;
        }
        advance(Duration.ofNanos(Math.max(0, timers.peek().due() - nanos)));
        return true;
    }

    /** The process stands still, as under SIGSTOP: time passes and nothing runs; then all that has become due does. */
    public void pauseProcess(Duration time) {
        runTasks();
        nanos += time.toNanos();
        advance(Duration.ZERO);
    }

    /** The wall clock is set; time that is measured does not notice. */
    public void jumpWallClock(Duration jump) {
        wallClockShift += jump.toMillis();
    }
}
