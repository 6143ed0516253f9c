package io.github.cameldoshii.simulator.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The entities as they are now. Owned by the simulator's loop. */
public final class EntityStore {

    private final Map<Kind, Map<String, Entity>> entities = new EnumMap<>(Kind.class);
    private final Set<String> everKnownLocations = new HashSet<>();

    public EntityStore() {
        for (Kind kind : Kind.values()) {
            entities.put(kind, new LinkedHashMap<>());
        }
    }

    void put(Entity entity) {
        entities.get(entity.kind()).put(entity.id(), entity);
        if (entity.kind() == Kind.LOCATION) {
            everKnownLocations.add(entity.id());
        }
    }

    void remove(Entity entity) {
        entities.get(entity.kind()).remove(entity.id());
    }

    void clear() {
        entities.values().forEach(Map::clear);
        everKnownLocations.clear();
    }

    public Optional<Entity> find(Kind kind, String id) {
        return Optional.ofNullable(entities.get(kind).get(id));
    }

    /** In the order in which they were created. */
    public List<Entity> all(Kind kind) {
        return new ArrayList<>(entities.get(kind).values());
    }

    /** Those of one location, in the order in which they were created. */
    public Stream<Entity> at(Kind kind, String locationId) {
        return entities.get(kind).values().stream()
                .filter(entity -> entity.locationId().equals(locationId));
    }

    public Stream<Entity> transactionsOf(String orderId) {
        return entities.get(Kind.TRANSACTION).values().stream()
                .filter(transaction -> transaction.field("orderId").equals(orderId));
    }

    /** Whether the app was subscribed to this location and is no longer. */
    public boolean isFormerLocation(String locationId) {
        return everKnownLocations.contains(locationId)
                && find(Kind.LOCATION, locationId).isEmpty();
    }

    /** As the REST API shows it: an order with its transactions. */
    public String view(Entity entity) {
        if (entity.kind() != Kind.ORDER) {
            return entity.json();
        }
        ObjectNode order = entity.fields();
        ArrayNode transactions = order.putArray("transactions");
        transactionsOf(entity.id()).forEach(transaction -> transactions.add(transaction.fields()));
        return order.toString();
    }
}
