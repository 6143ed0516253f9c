package io.github.cameldoshii.internal.clock;

import java.time.Duration;

/**
 * A point in time by one clock. Immutable; compares only with times of the same clock.
 *
 * @param <T> the type of that clock's times
 */
public sealed interface ClockTime<T extends ClockTime<T>> extends Comparable<T>
        permits ServiceTime, WallTime, MonotonicTime {

    T plus(Duration duration);

    /** How long after the other this is; negative if it is before it. */
    Duration since(T other);

    default T minus(Duration duration) {
        return plus(duration.negated());
    }

    default boolean isBefore(T other) {
        return compareTo(other) < 0;
    }

    default boolean isAfter(T other) {
        return compareTo(other) > 0;
    }

    static <T extends ClockTime<T>> T earlier(T one, T other) {
        return other.isBefore(one) ? other : one;
    }

    static <T extends ClockTime<T>> T later(T one, T other) {
        return other.isAfter(one) ? other : one;
    }
}
