package io.github.cameldoshii.simulator;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A request for the socket's path.
 *
 * @param path without the query
 * @param query its parameters, decoded; {@code +} stays, because Base64 has it
 * @param key the header {@code Sec-WebSocket-Key}, or empty
 * @param webSocket whether it asks for an upgrade to WebSocket, as it should
 */
record UpgradeRequest(String path, Map<String, List<String>> query, String key, boolean webSocket) {

    private static final String WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    static UpgradeRequest of(HttpRequest request) {
        HttpHeaders headers = request.headers();
        QueryStringDecoder uri = new QueryStringDecoder(request.uri().replace("+", "%2B"));
        String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "");
        boolean upgrade = headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
        return new UpgradeRequest(path(request), parameters(uri), key, upgrade && !key.isEmpty());
    }

    static String path(HttpRequest request) {
        return new QueryStringDecoder(request.uri()).rawPath();
    }

    private static Map<String, List<String>> parameters(QueryStringDecoder uri) {
        try {
            return uri.parameters();
        } catch (IllegalArgumentException malformed) {
            return Map.of();
        }
    }

    String parameter(String name) {
        return query.getOrDefault(name, List.of("")).get(0);
    }

    /** The header {@code Sec-WebSocket-Accept} that belongs to the key (RFC 6455, section 4.2.2). */
    String accept() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + WEBSOCKET_GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Says nothing secret. */
    @Override
    public String toString() {
        return path;
    }
}
