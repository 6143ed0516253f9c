package io.github.cameldoshii.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.buffer.Buffer;

/**
 * Frames of RFC 6455 from bytes and into bytes: Netty's codec without a connection. Its buffers are on the heap and not
 * pooled, so that a link may be forgotten at any moment. Confined to the loop.
 */
final class WebSocketCodec {

    /** The far side has broken the protocol. The message holds no text of the far side. */
    static final class BrokenProtocolException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int closeCode;

        private BrokenProtocolException(int closeCode, String message) {
            super(message, null, false, false);
            this.closeCode = closeCode;
        }

        /** The code to close with. */
        int closeCode() {
            return closeCode;
        }
    }

    private final EmbeddedChannel decoder;
    private final EmbeddedChannel encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(true));

    WebSocketCodec(int maxFrameSize) {
        decoder = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .maxFramePayloadLength(maxFrameSize)
                .closeOnProtocolViolation(false)
                .build()));
        UnpooledByteBufAllocator heap = new UnpooledByteBufAllocator(false);
        decoder.config().setAllocator(heap);
        encoder.config().setAllocator(heap);
    }

    /**
     * Takes bytes that were received; {@link #next} has the frames that they complete.
     *
     * @throws BrokenProtocolException if they are no frames, or too large a one; those before it are there
     */
    void decode(byte[] bytes) throws BrokenProtocolException {
        try {
            decoder.writeInbound(Unpooled.wrappedBuffer(bytes));
        } catch (CorruptedWebSocketFrameException e) {
            throw new BrokenProtocolException(e.closeStatus().code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw new BrokenProtocolException(
                    WebSocketCloseStatus.PROTOCOL_ERROR.code(), e.getClass().getSimpleName());
        }
    }

    /** The next frame; null if there is none. */
    WebSocketFrame next() {
        return decoder.readInbound();
    }

    Buffer text(String text) {
        return encode(new TextWebSocketFrame(text));
    }

    /** @param ping what the ping held */
    Buffer pong(ByteBuf ping) {
        return encode(new PongWebSocketFrame(ping));
    }

    /** @param code {@link CloseCause#NO_CODE} for a close without one */
    Buffer close(int code, String reason) {
        return encode(code == CloseCause.NO_CODE ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, reason));
    }

    private Buffer encode(WebSocketFrame frame) {
        encoder.writeOutbound(frame);
        Buffer encoded = Buffer.buffer();
        for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
            byte[] bytes = new byte[part.readableBytes()];
            part.readBytes(bytes);
            part.release();
            encoded.appendBytes(bytes);
        }
        return encoded;
    }
}
