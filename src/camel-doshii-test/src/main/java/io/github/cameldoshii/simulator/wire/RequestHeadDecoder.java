package io.github.cameldoshii.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Waits for the head of the first request of a TCP connection and hands the connection to whom it concerns. What comes
 * after the head is kept until this handler is replaced, so that frames sent with a slowly answered dial are not lost.
 */
final class RequestHeadDecoder extends ByteToMessageDecoder {

    private static final int MAX_HEAD_BYTES = 32 * 1024;
    private static final String SOCKET_PATH = "/app/socket";

    private final SocketGate gate;
    private final RestRelay.Factory rest;
    private boolean answered;

    RequestHeadDecoder(SocketGate gate, RestRelay.Factory rest) {
        this.gate = gate;
        this.rest = rest;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (answered) {
            return;
        }
        int end = endOfHead(in);
        if (end < 0) {
            if (in.readableBytes() > MAX_HEAD_BYTES) {
                ctx.close();
            }
            return;
        }
        RequestHead head = RequestHead.parse(in.toString(in.readerIndex(), end, StandardCharsets.ISO_8859_1));
        if (head.path().startsWith(SOCKET_PATH)) {
            in.skipBytes(end);
            answered = true;
            gate.dial(ctx.channel(), head);
        } else {
            ctx.pipeline().replace(this, "rest", rest.relay(ctx.channel()));
        }
    }

    private static int endOfHead(ByteBuf in) {
        for (int i = in.readerIndex(); i + 3 < in.writerIndex(); i++) {
            if (in.getByte(i) == '\r'
                    && in.getByte(i + 1) == '\n'
                    && in.getByte(i + 2) == '\r'
                    && in.getByte(i + 3) == '\n') {
                return i + 4 - in.readerIndex();
            }
        }
        return -1;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
