package io.github.cameldoshii.simulator.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One state of one simulated entity. Immutable. */
public final class Entity {

    private final Kind kind;
    private final String id;
    private final String locationId;
    private final String version;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final ObjectNode fields;

    /** @param fields is never changed after this */
    Entity(
            Kind kind,
            String id,
            String locationId,
            String version,
            Instant createdAt,
            Instant updatedAt,
            ObjectNode fields) {
        this.kind = kind;
        this.id = id;
        this.locationId = locationId;
        this.version = version;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
        this.fields = fields;
    }

    public Kind kind() {
        return kind;
    }

    /** The id as text, numbers too. */
    public String id() {
        return id;
    }

    public String locationId() {
        return locationId;
    }

    /** Changes with each update, also for kinds of which the service shows none. */
    public String version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public String status() {
        return field("status");
    }

    /** A field at the top as text; empty if it is absent, null, or no plain value. */
    public String field(String name) {
        return fields.hasNonNull(name) ? fields.get(name).asText("") : "";
    }

    /** Whether a field at the top is null or absent. */
    public boolean fieldIsNull(String name) {
        return !fields.hasNonNull(name);
    }

    /** As the service shows it, except the transactions of an order, which are entities of their own. */
    public String json() {
        return fields.toString();
    }

    /** A copy of the fields. */
    ObjectNode fields() {
        return fields.deepCopy();
    }

    @Override
    public String toString() {
        return kind.word() + " " + id;
    }
}
