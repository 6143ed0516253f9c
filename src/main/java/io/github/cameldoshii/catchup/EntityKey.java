package io.github.cameldoshii.catchup;

import io.github.cameldoshii.event.DoshiiEvent;

/**
 * Names an entity of the service.
 *
 * @param entity its kind, e.g. {@code order}
 * @param id its id; what has none is named by its location
 */
record EntityKey(String entity, String id) {

    static EntityKey of(DoshiiEvent event) {
        return of(event.entity(), event.entityId(), event.locationId());
    }

    static EntityKey of(String entity, String id, String locationId) {
        // The vendor's SDK spells one event type ckeckin_updated: it is about a check-in all the same.
        String kind = entity.equals("ckeckin") ? "checkin" : entity;
        return new EntityKey(kind, id.isEmpty() ? "@" + locationId : id);
    }
}
