package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.internal.clock.ServiceTime;
import java.util.Objects;

/**
 * An entity of the service as a response holds it, with the few fields that this component reads. A field that is absent,
 * {@code null} or of another type is empty.
 *
 * @param id {@code id} as text, numbers too; for tables, which have none, the {@code name}
 * @param locationId {@code locationId}
 * @param status {@code status}
 * @param version {@code version}, a hash that changes with the entity
 * @param uri {@code uri}; untrusted
 * @param createdAt {@code createdAt}; {@link ServiceTime#UNKNOWN} if it is absent or in an unknown format
 * @param updatedAt {@code updatedAt}, as {@code createdAt}
 * @param json the entity's text, exactly the characters that arrived
 */
public record Entity(
        String id,
        String locationId,
        String status,
        String version,
        String uri,
        ServiceTime createdAt,
        ServiceTime updatedAt,
        String json) {

    public Entity {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(locationId, "locationId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
        Objects.requireNonNull(json, "json");
    }

    /** Names the entity without its content. */
    @Override
    public String toString() {
        return "Entity[" + id + "]";
    }
}
