package io.github.cameldoshii.simulator.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameldoshii.simulator.state.Changes;
import io.github.cameldoshii.simulator.state.Entity;
import io.github.cameldoshii.simulator.state.EntityStore;
import io.github.cameldoshii.simulator.state.Json;
import io.github.cameldoshii.simulator.state.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** What each REST call answers, once it is known to be allowed. On the loop. */
final class Resources {

    private final EntityStore store;
    private final Changes changes;
    private final Lists lists;
    private final Clock clock;

    Resources(EntityStore store, Changes changes, Lists lists, Clock clock) {
        this.store = store;
        this.changes = changes;
        this.lists = lists;
        this.clock = clock;
    }

    Reply locations(Call call) {
        return Reply.ok(store.all(Kind.LOCATION).stream().map(Entity::json).collect(Collectors.joining(",", "[", "]")));
    }

    Reply location(Call call) {
        location(call.locationHeader());
        return Reply.ok(location(call.variable("id")).json());
    }

    /** {@code lastVersion} of an unchanged menu gives 304. */
    Reply menu(Call call) {
        location(call.locationHeader());
        String id = location(call.variable("id")).id();
        Entity menu = store.find(Kind.MENU, id).orElseThrow(() -> notFound(Kind.MENU, id));
        return menu.version().equals(call.parameter("lastVersion")) ? new Reply(304, "") : Reply.ok(menu.json());
    }

    /** Every simulated venue is active and was heard of this second. */
    Reply health(Call call) {
        Instant heartbeat = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        boolean since =
                call.seconds("since").map(from -> !heartbeat.isBefore(from)).orElse(true);
        ArrayNode all = Json.object().putArray("all");
        if (since != call.flag("inverse").orElse(false)) {
            store.all(Kind.LOCATION).forEach(location -> all.add(health(location, heartbeat)));
        }
        return Reply.ok(all.toString());
    }

    Reply healthOf(Call call) {
        Instant heartbeat = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return Reply.ok(health(location(call.variable("id")), heartbeat).toString());
    }

    private static ObjectNode health(Entity location, Instant heartbeat) {
        ObjectNode health = Json.object()
                .put("locationId", location.id())
                .put("name", location.field("name"))
                .put("communicationType", "websockets")
                .put("heartbeat", heartbeat.toString())
                .put("status", "active")
                .put("trading", true)
                .put("locationUri", location.field("uri"));
        health.putObject("prepTimes").put("dinein", 10).put("pickup", 15).put("delivery", 20);
        return health;
    }

    /** Subscribes the app to a location that it had left, or says that it is subscribed; the header is not needed. */
    Reply subscribe(Call call) {
        String id = call.variable("id");
        if (store.isFormerLocation(id)) {
            changes.create(Kind.LOCATION, "", Json.object().put("id", id), true);
        } else if (store.find(Kind.LOCATION, id).isEmpty()) {
            throw notFound(Kind.LOCATION, id);
        }
        return Reply.done();
    }

    Reply unsubscribe(Call call) {
        String id = call.variable("id");
        if (store.find(Kind.LOCATION, id).isEmpty()) {
            throw notFound(Kind.LOCATION, id);
        }
        changes.delete(Kind.LOCATION, id, id, true);
        return Reply.done();
    }

    Reply rejectionCodes(Call call) {
        return Reply.ok("[{\"code\":\"O1\",\"description\":\"Item unitPrice incorrect\",\"entity\":\"orders\"}]");
    }

    Reply orders(Call call) {
        return lists.orders(call, locationId(call));
    }

    Reply checkins(Call call) {
        return lists.checkins(call, locationId(call));
    }

    Reply bookings(Call call) {
        return lists.bookings(call, locationId(call));
    }

    Reply loyaltyCheckins(Call call) {
        return lists.loyaltyCheckins(call, locationId(call));
    }

    Reply tables(Call call) {
        return lists.tables(call, locationId(call));
    }

    Reply transactionsOfOrder(Call call) {
        return lists.transactions(entity(Kind.ORDER, call));
    }

    Reply read(Kind kind, Call call) {
        return Reply.ok(store.view(entity(kind, call)));
    }

    /** Creates with the body's fields; those of an order may stand in its member {@code order}. */
    Reply create(Kind kind, Call call) {
        String where = locationId(call);
        ObjectNode body = body(call);
        ObjectNode fields = kind == Kind.ORDER && body.path("order") instanceof ObjectNode order ? order : body;
        return Reply.created(store.view(changes.create(kind, where, fields, true)));
    }

    /** Changes the body's fields; a {@code version} that is not the newest gives 409. */
    Reply update(Kind kind, Call call) {
        Entity before = entity(kind, call);
        ObjectNode fields = body(call);
        String version = fields.path("version").asText("");
        if (kind.versioned() && !version.isEmpty() && !version.equals(before.version())) {
            throw new RestException(409, "version " + version + " is not the newest");
        }
        return Reply.ok(store.view(changes.update(kind, before.locationId(), before.id(), fields, true)));
    }

    Reply delete(Kind kind, Call call) {
        Entity last = entity(kind, call);
        changes.delete(kind, last.locationId(), last.id(), true);
        return Reply.done();
    }

    /** Every order tells the app of its events anyhow, so a subscription changes nothing. */
    Reply subscription(Call call) {
        entity(Kind.ORDER, call);
        return Reply.done();
    }

    private Entity entity(Kind kind, Call call) {
        String where = locationId(call);
        String id = call.variable("id");
        return store.find(kind, where, id).orElseThrow(() -> notFound(kind, id));
    }

    private String locationId(Call call) {
        return location(call.locationHeader()).id();
    }

    private Entity location(String id) {
        if (id.isEmpty()) {
            throw new RestException(400, "header doshii-location-id is required");
        }
        if (store.isFormerLocation(id)) {
            throw new RestException(403, "not subscribed to location " + id);
        }
        return store.find(Kind.LOCATION, id).orElseThrow(() -> notFound(Kind.LOCATION, id));
    }

    private static RestException notFound(Kind kind, String id) {
        return new RestException(404, "no " + kind.word() + " with id " + id);
    }

    private static ObjectNode body(Call call) {
        try {
            return Json.parseObject(call.body());
        } catch (IllegalArgumentException malformed) {
            throw new RestException(400, malformed.getMessage());
        }
    }
}
