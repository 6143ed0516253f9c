package io.github.cameldoshii.catchup;

import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.EntityText;
import io.github.cameldoshii.event.DoshiiEvent;

/**
 * Names an entity of the service.
 *
 * @param entity its kind, e.g. {@code order}
 * @param id its id; what has none is named by its location
 */
record EntityKey(String entity, String id) {

    private static final String TABLE = "table";

    static EntityKey of(DoshiiEvent event) {
        if (event.entity().equals(TABLE)) {
            return ofTable(event.locationId(), tableName(event));
        }
        return of(event.entity(), event.entityId(), event.locationId());
    }

    /** A table has no id, and a name that is one within its location. */
    static EntityKey ofTable(String locationId, String name) {
        return new EntityKey(TABLE, locationId + "/" + name);
    }

    /** What an event about all tables of a location is about. */
    static EntityKey ofAllTables(String locationId) {
        return of("table_bulk", "", locationId);
    }

    /** The name in an event about a table; empty if it has none. */
    static String tableName(DoshiiEvent event) {
        return EntityText.read(event.body()).map(Entity::id).orElse("");
    }

    boolean isTable() {
        return entity.equals(TABLE);
    }

    static EntityKey of(String entity, String id, String locationId) {
        // The vendor's SDK spells one event type ckeckin_updated: it is about a check-in all the same.
        String kind = entity.equals("ckeckin") ? "checkin" : entity;
        return new EntityKey(kind, id.isEmpty() ? "@" + locationId : id);
    }
}
