package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.util.List;

/**
 * What a row tells: that an entity was created or changed in the window.
 *
 * @param key names the entity
 * @param created whether the entity was created in the window
 * @param changed whether it was changed in the window after its creation
 * @param updatedAt when it was last changed; unknown if the row does not tell
 * @param version the row's version; empty if it has none
 * @param createdEvent the event of the creation
 * @param updatedEvent the event of the change
 */
record Change(
        EntityKey key,
        boolean created,
        boolean changed,
        ServiceTime updatedAt,
        String version,
        DoshiiEvent createdEvent,
        DoshiiEvent updatedEvent) {

    /** Tells this state from others of the entity: its version, or what stands in for one where the service has none. */
    String state() {
        return version.isEmpty() ? "#" + updatedEvent.body().hashCode() : version;
    }

    /**
     * The events to deliver, in order.
     *
     * @param known whether the consumer has heard of the entity before, so that it is not told of the creation again
     */
    List<DoshiiEvent> events(boolean known) {
        if (!created || known) {
            return List.of(updatedEvent);
        }
        return changed ? List.of(createdEvent, updatedEvent) : List.of(createdEvent);
    }
}
