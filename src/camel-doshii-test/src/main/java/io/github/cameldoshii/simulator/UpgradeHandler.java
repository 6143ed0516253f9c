package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.UpgradeTarget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The pipeline between an upgrade request and the end of its answer, and what faults have said about that answer. Stands in the
 * place of the HTTP handlers that read, and keeps what the client sends until the WebSocket handlers take its place: frames
 * sent with a slowly answered request are not lost. Runs on the loop.
 */
final class UpgradeHandler extends ByteToMessageDecoder implements UpgradeTarget {

    private static final String WRONG_ACCEPT = "bm90IHRoZSByaWdodCBrZXk=";
    private static final String REFUSAL_PHRASE = "Simulated";
    private static final int MAX_CLIENT_MESSAGE = 1 << 20;
    private static final List<Class<? extends ChannelHandler>> HTTP_READERS = List.of(
            HttpRequestHandler.class, RequestAggregator.class, ResponseCompressor.class, HttpRequestDecoder.class);

    private final WebSocketSession session;
    private final SocketFaults faults;
    private final Channel channel;
    private final Map<String, String> upgradeHeaders = new LinkedHashMap<>();
    private final List<String> firstTexts = new ArrayList<>();
    private boolean wrongAccept;
    private boolean hangs;

    private UpgradeHandler(WebSocketSession session, SocketFaults faults) {
        this.session = session;
        this.faults = faults;
        this.channel = session.channel();
    }

    static UpgradeHandler install(WebSocketSession session, SocketFaults faults) {
        UpgradeHandler upgrade = new UpgradeHandler(session, faults);
        ChannelPipeline pipeline = session.channel().pipeline();
        pipeline.addLast(upgrade);
        // The decoder last: what it has read beyond the request goes to the handler behind it.
        HTTP_READERS.forEach(pipeline::remove);
        return upgrade;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (hangs) {
            in.skipBytes(in.readableBytes());
        }
    }

    @Override
    public void reset() {
        session.reset();
    }

    @Override
    public void hang() {
        hangs = true;
    }

    @Override
    public void bytes(byte[] bytes) {
        belowHttp().writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    /** What is written here passes TLS, but not the HTTP encoder. */
    private ChannelHandlerContext belowHttp() {
        return channel.pipeline().context(HttpResponseEncoder.class);
    }

    @Override
    public void later(long millis, Runnable task) {
        channel.eventLoop()
                .schedule(
                        () -> {
                            if (channel.isActive()) {
                                task.run();
                            }
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void wrongAccept() {
        wrongAccept = true;
    }

    @Override
    public void upgradeHeader(String name, String value) {
        upgradeHeaders.put(name, value);
    }

    @Override
    public void dribble(long millisPerByte) {
        if (millisPerByte > 0 && channel.pipeline().get(DribbleHandler.class) == null) {
            channel.pipeline().addBefore(belowHttp().name(), "dribble", new DribbleHandler(millisPerByte));
        }
    }

    @Override
    public void firstTexts(List<String> texts) {
        firstTexts.addAll(texts);
    }

    void refuse(int status, String error) {
        answer(status, Map.of("Content-Type", "application/json"), "{\"error\":\"" + error + "\"}");
    }

    @Override
    public void answer(int status, Map<String, String> headers, String body) {
        session.record().refused(status);
        ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        HttpResponse response = response(new HttpResponseStatus(status, REFUSAL_PHRASE), content);
        response.headers().add("Content-Length", content.readableBytes()).add("Connection", "close");
        headers.forEach(response.headers()::add);
        channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** Answers with the upgrade, and opens the socket when that has left. */
    void accept(String acceptKey) {
        HttpResponse response = response(HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        HttpHeaders headers = response.headers()
                .add("Upgrade", "websocket")
                .add("Connection", "Upgrade")
                .add("Sec-WebSocket-Accept", wrongAccept ? WRONG_ACCEPT : acceptKey);
        upgradeHeaders.forEach(headers::add);
        ChannelFuture last = channel.write(response);
        channel.pipeline().replace(HttpResponseEncoder.class, "frames", new WebSocket13FrameEncoder(false));
        for (String text : firstTexts) {
            last = channel.write(new TextWebSocketFrame(text));
        }
        // One flush, so that the first messages share a TCP segment with the upgrade.
        channel.flush();
        last.addListener(written -> {
            if (written.isSuccess()) {
                open();
            }
        });
    }

    private static HttpResponse response(HttpResponseStatus status, ByteBuf content) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                content,
                HttpExchange.ANY_HEADERS,
                DefaultHttpHeadersFactory.trailersFactory());
    }

    private void open() {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(DribbleHandler.class) != null) {
            pipeline.remove(DribbleHandler.class);
        }
        pipeline.addLast(
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(true)
                        .allowMaskMismatch(false)
                        .maxFramePayloadLength(MAX_CLIENT_MESSAGE)
                        .build()),
                new WebSocketFrameAggregator(MAX_CLIENT_MESSAGE),
                new WebSocketHandler(session, faults));
        session.opened();
        faults.opened(session);
        if (pipeline.get(UpgradeHandler.class) != null) {
            pipeline.remove(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
