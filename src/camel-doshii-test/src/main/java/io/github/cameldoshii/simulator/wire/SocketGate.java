package io.github.cameldoshii.simulator.wire;

import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Chain;
import io.github.cameldoshii.simulator.fault.FaultBook;
import io.github.cameldoshii.simulator.log.ConnectionLog;
import io.github.cameldoshii.simulator.log.EventLog;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lets a dial of the socket in or refuses it, as the service or as a fault would. Runs on the loop. */
final class SocketGate {

    private static final Set<String> PATHS = Set.of("/app/socket", "/app/socket/v3");
    private static final String WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MAX_CLIENT_MESSAGE = 1 << 20;

    private final String auth;
    private final EventLog log;
    private final Sockets sockets;
    private final FaultBook book;
    private final SocketFaults faults;

    SocketGate(String clientId, EventLog log, Sockets sockets, FaultBook book, SocketFaults faults) {
        this.auth = Base64.getEncoder().encodeToString(clientId.getBytes(StandardCharsets.UTF_8));
        this.log = log;
        this.sockets = sockets;
        this.book = book;
        this.faults = faults;
    }

    void dial(Channel channel, RequestHead head) {
        ConnectionLog record =
                log.connection(head.path(), List.copyOf(head.query().keySet()), head.parameter("deviceId"));
        Dial dial = new Dial(sockets.socket(channel, record, head.parameter("deviceId")));
        List<Action.OnDial> actions = book.onDial();
        actions.forEach(action -> record.fault(action.toString()));
        Chain.run(actions, (action, next) -> action.onDial(dial, next), () -> decide(dial, head));
    }

    private void decide(Dial dial, RequestHead head) {
        boolean authorised = auth.equals(head.parameter("auth"));
        if (authorised) {
            dial.socket().record().authorised();
        }
        if (!PATHS.contains(head.path())) {
            refuse(dial, 404, "no socket at this path");
        } else if (!head.isWebSocketUpgrade()) {
            refuse(dial, 426, "this is a WebSocket");
        } else if (!authorised) {
            refuse(dial, 401, "auth is not the Base64 of a known client id");
        } else {
            dial.upgrade(accept(head.header("sec-websocket-key")), () -> open(dial.socket()));
        }
    }

    private static void refuse(Dial dial, int status, String error) {
        dial.answer(status, Map.of("Content-Type", "application/json"), "{\"error\":\"" + error + "\"}");
    }

    private void open(Socket socket) {
        ChannelPipeline pipeline = socket.channel().pipeline();
        pipeline.addLast(
                new WebSocket13FrameEncoder(false),
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(true)
                        .allowMaskMismatch(false)
                        .maxFramePayloadLength(MAX_CLIENT_MESSAGE)
                        .build()),
                new WebSocketFrameAggregator(MAX_CLIENT_MESSAGE),
                new ClientFrames(socket, faults));
        socket.opened();
        faults.opened(socket);
        if (pipeline.get(RequestHeadDecoder.class) != null) {
            pipeline.remove(RequestHeadDecoder.class);
        }
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + WEBSOCKET_GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
