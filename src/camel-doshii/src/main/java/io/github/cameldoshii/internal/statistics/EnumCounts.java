package io.github.cameldoshii.internal.statistics;

import java.util.concurrent.atomic.LongAdder;

/**
 * One counter for each value of an enum. Any thread.
 *
 * @param <E> the enum
 */
public final class EnumCounts<E extends Enum<E>> {

    private final LongAdder[] counts;

    EnumCounts(Class<E> type) {
        counts = new LongAdder[type.getEnumConstants().length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    public void increment(E value) {
        counts[value.ordinal()].increment();
    }

    public long count(E value) {
        return counts[value.ordinal()].sum();
    }
}
