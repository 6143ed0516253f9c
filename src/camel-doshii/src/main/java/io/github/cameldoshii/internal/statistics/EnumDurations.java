package io.github.cameldoshii.internal.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Durations for each value of an enum. Any thread.
 *
 * @param <E> the enum
 */
public final class EnumDurations<E extends Enum<E>> {

    private final List<Durations> durations = new ArrayList<>();

    EnumDurations(Class<E> type) {
        for (int i = 0; i < type.getEnumConstants().length; i++) {
            durations.add(new Durations());
        }
    }

    public Durations of(E value) {
        return durations.get(value.ordinal());
    }
}
