package io.github.cameldoshii.simulator;

import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;

/** Compresses answers for clients that ask for it, unless their header says {@code identity}, which is not sent. */
final class ResponseCompressor extends HttpContentCompressor {

    @Override
    protected Result beginEncode(HttpResponse response, String acceptEncoding) throws Exception {
        if (response.headers().containsValue(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY, true)) {
            response.headers().remove(HttpHeaderNames.CONTENT_ENCODING);
            return null;
        }
        return super.beginEncode(response, acceptEncoding);
    }
}
