package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.ServerFrames;
import io.github.cameldoshii.simulator.state.Changes;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Tells the simulator over HTTP, below {@code /control}, what the Java API tells it. Needs no token. Runs on the loop. */
final class ControlApi {

    static final String BASE = "/control";

    private final Routes routes = new Routes();
    private final EventLog log;
    private final FaultBook book;
    private final EventPublisher publisher;
    private final WebSocketSessions sessions;

    /** @param reset what {@code POST /control/reset} does */
    ControlApi(
            EventLog log,
            FaultBook book,
            Changes changes,
            EventPublisher publisher,
            WebSocketSessions sessions,
            ControlEntities entities,
            Runnable reset) {
        this.log = log;
        this.book = book;
        this.publisher = publisher;
        this.sessions = sessions;
        records(changes, reset);
        faults();
        messages();
        connections();
        entities.addTo(routes);
    }

    /** @param request with its path below {@link #BASE} */
    ApiResponse answer(ApiRequest request) {
        ApiRequest known = request.method().equals("HEAD") ? request.as("GET") : request;
        try {
            return routes.answer(known).orElseGet(() -> unanswered(known));
        } catch (NoSuchElementException unknown) {
            return ApiResponse.error(404, unknown.getMessage());
        } catch (RuntimeException wrong) {
            return ApiResponse.error(400, String.valueOf(wrong.getMessage()));
        }
    }

    private ApiResponse unanswered(ApiRequest request) {
        return routes.knows(request.path())
                ? ApiResponse.error(405, request.method() + " is not answered here")
                : ApiResponse.error(404, "no such endpoint");
    }

    private void records(Changes changes, Runnable reset) {
        routes.add("GET", "/ledger", call -> ApiResponse.ok(SimulatorJson.write(changes.ledger())));
        routes.add("GET", "/log", call -> ApiResponse.ok(SimulatorJson.write(log.entries())));
        routes.add("GET", "/connections", call -> ApiResponse.ok(SimulatorJson.write(log.connections())));
        routes.add("GET", "/rest-calls", call -> ApiResponse.ok(SimulatorJson.write(log.restCalls())));
        routes.add("POST", "/reset", call -> {
            reset.run();
            return ApiResponse.done();
        });
    }

    private void faults() {
        routes.add("GET", "/faults", call -> ApiResponse.ok(SimulatorJson.states(book.states())));
        routes.add("POST", "/faults", call -> {
            List<Fault> faults = SimulatorJson.faults(call.body());
            book.add(faults);
            return ApiResponse.created(SimulatorJson.states(book.states()));
        });
        routes.add("DELETE", "/faults", call -> {
            book.clear();
            return ApiResponse.done();
        });
    }

    private void messages() {
        routes.add("POST", "/emit", call -> {
            JsonNode json = SimulatorJson.read(call.body());
            JsonNode data = json.path("data");
            publisher.publish(text(json, "name"), data.isMissingNode() ? "" : data.toString(), () -> {});
            return ApiResponse.done();
        });
        routes.add("POST", "/text", call -> toEach(session -> session.sendText(call.body())));
        routes.add("POST", "/fragments", call -> {
            JsonNode json = SimulatorJson.read(call.body());
            OutboundMessage frames = OutboundMessage.raw(ServerFrames.fragments(
                    text(json, "text"), json.path("bytes").asInt(), false));
            return toEach(session -> session.send(frames));
        });
        routes.add("POST", "/bytes", call -> {
            OutboundMessage bytes =
                    OutboundMessage.raw(HexFormat.of().parseHex(text(SimulatorJson.read(call.body()), "hex")));
            return toEach(session -> session.send(bytes));
        });
    }

    private void connections() {
        routes.add("POST", "/drop", call -> toEach(WebSocketSession::reset));
        routes.add("POST", "/close", call -> {
            JsonNode json = SimulatorJson.read(call.body());
            int code = json.path("code").asInt(1000);
            String reason = json.path("reason").asText("");
            return toEach(session -> session.close(code, reason));
        });
        routes.add("POST", "/pause-reading", call -> toEach(WebSocketSession::stopReading));
        routes.add("POST", "/resume-reading", call -> toEach(WebSocketSession::resumeReading));
        routes.add("POST", "/stop-writing", call -> toEach(WebSocketSession::stopWriting));
        routes.add("POST", "/black-hole", call -> toEach(WebSocketSession::blackHole));
    }

    private ApiResponse toEach(Consumer<WebSocketSession> action) {
        sessions.each(action);
        return ApiResponse.done();
    }

    private static String text(JsonNode json, String name) {
        if (!json.path(name).isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return json.path(name).asText();
    }
}
