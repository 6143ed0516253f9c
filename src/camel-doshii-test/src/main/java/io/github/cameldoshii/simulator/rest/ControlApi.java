package io.github.cameldoshii.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.FaultBook;
import io.github.cameldoshii.simulator.frame.ServerFrames;
import io.github.cameldoshii.simulator.log.EventLog;
import io.github.cameldoshii.simulator.state.Ledger;
import io.github.cameldoshii.simulator.wire.Emitter;
import io.github.cameldoshii.simulator.wire.Loop;
import io.github.cameldoshii.simulator.wire.Socket;
import io.github.cameldoshii.simulator.wire.Sockets;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Tells the simulator over HTTP, below {@code /control}, what the Java API tells it. Needs no token. */
final class ControlApi {

    private final ControlRoutes routes;
    private final EventLog log;
    private final FaultBook book;
    private final Ledger ledger;
    private final Emitter emitter;
    private final Sockets sockets;
    private final Runnable reset;

    ControlApi(
            Loop loop, EventLog log, FaultBook book, Ledger ledger, Emitter emitter, Sockets sockets, Runnable reset) {
        this.routes = new ControlRoutes(loop);
        this.log = log;
        this.book = book;
        this.ledger = ledger;
        this.emitter = emitter;
        this.sockets = sockets;
        this.reset = reset;
    }

    void addTo(Router router) {
        routes.add(router, HttpMethod.GET, "/ledger", call -> Reply.ok(ControlJson.write(ledger.entries())));
        routes.add(router, HttpMethod.GET, "/log", call -> Reply.ok(ControlJson.write(log.entries())));
        routes.add(router, HttpMethod.GET, "/connections", call -> Reply.ok(ControlJson.write(log.connections())));
        routes.add(router, HttpMethod.GET, "/rest-calls", call -> Reply.ok(ControlJson.write(log.restCalls())));
        routes.add(router, HttpMethod.POST, "/reset", call -> {
            reset.run();
            return Reply.done();
        });
        faults(router);
        messages(router);
        connections(router);
    }

    private void faults(Router router) {
        routes.add(router, HttpMethod.GET, "/faults", call -> Reply.ok(ControlJson.states(book.states())));
        routes.add(router, HttpMethod.POST, "/faults", call -> {
            List<Fault> faults = ControlJson.faults(call.body());
            book.add(faults);
            return Reply.created(ControlJson.states(book.states()));
        });
        routes.add(router, HttpMethod.DELETE, "/faults", call -> {
            book.clear();
            return Reply.done();
        });
    }

    private void messages(Router router) {
        routes.add(router, HttpMethod.POST, "/emit", call -> {
            JsonNode json = ControlJson.read(call.body());
            JsonNode data = json.path("data");
            emitter.emit(text(json, "name"), data.isMissingNode() ? "" : data.toString(), () -> {});
            return Reply.done();
        });
        routes.add(router, HttpMethod.POST, "/text", call -> toEach(socket -> socket.sendText(call.body())));
        routes.add(router, HttpMethod.POST, "/fragments", call -> {
            JsonNode json = ControlJson.read(call.body());
            byte[] frames = ServerFrames.fragments(
                    text(json, "text"), json.path("bytes").asInt(), false);
            return toEach(socket -> socket.write(frames));
        });
        routes.add(router, HttpMethod.POST, "/bytes", call -> {
            byte[] bytes = HexFormat.of().parseHex(text(ControlJson.read(call.body()), "hex"));
            return toEach(socket -> socket.write(bytes));
        });
    }

    private void connections(Router router) {
        routes.add(router, HttpMethod.POST, "/drop", call -> toEach(Socket::reset));
        routes.add(router, HttpMethod.POST, "/close", call -> {
            JsonNode json = ControlJson.read(call.body());
            int code = json.path("code").asInt(1000);
            String reason = json.path("reason").asText("");
            return toEach(socket -> socket.close(code, reason));
        });
        routes.add(router, HttpMethod.POST, "/pause-reading", call -> toEach(Socket::stopReading));
        routes.add(router, HttpMethod.POST, "/resume-reading", call -> toEach(Socket::resumeReading));
        routes.add(router, HttpMethod.POST, "/stop-writing", call -> toEach(Socket::stopWriting));
        routes.add(router, HttpMethod.POST, "/black-hole", call -> toEach(Socket::blackHole));
    }

    private Reply toEach(Consumer<Socket> action) {
        sockets.each(action);
        return Reply.done();
    }

    private static String text(JsonNode json, String name) {
        if (!json.path(name).isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return json.path(name).asText();
    }
}
