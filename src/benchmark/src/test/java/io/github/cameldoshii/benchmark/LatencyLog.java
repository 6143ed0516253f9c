package io.github.cameldoshii.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How long each live event took from the server's stamp to the route. May be used by several threads. */
final class LatencyLog {

    private record Arrival(long nanos, long latency) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<Arrival> arrivals = new ArrayList<>();

    /** @param data of an event of {@link FrameTemplate} */
    void arrived(String data) {
        long now = System.nanoTime();
        long sent = FrameTemplate.number(data, FrameTemplate.stampInData(), FrameTemplate.STAMP_DIGITS);
        lock.lock();
        try {
            arrivals.add(new Arrival(now, now - sent));
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            arrivals.clear();
        } finally {
            lock.unlock();
        }
    }

    void awaitCount(int count, Duration limit) throws InterruptedException, TimeoutException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (arrivals.size() < count) {
                if (left <= 0) {
                    throw new TimeoutException("only " + arrivals.size() + " of " + count + " live events arrived");
                }
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    double p99() {
        return p99Between(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
    }

    /** Of the events that arrived between these times of the monotonic clock. */
    double p99Between(long from, long to) {
        lock.lock();
        try {
            return Statistics.percentile(
                    arrivals.stream()
                            .filter(arrival -> arrival.nanos() - from >= 0 && arrival.nanos() - to <= 0)
                            .mapToLong(Arrival::latency)
                            .toArray(),
                    99);
        } finally {
            lock.unlock();
        }
    }
}
