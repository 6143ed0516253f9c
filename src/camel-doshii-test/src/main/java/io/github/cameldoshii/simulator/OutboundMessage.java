package io.github.cameldoshii.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * What is to be sent on a WebSocket: a frame, or bytes as they are. One may be sent on many sockets, which share its bytes.
 * Immutable.
 */
final class OutboundMessage {

    private static final int NO_STATUS = 1005;

    private final byte[] bytes;
    private final Function<ByteBuf, Object> frame;

    private OutboundMessage(byte[] bytes, Function<ByteBuf, Object> frame) {
        this.bytes = bytes;
        this.frame = frame;
    }

    static OutboundMessage text(String text) {
        return new OutboundMessage(text.getBytes(StandardCharsets.UTF_8), TextWebSocketFrame::new);
    }

    static OutboundMessage binary(byte[] data) {
        return new OutboundMessage(data.clone(), BinaryWebSocketFrame::new);
    }

    static OutboundMessage pong(byte[] data) {
        return new OutboundMessage(data, PongWebSocketFrame::new);
    }

    /** A close with any code; without a body for 1005, which must not stand in a frame. */
    static OutboundMessage close(int code, String reason) {
        byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        byte[] body = code == NO_STATUS
                ? new byte[0]
                : ByteBuffer.allocate(2 + why.length)
                        .putShort((short) code)
                        .put(why)
                        .array();
        return new OutboundMessage(body, data -> new CloseWebSocketFrame(true, 0, data));
    }

    /** Bytes as they are: one or more frames, or no frame at all. */
    static OutboundMessage raw(byte[] bytes) {
        return new OutboundMessage(bytes.clone(), data -> data);
    }

    int length() {
        return bytes.length;
    }

    /** For the pipeline. */
    Object toFrame() {
        return frame.apply(Unpooled.wrappedBuffer(bytes));
    }
}
