package io.github.cameldoshii.simulator.rest;

import io.github.cameldoshii.simulator.wire.Loop;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Adds routes below {@code /control} whose handlers run on the loop. */
record ControlRoutes(Loop loop) {

    private static final String BASE = "/control";

    void add(Router router, HttpMethod method, String path, Function<Call, Reply> handler) {
        Route route = router.route(method, BASE + path);
        if (method.equals(HttpMethod.GET)) {
            route.method(HttpMethod.HEAD);
        }
        route.handler(ctx -> {
            Context context = ctx.vertx().getOrCreateContext();
            String body = ctx.body().asString();
            Call call = new Call(ctx.pathParams(), Map.of(), "", body == null ? "" : body);
            loop.submit(() -> reply(call, handler)).thenAccept(reply -> context.runOnContext(go -> write(ctx, reply)));
        });
    }

    private static Reply reply(Call call, Function<Call, Reply> handler) {
        try {
            return handler.apply(call);
        } catch (NoSuchElementException unknown) {
            return Reply.error(404, unknown.getMessage());
        } catch (RuntimeException wrong) {
            return Reply.error(400, String.valueOf(wrong.getMessage()));
        }
    }

    private static void write(RoutingContext ctx, Reply reply) {
        ctx.response()
                .setStatusCode(reply.status())
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(reply.body());
    }
}
