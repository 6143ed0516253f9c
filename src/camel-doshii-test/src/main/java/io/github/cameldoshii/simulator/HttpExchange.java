package io.github.cameldoshii.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The answer to one HTTP request, whole or in parts, on a connection that stays or ends as the client has asked for. Runs on
 * the loop.
 */
final class HttpExchange {

    /** Makes headers that no server would send, too: faults may ask for them. */
    static final HttpHeadersFactory ANY_HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private final Channel channel;
    private final HttpVersion version;
    private final boolean headOnly;
    private final boolean keepAlive;
    private final Runnable answered;

    /** @param answered run when the whole answer was written and the next request can be answered */
    HttpExchange(Channel channel, HttpRequest request, Runnable answered) {
        this.channel = channel;
        this.version = request.protocolVersion();
        this.headOnly = request.method().equals(HttpMethod.HEAD);
        this.keepAlive = HttpUtil.isKeepAlive(request);
        this.answered = answered;
    }

    /** An answer that holds all of its body. */
    static FullHttpResponse response(HttpVersion version, ApiResponse answer) {
        return response(version, answer.status(), jsonHeaders(), answer.body());
    }

    private static FullHttpResponse response(HttpVersion version, int status, HttpHeaders headers, String body) {
        ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                version,
                HttpResponseStatus.valueOf(status),
                content,
                headers,
                DefaultHttpHeadersFactory.trailersFactory().newHeaders());
        boolean toldOtherwise = headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                || headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || status == HttpResponseStatus.NOT_MODIFIED.code();
        if (!toldOtherwise) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        }
        return response;
    }

    private static HttpHeaders jsonHeaders() {
        return ANY_HEADERS.newHeaders().set("Content-Type", ApiResponse.CONTENT_TYPE);
    }

    Channel channel() {
        return channel;
    }

    void respond(ApiResponse answer) {
        respond(answer.status(), jsonHeaders(), answer.body());
    }

    void respond(int status, HttpHeaders headers, String body) {
        FullHttpResponse whole = response(version, status, headers, body);
        HttpUtil.setKeepAlive(whole, keepAlive);
        end(channel.writeAndFlush(headOnly ? whole.replace(Unpooled.EMPTY_BUFFER) : whole));
    }

    /** Sends the head; the body follows in chunks, unless the headers tell its length. */
    void begin(int status, HttpHeaders headers) {
        HttpResponse head = new DefaultHttpResponse(version, HttpResponseStatus.valueOf(status), headers);
        if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            HttpUtil.setTransferEncodingChunked(head, true);
        }
        HttpUtil.setKeepAlive(head, keepAlive);
        channel.write(head);
    }

    /** Sends a part of the body. */
    ChannelFuture part(byte[] body, int from, int to) {
        return channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(body, from, to - from)));
    }

    /** Ends an answer that was sent in parts. */
    void end() {
        end(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    private void end(ChannelFuture last) {
        if (!keepAlive) {
            last.addListener(ChannelFutureListener.CLOSE);
        }
        answered.run();
    }

    void later(long millis, Runnable task) {
        channel.eventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
    }
}
