package io.github.cameldoshii.simulator.wire;

import io.github.cameldoshii.simulator.frame.ServerFrames;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Base64;

/** What arrives from the client on an open socket. Runs on the loop. */
final class ClientFrames extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final int NO_STATUS = 1005;

    private final Socket socket;
    private final SocketFaults faults;

    ClientFrames(Socket socket, SocketFaults faults) {
        this.socket = socket;
        this.faults = faults;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            message(text.text());
        } else if (frame instanceof BinaryWebSocketFrame) {
            socket.record().message(Base64.getEncoder().encodeToString(ByteBufUtil.getBytes(frame.content())));
        } else if (frame instanceof PingWebSocketFrame) {
            socket.write(ServerFrames.frame(true, ServerFrames.PONG, ByteBufUtil.getBytes(frame.content())));
        } else if (frame instanceof PongWebSocketFrame) {
            socket.record().wsPong();
        } else if (frame instanceof CloseWebSocketFrame close) {
            socket.closedByClient(close.statusCode() < 0 ? NO_STATUS : close.statusCode(), close.reasonText());
        }
    }

    private void message(String text) {
        Heartbeat.parse(text)
                .ifPresentOrElse(
                        ping -> {
                            socket.record().ping(text);
                            faults.ping(socket, ping);
                        },
                        () -> {
                            socket.record().message(text);
                            faults.message(socket);
                        });
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        socket.writable();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        socket.record()
                .fault("the client's bytes are no WebSocket frames: "
                        + cause.getClass().getSimpleName());
        ctx.close();
    }
}
