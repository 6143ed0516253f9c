package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameldoshii.simulator.state.Changes;
import io.github.cameldoshii.simulator.state.Entity;
import io.github.cameldoshii.simulator.state.EntityStore;
import io.github.cameldoshii.simulator.state.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** What each REST call answers, once it is known to be allowed. On the loop. */
final class PartnerResources {

    private final EntityStore store;
    private final Changes changes;
    private final PartnerLists lists;
    private final Clock clock;

    PartnerResources(EntityStore store, Changes changes, PartnerLists lists, Clock clock) {
        this.store = store;
        this.changes = changes;
        this.lists = lists;
        this.clock = clock;
    }

    ApiResponse locations(ApiRequest call) {
        return ApiResponse.ok(
                store.all(Kind.LOCATION).stream().map(Entity::json).collect(Collectors.joining(",", "[", "]")));
    }

    ApiResponse location(ApiRequest call) {
        location(call.locationHeader());
        return ApiResponse.ok(location(call.variable("id")).json());
    }

    /** {@code lastVersion} of an unchanged menu gives 304. */
    ApiResponse menu(ApiRequest call) {
        location(call.locationHeader());
        String id = location(call.variable("id")).id();
        Entity menu = store.find(Kind.MENU, id).orElseThrow(() -> notFound(Kind.MENU, id));
        return menu.version().equals(call.parameter("lastVersion"))
                ? new ApiResponse(304, "")
                : ApiResponse.ok(menu.json());
    }

    /** Every simulated venue is active and was heard of this second. */
    ApiResponse health(ApiRequest call) {
        Instant heartbeat = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        boolean since =
                call.seconds("since").map(from -> !heartbeat.isBefore(from)).orElse(true);
        ArrayNode all = SimulatorJson.object().putArray("all");
        if (since != call.flag("inverse").orElse(false)) {
            store.all(Kind.LOCATION).forEach(location -> all.add(health(location, heartbeat)));
        }
        return ApiResponse.ok(all.toString());
    }

    ApiResponse healthOf(ApiRequest call) {
        Instant heartbeat = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return ApiResponse.ok(health(location(call.variable("id")), heartbeat).toString());
    }

    private static ObjectNode health(Entity location, Instant heartbeat) {
        ObjectNode health = SimulatorJson.object()
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
    ApiResponse subscribe(ApiRequest call) {
        String id = call.variable("id");
        if (store.isFormerLocation(id)) {
            changes.create(Kind.LOCATION, "", SimulatorJson.object().put("id", id), true);
        } else if (store.find(Kind.LOCATION, id).isEmpty()) {
            throw notFound(Kind.LOCATION, id);
        }
        return ApiResponse.done();
    }

    ApiResponse unsubscribe(ApiRequest call) {
        String id = call.variable("id");
        if (store.find(Kind.LOCATION, id).isEmpty()) {
            throw notFound(Kind.LOCATION, id);
        }
        changes.delete(Kind.LOCATION, id, id, true);
        return ApiResponse.done();
    }

    ApiResponse rejectionCodes(ApiRequest call) {
        return ApiResponse.ok("[{\"code\":\"O1\",\"description\":\"Item unitPrice incorrect\",\"entity\":\"orders\"}]");
    }

    ApiResponse orders(ApiRequest call) {
        return lists.orders(call, locationId(call));
    }

    ApiResponse checkins(ApiRequest call) {
        return lists.checkins(call, locationId(call));
    }

    ApiResponse bookings(ApiRequest call) {
        return lists.bookings(call, locationId(call));
    }

    ApiResponse loyaltyCheckins(ApiRequest call) {
        return lists.loyaltyCheckins(call, locationId(call));
    }

    ApiResponse tables(ApiRequest call) {
        return lists.tables(call, locationId(call));
    }

    ApiResponse transactionsOfOrder(ApiRequest call) {
        return lists.transactions(entity(Kind.ORDER, call));
    }

    ApiResponse read(Kind kind, ApiRequest call) {
        return ApiResponse.ok(store.view(entity(kind, call)));
    }

    /** Creates with the body's fields; those of an order may stand in its member {@code order}. */
    ApiResponse create(Kind kind, ApiRequest call) {
        String where = locationId(call);
        ObjectNode body = body(call);
        ObjectNode fields = kind == Kind.ORDER && body.path("order") instanceof ObjectNode order ? order : body;
        return ApiResponse.created(store.view(changes.create(kind, where, fields, true)));
    }

    /** Changes the body's fields; a {@code version} that is not the newest gives 409. */
    ApiResponse update(Kind kind, ApiRequest call) {
        Entity before = entity(kind, call);
        ObjectNode fields = body(call);
        String version = fields.path("version").asText("");
        if (kind.versioned() && !version.isEmpty() && !version.equals(before.version())) {
            throw new ApiException(409, "version " + version + " is not the newest");
        }
        return ApiResponse.ok(store.view(changes.update(kind, before.locationId(), before.id(), fields, true)));
    }

    ApiResponse delete(Kind kind, ApiRequest call) {
        Entity last = entity(kind, call);
        changes.delete(kind, last.locationId(), last.id(), true);
        return ApiResponse.done();
    }

    /** Every order tells the app of its events anyhow, so a subscription changes nothing. */
    ApiResponse subscription(ApiRequest call) {
        entity(Kind.ORDER, call);
        return ApiResponse.done();
    }

    private Entity entity(Kind kind, ApiRequest call) {
        String where = locationId(call);
        String id = call.variable("id");
        return store.find(kind, where, id).orElseThrow(() -> notFound(kind, id));
    }

    private String locationId(ApiRequest call) {
        return location(call.locationHeader()).id();
    }

    private Entity location(String id) {
        if (id.isEmpty()) {
            throw new ApiException(400, "header doshii-location-id is required");
        }
        if (store.isFormerLocation(id)) {
            throw new ApiException(403, "not subscribed to location " + id);
        }
        return store.find(Kind.LOCATION, id).orElseThrow(() -> notFound(Kind.LOCATION, id));
    }

    private static ApiException notFound(Kind kind, String id) {
        return new ApiException(404, "no " + kind.word() + " with id " + id);
    }

    private static ObjectNode body(ApiRequest call) {
        try {
            return SimulatorJson.readObject(call.body());
        } catch (IllegalArgumentException malformed) {
            throw new ApiException(400, malformed.getMessage());
        }
    }
}
