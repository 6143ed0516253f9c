package io.github.cameldoshii.internal.protocol;

import java.util.Objects;

/**
 * One event of the service, as a route will see it. A string that the event did not have is empty, never {@code null}.
 *
 * @param type the name that arrived, e.g. {@code order_created}; an open string
 * @param entityId the entity's id as text, numbers too
 * @param locationId the venue's hashed id
 * @param status the entity's status
 * @param uri the entity's address in the REST API; untrusted
 * @param version the entity's version, when known
 * @param body the event's data object as JSON text, exactly the characters that arrived; <code>{}</code> if it had none
 * @param origin how the event reached this process
 * @param receivedAt when it was received, epoch milliseconds
 */
public record DoshiiEvent(
        String type,
        String entityId,
        String locationId,
        String status,
        String uri,
        String version,
        String body,
        Origin origin,
        long receivedAt) {

    /** The data of an event that arrived without any. */
    public static final String NO_DATA = "{}";

    public DoshiiEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(entityId, "entityId");
        Objects.requireNonNull(locationId, "locationId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(origin, "origin");
    }

    /** The type without its last word: {@code order} of {@code order_created}; empty for a type of one word. */
    public String entity() {
        int end = type.lastIndexOf('_');
        return end < 0 ? "" : type.substring(0, end);
    }

    /** Whether the entity is gone for good. */
    public boolean isRemoval() {
        return type.endsWith("_deleted") || type.endsWith("_removed");
    }

    /** Names the event without its body, which can hold card numbers and passwords. */
    @Override
    public String toString() {
        return type + (entityId.isEmpty() ? "" : " " + entityId);
    }
}
