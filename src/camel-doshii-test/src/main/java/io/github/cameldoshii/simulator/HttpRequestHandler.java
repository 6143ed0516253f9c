package io.github.cameldoshii.simulator;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The requests of one TCP connection, answered one after the other: a request for the socket's path turns the connection into
 * a WebSocket, others are calls of the partner API or of the control API. Runs on the loop.
 */
final class HttpRequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final int MAX_WAITING = 16;

    private final WebSocketEndpoint socket;
    private final PartnerApi partner;
    private final ControlApi control;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean busy;

    HttpRequestHandler(WebSocketEndpoint socket, PartnerApi partner, ControlApi control) {
        this.socket = socket;
        this.partner = partner;
        this.control = control;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (busy) {
            waiting.add(request.retain());
            if (waiting.size() == MAX_WAITING) {
                ctx.channel().config().setAutoRead(false);
            }
        } else {
            handle(ctx, request);
        }
    }

    private void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            busy = true;
            new HttpExchange(ctx.channel(), request, () -> {})
                    .respond(ApiResponse.error(400, "this is no HTTP request"));
        } else if (WebSocketEndpoint.isFor(request)) {
            socket.upgrade(ctx.channel(), request);
        } else {
            busy = true;
            answer(ApiRequest.of(request), new HttpExchange(ctx.channel(), request, () -> next(ctx)));
        }
    }

    private void answer(ApiRequest request, HttpExchange exchange) {
        if (request.isBelow(PartnerApi.BASE)) {
            partner.answer(request.below(PartnerApi.BASE), exchange);
        } else if (request.isBelow(ControlApi.BASE)) {
            exchange.respond(control.answer(request.below(ControlApi.BASE)));
        } else {
            exchange.respond(ApiResponse.error(404, "no such endpoint"));
        }
    }

    private void next(ChannelHandlerContext ctx) {
        busy = false;
        FullHttpRequest request = waiting.poll();
        if (request == null) {
            return;
        }
        try {
            if (waiting.isEmpty()) {
                ctx.channel().config().setAutoRead(true);
            }
            handle(ctx, request);
        } finally {
            request.release();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
