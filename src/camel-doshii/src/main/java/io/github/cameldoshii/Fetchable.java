package io.github.cameldoshii;

import io.github.cameldoshii.internal.position.Delivery;
import io.github.cameldoshii.internal.position.EntityState;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.rest.Entity;

/**
 * An event whose entity the route may fetch: what the route is shown then need not be delivered to it again. Travels with
 * the exchange, in a property, where the context has a step that fetches.
 */
record Fetchable(DoshiiEvent event, Delivery delivery) {

    static final String PROPERTY = "CamelDoshiiFetchable";

    /** The route was shown what the address leads to. */
    void shown(String uri, Entity entity) {
        // Of another entity it would hide changes of this one.
        if (uri.equals(event.uri()) && entity.id().equals(event.entityId())) {
            delivery.show(EntityState.of(entity));
        }
    }

    @Override
    public String toString() {
        return "Fetchable";
    }
}
