package io.github.cameldoshii.simulator.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameldoshii.simulator.state.LedgerEntry.Change;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes entities as the service does: state, ledger, event, in this order. Owned by the simulator's loop. */
public final class Changes {

    private static final Duration BOOKED_AHEAD = Duration.ofMinutes(30);

    private static final String LOCATION_ID = "locationId";

    private final EntityStore store;
    private final Ledger ledger = new Ledger();
    private final Clock clock;
    private final Supplier<String> apiUrl;
    private final EventSender sender;
    private Ids ids = new Ids();

    /** Sends events to the open sockets. */
    @FunctionalInterface
    public interface EventSender {
        /** @param told run for each socket that the event was handed to */
        void send(String eventType, String data, Runnable told);
    }

    /** @param apiUrl the base of the entities' addresses */
    public Changes(EntityStore store, Clock clock, Supplier<String> apiUrl, EventSender sender) {
        this.store = store;
        this.clock = clock;
        this.apiUrl = apiUrl;
        this.sender = sender;
    }

    /** Forgets all entities and changes and begins with one location, {@code aH43yx2Q}, that the app is subscribed to. */
    public void reset() {
        store.clear();
        ledger.clear();
        ids = new Ids();
        create(Kind.LOCATION, "", Json.object().put("id", "aH43yx2Q"), false);
        ledger.clear();
    }

    /** Every change since the last {@link #reset()}, in order. */
    public List<LedgerEntry> ledger() {
        return ledger.entries();
    }

    /** The changes after a sequence number; all of them if there was a reset since. */
    public List<LedgerEntry> ledger(long after) {
        return ledger.entries(after);
    }

    /**
     * Creates an entity.
     *
     * @param locationId empty for the one that the fields name, or else the first one
     * @param fields override those of the template, also {@code id}, {@code createdAt} and {@code updatedAt}
     * @param tell whether the event is sent
     * @throws IllegalArgumentException if there is no such location, or the id is taken there
     */
    public Entity create(Kind kind, String locationId, ObjectNode fields, boolean tell) {
        ObjectNode eventOnly = EventData.takeEventOnly(fields);
        String id = newId(kind, fields);
        ObjectNode all = Json.template(kind);
        if (kind == Kind.BOOKING) {
            all.put("date", Json.stamp(now().plus(BOOKED_AHEAD)));
        }
        if (kind == Kind.TRANSACTION) {
            all.put("orderId", newestOrder(fields));
        }
        all.setAll(fields);
        all.remove(LOCATION_ID);
        String named = locationId.isEmpty() ? fields.path(LOCATION_ID).asText("") : locationId;
        String where = kind == Kind.LOCATION ? id : location(named);
        if (store.find(kind, where, id).isPresent()) {
            throw new IllegalArgumentException("there is already a " + kind.word() + " " + id);
        }
        Instant now = now();
        Instant created = stamp(fields, "createdAt").orElse(now);
        Entity entity =
                entity(kind, id, where, created, stamp(fields, "updatedAt").orElse(created), all);
        store.put(entity);
        record(now, entity, Change.CREATED, eventOnly, tell);
        if (kind == Kind.LOCATION) {
            createMenu(id);
        }
        return entity;
    }

    /**
     * Changes an entity; its version changes, and {@code updatedAt} unless the fields have one.
     *
     * @param locationId empty for any: the oldest with this id
     * @throws NoSuchElementException if there is none
     */
    public Entity update(Kind kind, String locationId, String id, ObjectNode fields, boolean tell) {
        Entity before = existing(kind, locationId, id);
        ObjectNode eventOnly = EventData.takeEventOnly(fields);
        ObjectNode all = before.fields();
        all.setAll(fields);
        Instant now = now();
        Instant updated = stamp(fields, "updatedAt").orElse(now);
        Entity after = entity(kind, id, before.locationId(), before.createdAt(), updated, all);
        store.put(after);
        record(
                now,
                after,
                Change.UPDATED,
                EventData.type(after, Change.UPDATED, fields.has("operatingHours")),
                eventOnly,
                tell);
        return after;
    }

