package io.github.cameldoshii.internal.statistics;

import io.github.cameldoshii.internal.protocol.KnownEvents;
import io.github.cameldoshii.internal.protocol.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Events by type and origin. Names of events come from outside: those that are not documented are counted together, so that
 * nobody can make the number of counters grow. Any thread.
 */
public final class EventCounts {

    /** The type of all that are not documented. */
    public static final String OTHER = "other";

    /** The documented types and {@link #OTHER}, by name. */
    private static final List<String> TYPES = types();

    private static final Map<String, Integer> INDEX = index();

    private static final int OTHER_INDEX = TYPES.size() - 1;

    private final LongAdder[][] counts = new LongAdder[Origin.values().length][TYPES.size()];

    EventCounts() {
        for (LongAdder[] ofOrigin : counts) {
            for (int i = 0; i < ofOrigin.length; i++) {
                ofOrigin[i] = new LongAdder();
            }
        }
    }

    private static List<String> types() {
        return Stream.concat(KnownEvents.NAMES.stream().sorted(), Stream.of(OTHER))
                .toList();
    }

    private static Map<String, Integer> index() {
        Map<String, Integer> index = new HashMap<>();
        for (String type : TYPES) {
            index.put(type, index.size());
        }
        return index;
    }

    /** The types that are told apart. */
    public static List<String> knownTypes() {
        return TYPES;
    }

    public void add(String type, Origin origin, long events) {
        counts[origin.ordinal()][indexOf(type)].add(events);
    }

    public long count(String type, Origin origin) {
        return counts[origin.ordinal()][indexOf(type)].sum();
    }

    private static int indexOf(String type) {
        Integer known = INDEX.get(type);
        return known == null ? OTHER_INDEX : known;
    }
}
