package io.github.cameldoshii.simulator.wire;

import io.github.cameldoshii.simulator.log.ConnectionLog;
import io.github.cameldoshii.simulator.log.EventLog;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
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
import java.util.Set;

/** Lets a dial of the socket in or refuses it. Runs on the loop. */
final class SocketGate {

    private static final Set<String> PATHS = Set.of("/app/socket", "/app/socket/v3");
    private static final String WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MAX_CLIENT_MESSAGE = 1 << 20;

    private final String auth;
    private final EventLog log;
    private final Sockets sockets;

    SocketGate(String clientId, EventLog log, Sockets sockets) {
        this.auth = Base64.getEncoder().encodeToString(clientId.getBytes(StandardCharsets.UTF_8));
        this.log = log;
        this.sockets = sockets;
    }

    void dial(Channel channel, ChannelHandler headDecoder, RequestHead head) {
        ConnectionLog record =
                log.connection(head.path(), List.copyOf(head.query().keySet()), head.parameter("deviceId"));
        Socket socket = sockets.socket(channel, record, head.parameter("deviceId"));
        boolean authorised = auth.equals(head.parameter("auth"));
        if (authorised) {
            record.authorised();
        }
        if (!PATHS.contains(head.path())) {
            refuse(channel, record, 404, "Not Found", "no socket at this path");
        } else if (!head.isWebSocketUpgrade()) {
            refuse(channel, record, 426, "Upgrade Required", "this is a WebSocket");
        } else if (!authorised) {
            refuse(channel, record, 401, "Unauthorized", "auth is not the Base64 of a known client id");
        } else {
            accept(channel, headDecoder, head, socket);
        }
    }

    private static void refuse(Channel channel, ConnectionLog record, int status, String text, String error) {
        record.refused(status);
        String body = "{\"error\":\"" + error + "\"}";
        String response = "HTTP/1.1 " + status + " " + text + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body;
        channel.writeAndFlush(Unpooled.copiedBuffer(response, StandardCharsets.ISO_8859_1))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void accept(Channel channel, ChannelHandler headDecoder, RequestHead head, Socket socket) {
        String response = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(head.header("sec-websocket-key")) + "\r\n\r\n";
        channel.write(Unpooled.copiedBuffer(response, StandardCharsets.ISO_8859_1));
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(
                new WebSocket13FrameEncoder(false),
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(true)
                        .allowMaskMismatch(false)
                        .maxFramePayloadLength(MAX_CLIENT_MESSAGE)
                        .build()),
                new WebSocketFrameAggregator(MAX_CLIENT_MESSAGE),
                new ClientFrames(socket));
        socket.opened();
        channel.flush();
        pipeline.remove(headDecoder);
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
