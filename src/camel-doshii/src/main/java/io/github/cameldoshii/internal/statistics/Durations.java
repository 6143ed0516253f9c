package io.github.cameldoshii.internal.statistics;

import java.util.concurrent.atomic.LongAdder;

/** How often something took its time, and how long all of it took. Any thread. */
public final class Durations {

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    public void add(long duration) {
        nanos.add(duration);
        count.increment();
    }

    public long count() {
        return count.sum();
    }

    /** In nanoseconds. */
    public long total() {
        return nanos.sum();
    }
}
