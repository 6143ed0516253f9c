package io.github.cameldoshii.benchmark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts connect attempts, and how many of them came within one second at most. Not thread-safe. */
final class ConnectLog {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Those of the last second. */
    private final Deque<Long> last = new ArrayDeque<>();

    private int all;
    private int busiest;

    /** @param nanos when it came, by a monotonic clock */
    void add(long nanos) {
        all++;
        while (!last.isEmpty() && nanos - last.peek() >= SECOND) {
            last.remove();
        }
        last.add(nanos);
        busiest = Math.max(busiest, last.size());
    }

    int all() {
        return all;
    }

    /** Of all seconds, wherever they begin. */
    int busiestSecond() {
        return busiest;
    }

    void clear() {
        last.clear();
        all = 0;
        busiest = 0;
    }
}
