package io.github.cameldoshii.catchup;

import io.github.cameldoshii.api.EmbeddedRows;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Turns rows of a list into changes. Pure. */
final class Changes {

    /**
     * What was found.
     *
     * @param unreadable parts of the rows that could not be read
     */
    record Found(List<Change> changes, int unreadable) {}

    private Changes() {}

    /** The changes in the window that the rows show, oldest first. */
    static Found of(
            RecoverableList list, String locationId, List<Entity> rows, Window window, Origin origin, long now) {
        List<Change> changes = new ArrayList<>();
        int unreadable = 0;
        for (Entity row : rows) {
            String location = row.locationId().isEmpty() ? locationId : row.locationId();
            switch (list) {
                case ORDERS -> {
                    add(changes, "order", "order_created", "order_updated", row, location, window, origin, now);
                    Page transactions = EmbeddedRows.of(row, "transactions");
                    unreadable += transactions.malformed().size();
                    for (Entity transaction : transactions.rows()) {
                        add(
                                changes,
                                "transaction",
                                "transaction_created",
                                "transaction_updated",
                                transaction,
                                location,
                                window,
                                origin,
                                now);
                    }
                }
                case CHECKINS ->
                    add(changes, "checkin", "checkin_created", "checkin_updated", row, location, window, origin, now);
                case BOOKINGS, SEATED_BOOKINGS ->
                    add(changes, "booking", "booking_created", "booking_updated", row, location, window, origin, now);
                case LOYALTY_CHECKINS ->
                    add(
                            changes,
                            "loyalty_checkin",
                            "loyalty_checkin_created",
                            "loyalty_checkin_updated",
                            row,
                            location,
                            window,
                            origin,
                            now);
                case MENUS -> add(changes, "menu", "menu_updated", "menu_updated", row, location, window, origin, now);
                case TABLES ->
                    add(
                            changes,
                            EntityKey.ofTable(location, row.id()),
                            "table_created",
                            "table_updated",
                            withoutId(row),
                            location,
                            window,
                            origin,
                            now);
                case LOCATIONS -> addLocation(changes, row, window, origin, now);
            }
        }
        changes.sort(Comparator.comparingLong(Change::updatedAt));
        return new Found(changes, unreadable);
    }

    private static void add(
            List<Change> changes,
            String entity,
            String createdType,
            String updatedType,
            Entity row,
            String location,
            Window window,
            Origin origin,
            long now) {
        EntityKey key = EntityKey.of(entity, row.id(), location);
        add(changes, key, createdType, updatedType, row, location, window, origin, now);
    }

    private static void add(
            List<Change> changes,
            EntityKey key,
            String createdType,
            String updatedType,
            Entity row,
            String location,
            Window window,
            Origin origin,
            long now) {
        boolean untold = row.updatedAt() == Entity.UNKNOWN;
        // In doubt it counts: a change too many can be told apart, one too few cannot.
        if (!untold && !window.begunBefore(row.updatedAt())) {
            return;
        }
        boolean created = row.createdAt() != Entity.UNKNOWN && window.begunBefore(row.createdAt());
        boolean changed = untold || row.updatedAt() > row.createdAt();
        changes.add(new Change(
                key,
                created,
                changed,
                row.updatedAt(),
                untold && row.version().isEmpty()
                        ? Integer.toHexString(row.json().hashCode())
                        : row.version(),
                event(createdType, row, location, origin, now),
                event(updatedType, row, location, origin, now)));
    }

    private static DoshiiEvent event(String type, Entity row, String location, Origin origin, long now) {
        return new DoshiiEvent(
                type, row.id(), location, row.status(), row.uri(), row.version(), row.json(), origin, now);
    }

    /** Whether the app is newly subscribed to it no row can tell, only the comparison with an earlier list. */
    private static void addLocation(List<Change> changes, Entity row, Window window, Origin origin, long now) {
        List<Change> changed = new ArrayList<>();
        EntityKey key = EntityKey.of("location_hours", "", row.id());
        add(changed, key, "", "location_hours_updated", withoutId(row), row.id(), Window.ALL, origin, now);
        for (Change change : changed) {
            DoshiiEvent subscribed = new DoshiiEvent(
                    "location_subscription",
                    row.id(),
                    row.id(),
                    "subscribed",
                    row.uri(),
                    row.version(),
                    row.json(),
                    origin,
                    now);
            changes.add(new Change(
                    key, false, true, change.updatedAt(), change.version(), subscribed, change.updatedEvent()));
        }
    }

    /** The service's events about tables and opening hours have no id, so those made of rows have none either. */
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
