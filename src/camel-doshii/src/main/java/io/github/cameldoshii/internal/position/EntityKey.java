package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.EntityReader;

/**
 * Identifies an entity of the service. The location is part of it, because two locations may number their orders alike.
 *
 * @param kind the entity's type, e.g. {@code order}
 * @param locationId the location that it belongs to; empty in events that do not tell it
 * @param id its id; empty for an entity that exists once per location
 */
public record EntityKey(String kind, String locationId, String id) {

    private static final String TABLE = "table";

    public static EntityKey of(DoshiiEvent event) {
        if (event.entity().equals(TABLE)) {
            return ofTable(event.locationId(), tableName(event));
        }
        return of(event.entity(), event.entityId(), event.locationId());
    }

    /** The key of a table, which has no id but a name that is unique within its location. */
    public static EntityKey ofTable(String locationId, String name) {
        return new EntityKey(TABLE, locationId, name);
    }

    /** The key of an event about all tables of a location. */
    public static EntityKey ofAllTables(String locationId) {
        return of("table_bulk", "", locationId);
    }

    /** The table's name in an event; empty if the event has none. */
    public static String tableName(DoshiiEvent event) {
        return EntityReader.read(event.body()).map(Entity::id).orElse("");
    }

    public static EntityKey of(String entity, String id, String locationId) {
        // The vendor's SDK spells one event type ckeckin_updated: it is about a check-in all the same.
        return new EntityKey(entity.equals("ckeckin") ? "checkin" : entity, locationId, id);
    }

    public boolean isTable() {
        return kind.equals(TABLE);
    }

    /** The key in an event that does not tell the location. */
    public EntityKey withoutLocation() {
        return new EntityKey(kind, "", id);
    }

    /** Whether both may identify the same entity: a key without a location matches any location. */
    public boolean mayBe(EntityKey other) {
        return equals(other)
                || (locationId.isEmpty() || other.locationId.isEmpty())
                        && withoutLocation().equals(other.withoutLocation());
    }

    /** The length of its names together. */
    int length() {
        return kind.length() + locationId.length() + id.length();
    }
}