    /**
     * Removes an entity. A location is not closed by this, the app is unsubscribed from it.
     *
     * @param locationId empty for any: the oldest with this id
     * @throws NoSuchElementException if there is none
     */
    public void delete(Kind kind, String locationId, String id, boolean tell) {
        Entity last = existing(kind, locationId, id);
        store.remove(last);
        record(now(), last, Change.DELETED, Json.object(), tell);
    }

    private void createMenu(String locationId) {
        Instant now = now();
        store.put(entity(Kind.MENU, locationId, locationId, now, now, Json.template(Kind.MENU)));
    }

    private void record(Instant at, Entity entity, Change change, ObjectNode eventOnly, boolean tell) {
        record(at, entity, change, EventData.type(entity, change, false), eventOnly, tell);
    }

    /** @param at the very time that the entity has, if it was given none: who compares the two must not find a difference */
    private void record(Instant at, Entity entity, Change change, String type, ObjectNode eventOnly, boolean tell) {
        Ledger.Line line = ledger.add(at, change, entity, type);
        if (tell && !type.isEmpty()) {
            sender.send(type, EventData.of(entity, change, eventOnly), line::told);
        }
    }

    private Entity entity(
            Kind kind, String id, String locationId, Instant created, Instant updated, ObjectNode fields) {
        String version = ids.version(kind, locationId, id);
        ObjectNode all = Json.object();
        // Twice: the first time for its place at the top, the second time in case the fields have another one.
        putId(all, kind, id);
        all.setAll(fields);
        putId(all, kind, id);
        if (kind == Kind.ORDER && all.path("posRef").asText("").isEmpty()) {
            all.put("posRef", "POS-" + id);
        }
        if (kind == Kind.ORDER || kind == Kind.LOYALTY_CHECKIN) {
            all.put(LOCATION_ID, locationId);
        }
        all.put("updatedAt", Json.stamp(updated));
        all.put("createdAt", Json.stamp(created));
        if (kind.versioned()) {
            all.put("version", version);
        }
        String uri = uri(kind, id);
        all.put("uri", uri);
        if (kind == Kind.ORDER) {
            all.put("transactionsUri", uri + "/transactions");
        }
        return new Entity(kind, id, locationId, version, created, updated, all);
    }

    private static void putId(ObjectNode all, Kind kind, String id) {
        switch (kind) {
            case LOYALTY_CHECKIN -> all.put("id", Long.parseLong(id));
            case TABLE -> all.put("name", id);
            case MENU -> all.remove("id");
            default -> all.put("id", id);
        }
    }

    private String uri(Kind kind, String id) {
        String name = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return kind == Kind.MENU
                ? apiUrl.get() + "/locations/" + name + "/menu"
                : apiUrl.get() + "/" + kind.path() + "/" + name;
    }

    private String newId(Kind kind, ObjectNode fields) {
        String given = fields.path(kind == Kind.TABLE ? "name" : "id").asText("");
        if (!given.isEmpty()) {
            return given;
        }
        String id = ids.next(kind);
        while (store.find(kind, id).isPresent()) {
            id = ids.next(kind);
        }
        return id;
    }

    private String newestOrder(ObjectNode fields) {
        String given = fields.path("orderId").asText("");
        if (!given.isEmpty()) {
            return given;
        }
        return store.all(Kind.ORDER).stream()
                .reduce((older, newer) -> newer)
                .map(Entity::id)
                .orElseThrow(() -> new IllegalArgumentException("a transaction needs an order: set orderId"));
    }

    private String location(String locationId) {
        Optional<Entity> location = locationId.isEmpty()
                ? store.all(Kind.LOCATION).stream().findFirst()
                : store.find(Kind.LOCATION, locationId);
        return location.map(Entity::id)
                .orElseThrow(() -> new IllegalArgumentException("there is no location " + locationId));
    }

    private Entity existing(Kind kind, String locationId, String id) {
        return store.find(kind, locationId, id)
                .orElseThrow(() -> new NoSuchElementException("there is no " + kind.word() + " " + id));
    }

    private static Optional<Instant> stamp(ObjectNode fields, String name) {
        String text = fields.path(name).asText("");
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
