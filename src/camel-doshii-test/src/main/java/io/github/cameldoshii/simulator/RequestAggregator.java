package io.github.cameldoshii.simulator;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Collects a request with its body, whatever its type is said to be (curl calls it a form), and tells clients that wait for it
 * to go on. What cannot be taken is refused in the shape of every other error, in place of an empty answer.
 */
final class RequestAggregator extends HttpObjectAggregator {

    static final int MAX_BODY = 10 << 20;

    RequestAggregator() {
        super(MAX_BODY, true);
    }

    @Override
    protected Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        Object response = super.newContinueResponse(start, maxContentLength, pipeline);
        if (response instanceof HttpResponse refusal && refusal.status().code() >= 400) {
            FullHttpResponse explained = explained(refusal.status().code());
            explained.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            return explained;
        }
        return response;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        // The rest of the body is read and forgotten: a connection closed on it would be reset before the answer is
        // read.
        ctx.writeAndFlush(explained(413)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private static FullHttpResponse explained(int status) {
        ApiResponse error = ApiResponse.error(
                status,
                status == 413
                        ? "a body may have up to " + MAX_BODY + " bytes"
                        : "the only expectation that is known is 100-continue");
        return HttpExchange.response(HttpVersion.HTTP_1_1, error);
    }
}
