package io.github.cameldoshii.simulator;

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

/** What arrives from the client on an open WebSocket. Runs on the loop. */
final class WebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final int NO_STATUS = 1005;

    private final WebSocketSession session;
    private final SocketFaults faults;

    WebSocketHandler(WebSocketSession session, SocketFaults faults) {
        this.session = session;
        this.faults = faults;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            message(text.text());
        } else if (frame instanceof BinaryWebSocketFrame) {
            session.record().message(Base64.getEncoder().encodeToString(ByteBufUtil.getBytes(frame.content())));
        } else if (frame instanceof PingWebSocketFrame) {
            session.send(OutboundMessage.pong(ByteBufUtil.getBytes(frame.content())));
        } else if (frame instanceof PongWebSocketFrame) {
            session.record().wsPong();
        } else if (frame instanceof CloseWebSocketFrame close) {
            session.closedByClient(close.statusCode() < 0 ? NO_STATUS : close.statusCode(), close.reasonText());
        }
    }

    private void message(String text) {
        Heartbeat.parse(text)
                .ifPresentOrElse(
                        ping -> {
                            session.record().ping(text);
                            faults.ping(session, ping);
                        },
                        () -> {
                            session.record().message(text);
                            faults.message(session);
                        });
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        session.writable();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        session.record()
                .fault("the client's bytes are no WebSocket frames: "
                        + cause.getClass().getSimpleName());
        ctx.close();
    }
}
