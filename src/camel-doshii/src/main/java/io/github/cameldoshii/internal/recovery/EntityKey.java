package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.EntityText;

/**
 * Names an entity of the service: two locations may number their orders alike.
 *
 * @param kind what it is, e.g. {@code order}
 * @param locationId the location that it belongs to; empty in events that do not tell it
 * @param id its id; empty for what is one of its kind in its location
 */
record EntityKey(String kind, String locationId, String id) {

    private static final String TABLE = "table";

    static EntityKey of(DoshiiEvent event) {
        if (event.entity().equals(TABLE)) {
            return ofTable(event.locationId(), tableName(event));
        }
        return of(event.entity(), event.entityId(), event.locationId());
    }

    /** A table has no id, and a name that is one within its location. */
    static EntityKey ofTable(String locationId, String name) {
        return new EntityKey(TABLE, locationId, name);
    }

    /** What an event about all tables of a location is about. */
    static EntityKey ofAllTables(String locationId) {
        return of("table_bulk", "", locationId);
    }

    /** The name in an event about a table; empty if it has none. */
    static String tableName(DoshiiEvent event) {
        return EntityText.read(event.body()).map(Entity::id).orElse("");
    }

    static EntityKey of(String entity, String id, String locationId) {
        // The vendor's SDK spells one event type ckeckin_updated: it is about a check-in all the same.
        return new EntityKey(entity.equals("ckeckin") ? "checkin" : entity, locationId, id);
    }

    boolean isTable() {
        return kind.equals(TABLE);
    }

    /** As an event names it that does not tell the location. */
    EntityKey withoutLocation() {
        return new EntityKey(kind, "", id);
    }

    /** Whether both may name the same entity: one that does not tell its location may be of any. */
    boolean mayBe(EntityKey other) {
        return equals(other)
                || (locationId.isEmpty() || other.locationId.isEmpty())
                        && withoutLocation().equals(other.withoutLocation());
    }
}
