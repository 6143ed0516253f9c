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

    /** An id is one within its location. */
    private record Key(String locationId, String id) {
        static Key of(Entity entity) {
            return new Key(entity.locationId(), entity.id());
        }
    }

    private final Map<Kind, Map<Key, Entity>> entities = new EnumMap<>(Kind.class);
    private final Set<String> everKnownLocations = new HashSet<>();

    public EntityStore() {
        for (Kind kind : Kind.values()) {
            entities.put(kind, new LinkedHashMap<>());
        }
    }

    void put(Entity entity) {
        entities.get(entity.kind()).put(Key.of(entity), entity);
        if (entity.kind() == Kind.LOCATION) {
            everKnownLocations.add(entity.id());
        }
    }

    void remove(Entity entity) {
        entities.get(entity.kind()).remove(Key.of(entity));
    }

    void clear() {
        entities.values().forEach(Map::clear);
        everKnownLocations.clear();
    }

    /** That of any location, the oldest first. */
    public Optional<Entity> find(Kind kind, String id) {
        return find(kind, "", id);
    }

    /** @param locationId empty for any location, the oldest entity first */
    public Optional<Entity> find(Kind kind, String locationId, String id) {
        if (!locationId.isEmpty()) {
            return Optional.ofNullable(entities.get(kind).get(new Key(locationId, id)));
        }
        return entities.get(kind).values().stream()
                .filter(entity -> entity.id().equals(id))
                .findFirst();
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

    public Stream<Entity> transactionsOf(Entity order) {
        return at(Kind.TRANSACTION, order.locationId())
                .filter(transaction -> transaction.field("orderId").equals(order.id()));
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
        transactionsOf(entity).forEach(transaction -> transactions.add(transaction.fields()));
        return order.toString();
    }
}
