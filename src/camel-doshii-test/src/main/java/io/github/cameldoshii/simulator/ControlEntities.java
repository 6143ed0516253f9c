package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameldoshii.simulator.state.Changes;
import io.github.cameldoshii.simulator.state.EntityStore;
import io.github.cameldoshii.simulator.state.Kind;
import java.util.stream.Collectors;

/**
 * Creates, changes and deletes entities over HTTP: {@code /control/orders} and the like. A member {@code "silent": true} of
 * the body suppresses the event. Where several locations have an id, the header {@code doshii-location-id} says which is
 * meant.
 */
final class ControlEntities {

    private static final String SILENT = "silent";

    private final Changes changes;
    private final EntityStore store;

    ControlEntities(Changes changes, EntityStore store) {
        this.changes = changes;
        this.store = store;
    }

    void addTo(Routes routes) {
        for (Kind kind : Kind.values()) {
            String list = "/" + kind.path();
            String one = list + "/:id";
            routes.add(
                    "GET",
                    list,
                    call -> ApiResponse.ok(
                            store.all(kind).stream().map(store::view).collect(Collectors.joining(",", "[", "]"))));
            routes.add("POST", list, call -> create(kind, call));
            routes.add("PUT", one, call -> update(kind, call));
            routes.add("DELETE", one, call -> {
                changes.delete(kind, call.locationHeader(), call.variable("id"), true);
                return ApiResponse.done();
            });
        }
    }

    private ApiResponse create(Kind kind, ApiRequest call) {
        ObjectNode fields = fields(call);
        boolean tell = tell(fields);
        return ApiResponse.created(store.view(changes.create(kind, "", fields, tell)));
    }

    private ApiResponse update(Kind kind, ApiRequest call) {
        ObjectNode fields = fields(call);
        boolean tell = tell(fields);
        return ApiResponse.ok(
                store.view(changes.update(kind, call.locationHeader(), call.variable("id"), fields, tell)));
    }

    private static ObjectNode fields(ApiRequest call) {
        return call.body().isEmpty() ? SimulatorJson.object() : SimulatorJson.readObject(call.body());
    }

    private static boolean tell(ObjectNode fields) {
        boolean silent = fields.path(SILENT).asBoolean(false);
        fields.remove(SILENT);
        return !silent;
    }
}
