package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.rest.Entity;

/**
 * One state of an entity, as the service's REST API shows it.
 *
 * @param createdAt when the entity was created; unknown if it does not tell
 * @param updatedAt when it came into this state; unknown if it does not tell
 * @param state identifies the state: the entity's version, or a hash of its text where it has none
 */
public record EntityState(ServiceTime createdAt, ServiceTime updatedAt, String state) {

    static final EntityState NONE = new EntityState(ServiceTime.UNKNOWN, ServiceTime.UNKNOWN, "");

    private static final int MAX_LENGTH = 80;

    public static EntityState of(Entity entity) {
        String version = entity.version();
        String state = version.isEmpty() || version.length() > MAX_LENGTH
                ? "#" + Integer.toHexString((version.isEmpty() ? entity.json() : version).hashCode())
                : version;
        return new EntityState(entity.createdAt(), entity.updatedAt(), state);
    }

    /**
     * Whether the entity was never changed after its creation, so that nobody who was told of it has missed a change. Not if
     * the times look like whole seconds: a change in the second of the creation would not show.
     */
    boolean isFirst() {
        return updatedAt.isKnown() && updatedAt.equals(createdAt) && updatedAt.epochMillis() % 1000 != 0;
    }
}
