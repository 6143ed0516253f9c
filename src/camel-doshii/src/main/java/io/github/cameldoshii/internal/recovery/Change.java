package io.github.cameldoshii.internal.recovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.position.EntityKey;
import io.github.cameldoshii.internal.position.EntityState;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import io.github.cameldoshii.internal.rest.PageReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The change of an entity that a row of a list shows, with the events that it stands for: rows have no event type, so the
 * creation and the update are both prepared, and the consumer's history decides which are delivered.
 *
 * @param key identifies the entity
 * @param created whether the entity was created in the window
 * @param changed whether it was changed in the window after its creation
 * @param state the state that the row shows
 * @param createdEvent the event of the creation
 * @param updatedEvent the event of the change
 */
record Change(
        EntityKey key,
        boolean created,
        boolean changed,
        EntityState state,
        DoshiiEvent createdEvent,
        DoshiiEvent updatedEvent) {

    /** When the entity was last changed; unknown if the row does not tell. */
    ServiceTime updatedAt() {
        return state.updatedAt();
    }

    /**
     * The changes that the rows of a page show.
     *
     * @param unreadable how many parts of the rows cannot be read
     */
    record Found(List<Change> changes, int unreadable) {}

    /** Reads the rows of a page and returns the changes in the window, the oldest first. */
    static Found read(
            RecoverableList list,
            String locationId,
            List<Entity> rows,
            TimeWindow window,
            Origin origin,
            WallTime now) {
        Reader reader = new Reader(window, origin, now);
        for (Entity row : rows) {
            reader.read(list, row, row.locationId().isEmpty() ? locationId : row.locationId());
        }
        reader.changes.sort(Comparator.comparing(Change::updatedAt));
        return new Found(reader.changes, reader.unreadable);
    }

    /**
     * The changes that tell that a table or location is gone. What is gone has no row, so the event is built here in the
     * shape that the service gives it. A table's removal has two names in the vendor's SDK: the caller delivers the one that
     * the consumer wants.
     */
    static List<Change> removals(RecoverableList list, String locationId, String name, Origin origin, WallTime now) {
        if (list == RecoverableList.LOCATIONS) {
            String data = JsonNodeFactory.instance
                    .objectNode()
                    .put("id", name)
                    .put("locationId", name)
                    .put("status", "unsubscribed")
                    .toString();
            return List.of(removal(
                    EntityKey.of("location", name, name),
                    new DoshiiEvent(
                            "location_subscription",
                            name,
                            name,
                            "unsubscribed",
                            "",
                            "",
                            data,
                            origin,
                            now.epochMillis())));
        }
        String data = JsonNodeFactory.instance
                .objectNode()
                .put("locationId", locationId)
                .put("name", name)
                .toString();
        return List.of("table_removed", "table_deleted").stream()
                .map(type -> removal(
                        EntityKey.ofTable(locationId, name),
                        new DoshiiEvent(type, "", locationId, "", "", "", data, origin, now.epochMillis())))
                .toList();
    }

    private static Change removal(EntityKey key, DoshiiEvent event) {
        EntityState gone =
                new EntityState(ServiceTime.UNKNOWN, ServiceTime.UNKNOWN, event.status(), "#" + event.type());
        return new Change(key, false, true, gone, event, event);
    }

    /**
     * The events to deliver, in order.
     *
     * @param known whether the consumer knows the entity, so that its creation is not announced again
     */
    List<DoshiiEvent> events(boolean known) {
        // A menu has one event type for both.
        boolean oneType = createdEvent.type().equals(updatedEvent.type());
        if (!created || known || oneType) {
            return List.of(updatedEvent);
        }
        return changed ? List.of(createdEvent, updatedEvent) : List.of(createdEvent);
    }

    /** Collects the changes of one page; used once. */
    private static final class Reader {

        private final TimeWindow window;
        private final Origin origin;
        private final WallTime now;
        private final List<Change> changes = new ArrayList<>();
        private int unreadable;

        Reader(TimeWindow window, Origin origin, WallTime now) {
            this.window = window;
            this.origin = origin;
            this.now = now;
        }

        void read(RecoverableList list, Entity row, String location) {
            switch (list) {
                case ORDERS -> {
                    add("order", row, location);
                    Page transactions = PageReader.embedded(row, "transactions");
                    unreadable += transactions.malformed().size();
                    transactions.rows().forEach(transaction -> add("transaction", transaction, location));
                }
                case CHECKINS -> add("checkin", row, location);
                case BOOKINGS, SEATED_BOOKINGS -> add("booking", row, location);
                case LOYALTY_CHECKINS -> add("loyalty_checkin", row, location);
                case MENUS ->
                    add(EntityKey.of("menu", row.id(), location), "menu_updated", "menu_updated", row, location);
                case TABLES ->
                    add(
                            EntityKey.ofTable(location, row.id()),
                            "table_created",
                            "table_updated",
                            withoutId(row),
                            location);
                case LOCATIONS -> addLocation(row);
            }
        }

        private void add(String entity, Entity row, String location) {
            EntityKey key = EntityKey.of(entity, row.id(), location);
            add(key, entity + "_created", entity + "_updated", row, location);
        }

        private void add(EntityKey key, String createdType, String updatedType, Entity row, String location) {
            boolean untold = !row.updatedAt().isKnown();
            // A row without a time counts: a change too many is recognized as a duplicate, one too few is lost.
            if (!untold && !window.isReachedBy(row.updatedAt())) {
                return;
            }
            boolean created = row.createdAt().isKnown() && window.isReachedBy(row.createdAt());
            boolean changed = untold || row.updatedAt().isAfter(row.createdAt());
            changes.add(new Change(
                    key,
                    created,
                    changed,
                    EntityState.of(row),
                    event(createdType, row, location, row.status()),
                    event(updatedType, row, location, row.status())));
        }

        /**
         * Every location counts, whatever its time of change: that the app is newly subscribed to it stands in no row, only
         * the comparison with an earlier list shows it.
         */
        private void addLocation(Entity row) {
            changes.add(new Change(
                    EntityKey.of("location_hours", "", row.id()),
                    false,
                    true,
                    EntityState.of(row),
                    event("location_subscription", row, row.id(), "subscribed"),
                    event("location_hours_updated", withoutId(row), row.id(), row.status())));
        }

        private DoshiiEvent event(String type, Entity row, String location, String status) {
            return new DoshiiEvent(
                    type, row.id(), location, status, row.uri(), row.version(), row.json(), origin, now.epochMillis());
        }

        /** The service's events about tables and opening hours carry no id, so recovered ones carry none either. */
        private static Entity withoutId(Entity row) {
            return new Entity(
                    "",
                    row.locationId(),
                    row.status(),
                    row.version(),
                    row.uri(),
                    row.createdAt(),
                    row.updatedAt(),
                    row.json());
        }
    }
}
