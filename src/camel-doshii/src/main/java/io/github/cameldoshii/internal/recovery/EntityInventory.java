package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.MonotonicTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables and locations there were when one consumer last heard of them, to tell from a list of all which are new and
 * which are gone. Lives as long as the consumer's stay on the connection, bounded; what was forgotten is announced by the
 * next catch-up. Confined to the loop.
 */
final class EntityInventory {

    private static final int REMEMBERED = 50_000;

    private static final MonotonicTime BY_A_LIST = MonotonicTime.DISTANT_PAST;

    private final Map<String, Map<String, MonotonicTime>> groups = new HashMap<>();

    /** A table: a name is one within its location. */
    static String tablesOf(String locationId) {
        return "tables@" + locationId;
    }

    static String locations() {
        return "locations";
    }

    /** Whether the group has been listed, and the name is not in it. */
    boolean isNew(String group, String name) {
        Map<String, MonotonicTime> known = groups.get(group);
        return known != null && !known.containsKey(name);
    }

    /**
     * Takes a complete list.
     *
     * @param settled what was told later than this may not be in the list yet
     * @return the names that are gone; empty if it is not known which there were
     */
    Optional<Set<String>> take(String group, Collection<String> present, MonotonicTime settled) {
        Map<String, MonotonicTime> before = groups.get(group);
        Map<String, MonotonicTime> now = new HashMap<>();
        present.forEach(name -> now.put(name, BY_A_LIST));
        groups.put(group, now);
        if (before == null) {
            forgetIfTooMany();
            return Optional.empty();
        }
        Set<String> gone = new LinkedHashSet<>();
        before.forEach((name, since) -> {
            if (now.containsKey(name)) {
                return;
            }
            if (since.isBefore(settled)) {
                gone.add(name);
            } else {
                now.put(name, since);
            }
        });
        return Optional.of(gone);
    }

    /** The socket has told of it. */
    void added(String group, String name, MonotonicTime now) {
        Map<String, MonotonicTime> known = groups.get(group);
        if (known != null) {
            known.putIfAbsent(name, now);
        }
    }

    /** The socket has told of its end. */
    void removed(String group, String name) {
        Map<String, MonotonicTime> known = groups.get(group);
        if (known != null) {
            known.remove(name);
        }
    }

    private void forgetIfTooMany() {
        if (groups.values().stream().mapToInt(Map::size).sum() > REMEMBERED) {
            groups.clear();
        }
    }
}
