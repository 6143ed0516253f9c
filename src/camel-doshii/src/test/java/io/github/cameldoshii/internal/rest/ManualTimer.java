package io.github.cameldoshii.internal.rest;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A timer whose time passes when a test says so. For one thread. */
final class ManualTimer implements ApiTimer {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private long now = Long.MAX_VALUE - 5_000_000_000L;
    private long number;

    private record Task(long at, long number, Runnable run) {}

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Cancel after(Duration delay, Runnable run) {
        // Compared by what is left, as nanoTime overflows.
        Task task = new Task(elapsed() + delay.toNanos(), number++, run);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    private long elapsed() {
        return now - (Long.MAX_VALUE - 5_000_000_000L);
    }

    int waiting() {
        return tasks.size();
    }

    /** Lets time pass, running what falls due at its time. */
    void advance(Duration by) {
        long end = elapsed() + by.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at <= end) {
            Task task = tasks.remove();
            now += task.at - elapsed();
            task.run.run();
        }
        now += end - elapsed();
    }
}
