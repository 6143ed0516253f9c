package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.position.EntityKey;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables and locations that one consumer knows of. Compared with a complete list it shows which are new and which are
 * gone, which no list tells by itself. Lives as long as the consumer's session; bounded, and if it is forgotten the next
 * catch-up reports a gap. Confined to the event loop.
 */
final class EntityInventory {

    private static final int MAX_ENTITIES = 50_000;

    private static final MonotonicTime FROM_LIST = MonotonicTime.DISTANT_PAST;

    /**
     * A complete list: all tables of a location, or all locations.
     *
     * @param names the names of the tables or the ids of the locations
     */
    record Listing(RecoverableList list, String locationId, Set<String> names) {

        /**
         * The listing that a page makes, if its list is complete and is compared. An unreadable row may be any entity, so that
         * a page with one does not tell which are gone.
         */
        static Optional<Listing> of(RecoverableList list, String locationId, Page page) {
            boolean isCompared = list == RecoverableList.TABLES || list == RecoverableList.LOCATIONS;
            if (!isCompared || !page.malformed().isEmpty()) {
                return Optional.empty();
            }
            Set<String> names = page.rows().stream().map(Entity::id).collect(Collectors.toSet());
            return Optional.of(new Listing(list, locationId, names));
        }

        String group() {
            return list == RecoverableList.TABLES ? tablesOf(locationId) : locations();
        }
    }

    private final Map<String, Map<String, MonotonicTime>> groups = new HashMap<>();

    /** The group of a location's tables: a table's name is unique only within its location. */
    static String tablesOf(String locationId) {
        return "tables@" + locationId;
    }

    /** The group of the locations. */
    static String locations() {
        return "locations";
    }

    /** Whether the group has been listed and does not hold the name. */
    boolean isNew(String group, String name) {
        Map<String, MonotonicTime> known = groups.get(group);
        return known != null && !known.containsKey(name);
    }

    /**
     * Replaces a group by a complete list.
     *
     * @param listedSince what the socket added later than this may not be in the list yet, and is kept
     * @return the names that are gone; empty if the group was unknown before
     */
    Optional<Set<String>> update(Listing listing, MonotonicTime listedSince) {
        Map<String, MonotonicTime> before = groups.get(listing.group());
        Map<String, MonotonicTime> now = new HashMap<>();
        listing.names().forEach(name -> now.put(name, FROM_LIST));
        groups.put(listing.group(), now);
        if (before == null) {
            forgetIfTooMany();
            return Optional.empty();
        }
        Set<String> gone = new LinkedHashSet<>();
        before.forEach((name, since) -> {
            if (now.containsKey(name)) {
                return;
            }
            if (since.isBefore(listedSince)) {
                gone.add(name);
            } else {
                now.put(name, since);
            }
        });
        return Optional.of(gone);
    }

    /** Adds or removes what a live event tells about a table or a location. */
    void onLiveEvent(DoshiiEvent event, MonotonicTime now) {
        switch (event.type()) {
            case "table_created", "table_updated" -> add(tablesOf(event.locationId()), EntityKey.tableName(event), now);
            case "table_removed", "table_deleted" -> remove(tablesOf(event.locationId()), EntityKey.tableName(event));
            case "location_subscription" -> {
                if (event.status().equals("unsubscribed")) {
                    remove(locations(), event.entityId());
                } else {
                    add(locations(), event.entityId(), now);
                }
            }
            default -> {
                // The service has no complete list of other entities.
            }
        }
    }

    private void add(String group, String name, MonotonicTime now) {
        Map<String, MonotonicTime> known = groups.get(group);
        if (known != null) {
            known.putIfAbsent(name, now);
        }
    }

    private void remove(String group, String name) {
        Map<String, MonotonicTime> known = groups.get(group);
        if (known != null) {
            known.remove(name);
        }
    }

    private void forgetIfTooMany() {
        if (groups.values().stream().mapToInt(Map::size).sum() > MAX_ENTITIES) {
            groups.clear();
        }
    }
}
