package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.state.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The calls of {@code /partner/v3}: faults first, then the token, then the resource. Runs on the loop. */
final class PartnerApi {

    static final String BASE = "/partner/v3";

    private final EventLog log;
    private final FaultBook book;
    private final TokenVerifier tokens;
    private final WebSocketSessions sessions;
    private final Clock clock;
    private final Duration clockSkew;
    private final Routes routes = new Routes();

    /** @param sessions those that faults may drop */
    PartnerApi(
            SimulatorOptions options,
            EventLog log,
            FaultBook book,
            PartnerResources resources,
            WebSocketSessions sessions) {
        this.log = log;
        this.book = book;
        this.tokens = new TokenVerifier(options.clientId(), options.clientSecret(), options.clock());
        this.sessions = sessions;
        this.clock = options.clock();
        this.clockSkew = options.clockSkew();
        addRoutes(resources);
    }

    private void addRoutes(PartnerResources resources) {
        get("/locations", resources::locations);
        get("/locations/:id", resources::location);
        get("/locations/:id/menu", resources::menu);
        get("/health/locations", resources::health);
        get("/health/locations/:id", resources::healthOf);
        get("/rejection_codes", resources::rejectionCodes);
        routes.add("POST", "/locations/:id/subscription", resources::subscribe);
        routes.add("DELETE", "/locations/:id/subscription", resources::unsubscribe);
        get("/orders", resources::orders);
        get("/orders/:id/transactions", resources::transactionsOfOrder);
        get("/checkins", resources::checkins);
        get("/bookings", resources::bookings);
        get("/loyalty/checkins", resources::loyaltyCheckins);
        get("/tables", resources::tables);
        entity(resources, Kind.ORDER);
        entity(resources, Kind.TRANSACTION);
        entity(resources, Kind.CHECKIN);
        entity(resources, Kind.BOOKING);
        entity(resources, Kind.LOYALTY_CHECKIN);
        get("/tables/:id", call -> resources.read(Kind.TABLE, call));
        routes.add("POST", "/orders/:id/subscription", resources::subscription);
        routes.add("DELETE", "/orders/:id/subscription", resources::subscription);
    }

    private void entity(PartnerResources resources, Kind kind) {
        String list = "/" + kind.path();
        String one = list + "/:id";
        get(one, call -> resources.read(kind, call));
        routes.add("PUT", one, call -> resources.update(kind, call));
        routes.add("POST", list, call -> resources.create(kind, call));
        if (kind == Kind.BOOKING || kind == Kind.LOYALTY_CHECKIN) {
            routes.add("DELETE", one, call -> resources.delete(kind, call));
        }
    }

    private void get(String path, Function<ApiRequest, ApiResponse> resource) {
        routes.add("GET", path, resource);
    }

    /** @param call with its path below {@link #BASE} */
    void answer(ApiRequest call, HttpExchange exchange) {
        RestFaultContext context =
                new RestFaultContext(call, exchange, sessions, clock, clockSkew, status -> record(call, status));
        List<Action.OnRest> actions = book.onRest(call.method(), call.path(), call.locationHeader());
        actions.forEach(action -> log.add(LogEntry.Type.FAULT, 0, action + " on " + call.method() + " " + call.path()));
        FaultBook.run(actions, (action, next) -> action.onRest(context, next), () -> context.answer(answer(call)));
    }

    private ApiResponse answer(ApiRequest call) {
        Optional<String> problem = tokens.problem(call.authorization());
        if (problem.isPresent()) {
            return ApiResponse.error(401, problem.get());
        }
        try {
            return routes.answer(call).orElseGet(() -> ApiResponse.error(404, "no such endpoint"));
        } catch (ApiException refused) {
            return refused.response();
        } catch (RuntimeException wrong) {
            return ApiResponse.error(400, String.valueOf(wrong.getMessage()));
        }
    }

    private void record(ApiRequest call, int status) {
        log.rest(new RestCall(Instant.now(), call.method(), call.path(), call.query(), call.locationHeader(), status));
    }
}
