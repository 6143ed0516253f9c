package io.github.cameldoshii.runner.page;

import io.github.cameldoshii.runner.page.PageFiles.PageFile;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Answers the requests of one connection that are for the page: GET of its files, and its WebSocket, which only ever sends. What
 * is for somebody else is passed on, but what a browser wants to change there ({@code /control} of the simulator) only for the
 * page itself. Runs on the connection's event loop.
 */
final class PageHandler extends ChannelInboundHandlerAdapter {

    /** Where the files are, and the WebSocket. */
    static final String BASE = "/page/";

    private static final String SOCKET = BASE + "socket";
    private static final String GUARDED = "/control";

    /** A browser has nothing to say but control frames. */
    private static final int MAX_FRAME = 125;

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'";

    private final PageFiles files;
    private final RequestGuard guard;
    private final PagePublisher publisher;
    private final boolean alone;

    /** Null until the connection is a WebSocket. */
    private WebSocketServerHandshaker handshaker;

    /** @param alone whether nobody else answers what is not for the page */
    PageHandler(PageFiles files, RequestGuard guard, PagePublisher publisher, boolean alone) {
        this.files = files;
        this.guard = guard;
        this.publisher = publisher;
        this.alone = alone;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof WebSocketFrame frame && handshaker != null) {
            frame(ctx, frame);
        } else if (message instanceof FullHttpRequest request
                && request.decoderResult().isSuccess()
                && answers(ctx, request)) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    private boolean answers(ChannelHandlerContext ctx, FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        if (!isForPage(path)) {
            Optional<String> refusal = path.startsWith(GUARDED) ? foreign(request) : Optional.empty();
            refusal.ifPresent(why -> respond(ctx, request, HttpResponseStatus.FORBIDDEN, why));
            return refusal.isPresent();
        }
        Optional<String> refusal = guard.refusal(header(request, "Host"), header(request, "Origin"));
        if (refusal.isPresent()) {
            respond(ctx, request, HttpResponseStatus.FORBIDDEN, refusal.get());
        } else if (!request.method().equals(HttpMethod.GET)) {
            respond(ctx, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "only GET is answered here");
        } else if (path.equals(SOCKET)) {
            open(ctx, request);
        } else {
            files.at(path)
                    .ifPresentOrElse(
                            file -> respond(ctx, request, HttpResponseStatus.OK, file),
                            () -> respond(ctx, request, HttpResponseStatus.NOT_FOUND, "there is no " + path + " here"));
        }
        return true;
    }

    private boolean isForPage(String path) {
        return alone || path.equals("/") || path.startsWith(BASE);
    }

    /** A program says nothing of where it comes from, and may ask by any name. */
    private Optional<String> foreign(FullHttpRequest request) {
        Optional<String> origin = header(request, "Origin");
        return origin.isEmpty() ? Optional.empty() : guard.refusal(header(request, "Host"), origin);
    }

    private static Optional<String> header(FullHttpRequest request, String name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    private void open(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!publisher.hasRoom()) {
            respond(ctx, request, HttpResponseStatus.SERVICE_UNAVAILABLE, "too many pages are open");
            return;
        }
        handshaker = new WebSocketServerHandshakerFactory(SOCKET, null, false, MAX_FRAME).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
            return;
        }
        try {
            handshaker.handshake(ctx.channel(), request).addListener(upgraded -> {
                if (upgraded.isSuccess()) {
                    publisher.open(ctx.channel());
                }
            });
        } catch (RuntimeException noUpgrade) {
            handshaker = null;
            respond(ctx, request, HttpResponseStatus.BAD_REQUEST, "this is a WebSocket");
        }
    }

    private void frame(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            handshaker.close(ctx.channel(), close);
            return;
        }
        if (frame instanceof PingWebSocketFrame ping) {
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        }
        frame.release();
    }

    private void respond(ChannelHandlerContext ctx, FullHttpRequest request, HttpResponseStatus status, String text) {
        PageFile file = new PageFile("text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
        respond(ctx, request, status, file);
    }

    private void respond(ChannelHandlerContext ctx, FullHttpRequest request, HttpResponseStatus status, PageFile file) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                request.method().equals(HttpMethod.HEAD)
                        ? Unpooled.EMPTY_BUFFER
                        : Unpooled.wrappedBuffer(file.content()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, file.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, file.content().length)
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
                .set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY")
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "no-referrer")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, HttpMethod.GET);
        }
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        var written = ctx.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
