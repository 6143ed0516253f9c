package io.github.cameldoshii.simulator.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameldoshii.simulator.state.Changes;
import io.github.cameldoshii.simulator.state.EntityStore;
import io.github.cameldoshii.simulator.state.Json;
import io.github.cameldoshii.simulator.state.Kind;
import io.github.cameldoshii.simulator.wire.Loop;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.stream.Collectors;

/**
 * Creates, changes and deletes entities over HTTP: {@code /control/orders} and the like. A member {@code "silent": true} of
 * the body suppresses the event. Where several locations have an id, the header {@code doshii-location-id} says which is
 * meant.
 */
final class ControlEntities {

    private static final String SILENT = "silent";

    private final ControlRoutes routes;
    private final Changes changes;
    private final EntityStore store;

    ControlEntities(Loop loop, Changes changes, EntityStore store) {
        this.routes = new ControlRoutes(loop);
        this.changes = changes;
        this.store = store;
    }

    void addTo(Router router) {
        for (Kind kind : Kind.values()) {
            String list = "/" + kind.path();
            String one = list + "/:id";
            routes.add(
                    router,
                    HttpMethod.GET,
                    list,
                    call -> Reply.ok(
                            store.all(kind).stream().map(store::view).collect(Collectors.joining(",", "[", "]"))));
            routes.add(router, HttpMethod.POST, list, call -> create(kind, call));
            routes.add(router, HttpMethod.PUT, one, call -> update(kind, call));
            routes.add(router, HttpMethod.DELETE, one, call -> {
                changes.delete(kind, call.locationHeader(), call.variable("id"), true);
                return Reply.done();
            });
        }
    }

    private Reply create(Kind kind, Call call) {
        ObjectNode fields = fields(call);
        boolean tell = tell(fields);
        return Reply.created(store.view(changes.create(kind, "", fields, tell)));
    }

    private Reply update(Kind kind, Call call) {
        ObjectNode fields = fields(call);
        boolean tell = tell(fields);
        return Reply.ok(store.view(changes.update(kind, call.locationHeader(), call.variable("id"), fields, tell)));
    }

    private static ObjectNode fields(Call call) {
        return call.body().isEmpty() ? Json.object() : Json.parseObject(call.body());
    }

    private static boolean tell(ObjectNode fields) {
        boolean silent = fields.path(SILENT).asBoolean(false);
        fields.remove(SILENT);
        return !silent;
    }
}
