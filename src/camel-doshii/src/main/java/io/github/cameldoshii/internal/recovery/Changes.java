package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import io.github.cameldoshii.internal.rest.EmbeddedRows;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Turns rows of a list into changes. One use each. */
final class Changes {

    /**
     * What was found.
     *
     * @param unreadable parts of the rows that could not be read
     */
    record Found(List<Change> changes, int unreadable) {}

    private final TimeWindow window;
    private final Origin origin;
    private final WallTime now;
    private final List<Change> changes = new ArrayList<>();
    private int unreadable;

    private Changes(TimeWindow window, Origin origin, WallTime now) {
        this.window = window;
        this.origin = origin;
        this.now = now;
    }

    /** The changes in the window that the rows show, oldest first. */
    static Found of(
            RecoverableList list,
            String locationId,
            List<Entity> rows,
            TimeWindow window,
            Origin origin,
            WallTime now) {
        Changes found = new Changes(window, origin, now);
        for (Entity row : rows) {
            found.read(list, row, row.locationId().isEmpty() ? locationId : row.locationId());
        }
        found.changes.sort(Comparator.comparing(Change::updatedAt));
        return new Found(found.changes, found.unreadable);
    }

    private void read(RecoverableList list, Entity row, String location) {
        switch (list) {
            case ORDERS -> {
                add("order", row, location);
                Page transactions = EmbeddedRows.of(row, "transactions");
                unreadable += transactions.malformed().size();
                transactions.rows().forEach(transaction -> add("transaction", transaction, location));
            }
            case CHECKINS -> add("checkin", row, location);
            case BOOKINGS, SEATED_BOOKINGS -> add("booking", row, location);
            case LOYALTY_CHECKINS -> add("loyalty_checkin", row, location);
            case MENUS -> add(EntityKey.of("menu", row.id(), location), "menu_updated", "menu_updated", row, location);
            case TABLES ->
                add(EntityKey.ofTable(location, row.id()), "table_created", "table_updated", withoutId(row), location);
            case LOCATIONS -> addLocation(row);
        }
    }

    private void add(String entity, Entity row, String location) {
        EntityKey key = EntityKey.of(entity, row.id(), location);
        add(key, entity + "_created", entity + "_updated", row, location);
    }

    private void add(EntityKey key, String createdType, String updatedType, Entity row, String location) {
        boolean untold = !row.updatedAt().isKnown();
        // In doubt it counts: a change too many can be told apart, one too few cannot.
        if (!untold && !window.begunBefore(row.updatedAt())) {
            return;
        }
        boolean created = row.createdAt().isKnown() && window.begunBefore(row.createdAt());
        boolean changed = untold || row.updatedAt().isAfter(row.createdAt());
        changes.add(new Change(
                key,
                created,
                changed,
                row.updatedAt(),
                row.version(),
                event(createdType, row, location, row.status()),
                event(updatedType, row, location, row.status())));
    }

    /**
     * Whether it has changed in the window or the app is newly subscribed to it: the latter no row can tell, only the
     * comparison with an earlier list, so every location counts here.
     */
    private void addLocation(Entity row) {
        changes.add(new Change(
                EntityKey.of("location_hours", "", row.id()),
                false,
                true,
                row.updatedAt(),
                row.version(),
                event("location_subscription", row, row.id(), "subscribed"),
                event("location_hours_updated", withoutId(row), row.id(), row.status())));
    }

    private DoshiiEvent event(String type, Entity row, String location, String status) {
        return new DoshiiEvent(
                type, row.id(), location, status, row.uri(), row.version(), row.json(), origin, now.epochMillis());
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
