package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.rest.Entity;

/**
 * One state of an entity, as the service's REST API shows it.
 *
 * @param createdAt when the entity was created; unknown if it does not tell
 * @param updatedAt when it came into this state; unknown if it does not tell
 * @param status its status; empty if it has none
 * @param state identifies the state: the entity's version, or a hash of its text where it has none
 */
public record EntityState(ServiceTime createdAt, ServiceTime updatedAt, String status, String state) {

    static final EntityState NONE = new EntityState(ServiceTime.UNKNOWN, ServiceTime.UNKNOWN, "", "");

    private static final int MAX_LENGTH = 80;

    public static EntityState of(Entity entity) {
        String version = entity.version();
        String state = version.isEmpty() || version.length() > MAX_LENGTH
                ? "#" + Integer.toHexString((version.isEmpty() ? entity.json() : version).hashCode())
                : version;
        return new EntityState(entity.createdAt(), entity.updatedAt(), entity.status(), state);
    }

    /**
     * Whether it is the state of the creation, of which an event has told: nobody who was given that has missed a change. Not if
     * the times look like whole seconds: a change in the second of the creation would not show.
     *
     * @param eventStatus the status that the event has told
     */
    boolean isCreation(String eventStatus) {
        return updatedAt.isKnown()
                && updatedAt.equals(createdAt)
                && updatedAt.epochMillis() % 1000 != 0
                && !status.isEmpty()
                && status.equals(eventStatus);
    }
}
