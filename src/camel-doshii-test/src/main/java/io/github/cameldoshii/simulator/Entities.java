package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameldoshii.simulator.state.Changes;
import io.github.cameldoshii.simulator.state.Entity;
import io.github.cameldoshii.simulator.state.EntityStore;
import io.github.cameldoshii.simulator.state.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated entities of one kind. Each change is in the ledger and sent as an event before the method returns. May be
 * called from any thread.
 */
public final class Entities {

    private final SimulatorLoop loop;
    private final Changes changes;
    private final EntityStore store;
    private final Kind kind;
    private final boolean tell;
    private final String location;

    Entities(SimulatorLoop loop, Changes changes, EntityStore store, Kind kind, boolean tell) {
        this(loop, changes, store, kind, tell, "");
    }

    private Entities(SimulatorLoop loop, Changes changes, EntityStore store, Kind kind, boolean tell, String location) {
        this.location = location;
        this.loop = loop;
        this.changes = changes;
        this.store = store;
        this.kind = kind;
        this.tell = tell;
    }

    /** The same entities, whose changes through this view send no event: what the service forgot to tell. */
    public Entities silently() {
        return new Entities(loop, changes, store, kind, false, location);
    }

    /** Those of one location alone, for what several locations number alike. */
    public Entities at(String locationId) {
        return new Entities(loop, changes, store, kind, tell, locationId);
    }

    /** Creates one at the first location, with the values of the template. */
    public Entity create() {
        return create(Map.of());
    }

    /**
     * Creates one at the first location.
     *
     * @param fields those that differ from the template; {@code id}, {@code createdAt} and {@code updatedAt} may be among
     *     them
     */
    public Entity create(Map<String, ?> fields) {
        return create(location, fields);
    }

    /** @throws IllegalArgumentException if there is no such location, or the id is taken there */
    public Entity create(String locationId, Map<String, ?> fields) {
        ObjectNode json = SimulatorJson.object(fields);
        return loop.ask(() -> changes.create(kind, locationId, json, tell));
    }

    /** @throws java.util.NoSuchElementException if there is none with this id */
    public Entity update(String id, Map<String, ?> fields) {
        ObjectNode json = SimulatorJson.object(fields);
        return loop.ask(() -> changes.update(kind, location, id, json, tell));
    }

    /** Changes the status alone. */
    public Entity update(String id, String status) {
        return update(id, Map.of("status", status));
    }

    /**
     * Deletes one. For a location: the app is unsubscribed from it.
     *
     * @throws java.util.NoSuchElementException if there is none with this id
     */
    public void delete(String id) {
        loop.ask(() -> {
            changes.delete(kind, location, id, tell);
            return id;
        });
    }

    public Optional<Entity> find(String id) {
        return loop.ask(() -> store.find(kind, location, id));
    }

    /** In the order in which they were created. */
    public List<Entity> all() {
        return loop.ask(() ->
                location.isEmpty() ? store.all(kind) : store.at(kind, location).toList());
    }
}
