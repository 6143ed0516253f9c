package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.Action;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Lets connect attempts of the socket in or refuses them, as the service or as a fault would. Runs on the loop. */
final class WebSocketEndpoint {

    private static final String PATH = "/app/socket";
    private static final Set<String> PATHS = Set.of(PATH, "/app/socket/v3");

    private final String auth;
    private final EventLog log;
    private final WebSocketSessions sessions;
    private final FaultBook book;
    private final SocketFaults faults;

    WebSocketEndpoint(String clientId, EventLog log, WebSocketSessions sessions, FaultBook book, SocketFaults faults) {
        this.auth = Base64.getEncoder().encodeToString(clientId.getBytes(StandardCharsets.UTF_8));
        this.log = log;
        this.sessions = sessions;
        this.book = book;
        this.faults = faults;
    }

    /** Whether a request is a connect attempt of the socket; a wrong one may be. */
    static boolean isFor(HttpRequest request) {
        return UpgradeRequest.path(request).startsWith(PATH);
    }

    void upgrade(Channel channel, HttpRequest http) {
        UpgradeRequest request = UpgradeRequest.of(http);
        String deviceId = request.parameter("deviceId");
        ConnectionLog record =
                log.connection(request.path(), List.copyOf(request.query().keySet()), deviceId);
        UpgradeHandler upgrade = UpgradeHandler.install(sessions.create(channel, record, deviceId), faults);
        List<Action.OnUpgrade> actions = book.onUpgrade();
        actions.forEach(action -> record.fault(action.toString()));
        FaultBook.run(
                actions, (action, next) -> action.onUpgrade(upgrade, next), () -> decide(upgrade, record, request));
    }

    private void decide(UpgradeHandler upgrade, ConnectionLog record, UpgradeRequest request) {
        boolean authorised = auth.equals(request.parameter("auth"));
        if (authorised) {
            record.authorised();
        }
        if (!PATHS.contains(request.path())) {
            upgrade.refuse(404, "no socket at this path");
        } else if (!request.webSocket()) {
            upgrade.refuse(426, "this is a WebSocket");
        } else if (!authorised) {
            upgrade.refuse(401, "auth is not the Base64 of a known client id");
        } else {
            upgrade.accept(request.accept());
        }
    }
}
