package io.github.cameldoshii.simulator.rest;

import io.github.cameldoshii.simulator.fault.Chain;
import io.github.cameldoshii.simulator.fault.FaultBook;
import io.github.cameldoshii.simulator.log.EventLog;
import io.github.cameldoshii.simulator.log.LogEntry;
import io.github.cameldoshii.simulator.log.RestCall;
import io.github.cameldoshii.simulator.state.Kind;
import io.github.cameldoshii.simulator.wire.Loop;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Routes the calls of {@code /partner/v3}: faults first, then the token, then the resource. On Vert.x event loops. */
final class PartnerApi {

    static final String BASE = "/partner/v3";

    private final Loop loop;
    private final EventLog log;
    private final FaultBook book;
    private final Authenticator authenticator;
    private final Resources resources;
    private final RestMoment.RestSide side;
    private final Clock clock;
    private final Duration clockSkew;

    PartnerApi(
            Loop loop,
            EventLog log,
            FaultBook book,
            Authenticator authenticator,
            Resources resources,
            RestMoment.RestSide side,
            Clock clock,
            Duration clockSkew) {
        this.loop = loop;
        this.log = log;
        this.book = book;
        this.authenticator = authenticator;
        this.resources = resources;
        this.side = side;
        this.clock = clock;
        this.clockSkew = clockSkew;
    }

    void addTo(Router router) {
        get(router, "/locations", resources::locations);
        get(router, "/locations/:id", resources::location);
        get(router, "/locations/:id/menu", resources::menu);
        get(router, "/health/locations", resources::health);
        get(router, "/health/locations/:id", resources::healthOf);
        get(router, "/rejection_codes", resources::rejectionCodes);
        route(router, HttpMethod.POST, "/locations/:id/subscription", resources::subscribe);
        route(router, HttpMethod.DELETE, "/locations/:id/subscription", resources::unsubscribe);
        get(router, "/orders", resources::orders);
        get(router, "/orders/:id/transactions", resources::transactionsOfOrder);
        get(router, "/checkins", resources::checkins);
        get(router, "/bookings", resources::bookings);
        get(router, "/loyalty/checkins", resources::loyaltyCheckins);
        get(router, "/tables", resources::tables);
        entity(router, Kind.ORDER);
        entity(router, Kind.TRANSACTION);
        entity(router, Kind.CHECKIN);
        entity(router, Kind.BOOKING);
        entity(router, Kind.LOYALTY_CHECKIN);
        get(router, "/tables/:id", call -> resources.read(Kind.TABLE, call));
        route(router, HttpMethod.POST, "/orders/:id/subscription", resources::subscription);
        route(router, HttpMethod.DELETE, "/orders/:id/subscription", resources::subscription);
        router.route(BASE + "/*").handler(ctx -> around(ctx, call -> Reply.error(404, "no such endpoint")));
    }

    private void entity(Router router, Kind kind) {
        String list = "/" + kind.path();
        String one = list + "/:id";
        get(router, one, call -> resources.read(kind, call));
        route(router, HttpMethod.PUT, one, call -> resources.update(kind, call));
        route(router, HttpMethod.POST, list, call -> resources.create(kind, call));
        if (kind == Kind.BOOKING || kind == Kind.LOYALTY_CHECKIN) {
            route(router, HttpMethod.DELETE, one, call -> resources.delete(kind, call));
        }
    }

    private void get(Router router, String path, Function<Call, Reply> resource) {
        route(router, HttpMethod.GET, path, resource);
    }

    private void route(Router router, HttpMethod method, String path, Function<Call, Reply> resource) {
        router.route(method, BASE + path).handler(ctx -> around(ctx, resource));
    }

    private void around(RoutingContext ctx, Function<Call, Reply> resource) {
        String method = ctx.request().method().name();
        String path = ctx.normalizedPath().substring(BASE.length());
        Context context = ctx.vertx().getOrCreateContext();
        RestMoment moment = new RestMoment(ctx, side, clock, clockSkew, status -> record(ctx, method, path, status));
        loop.submit(() -> book.onRest(method, path, locationHeader(ctx)))
                .thenAccept(actions -> context.runOnContext(go -> {
                    actions.forEach(action -> fault(action.toString(), method, path));
                    Chain.run(
                            actions,
                            (action, next) -> action.onRest(moment, next),
                            () -> answer(ctx, context, moment, resource));
                }));
    }

    private void answer(RoutingContext ctx, Context context, RestMoment moment, Function<Call, Reply> resource) {
        Optional<String> problem = authenticator.problem(ctx.request().getHeader("Authorization"));
        if (problem.isPresent()) {
            moment.answer(Reply.error(401, problem.get()));
            return;
        }
        Call call = call(ctx);
        loop.submit(() -> reply(call, resource)).thenAccept(reply -> context.runOnContext(go -> moment.answer(reply)));
    }

    private static Reply reply(Call call, Function<Call, Reply> resource) {
        try {
            return resource.apply(call);
        } catch (RestException refused) {
            return refused.reply();
        } catch (RuntimeException wrong) {
            return Reply.error(400, String.valueOf(wrong.getMessage()));
        }
    }

    private static Call call(RoutingContext ctx) {
        String body = ctx.body().asString();
        return new Call(ctx.pathParams(), query(ctx), locationHeader(ctx), body == null ? "" : body);
    }

    private static String locationHeader(RoutingContext ctx) {
        String location = ctx.request().getHeader("doshii-location-id");
        return location == null ? "" : location;
    }

    private static Map<String, String> query(RoutingContext ctx) {
        MultiMap parameters = ctx.queryParams();
        Map<String, String> query = new LinkedHashMap<>();
        parameters.names().forEach(name -> query.put(name, parameters.get(name)));
        return query;
    }

    private void record(RoutingContext ctx, String method, String path, int status) {
        RestCall call = new RestCall(Instant.now(), method, path, query(ctx), locationHeader(ctx), status);
        loop.run(() -> log.rest(call));
    }

    private void fault(String action, String method, String path) {
        loop.run(() -> log.add(LogEntry.Type.FAULT, 0, action + " on " + method + " " + path));
    }
}
