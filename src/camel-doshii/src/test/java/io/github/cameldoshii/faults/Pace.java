package io.github.cameldoshii.faults;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again until it is closed. */
final class Pace implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private Pace() {}

    static Pace every(Duration interval, Runnable action) {
        Pace pace = new Pace();
        pace.thread.scheduleAtFixedRate(action, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        return pace;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
