package io.github.cameldoshii.internal.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * The address of the WebSocket: host, port, and a request target that holds the credential. Its text form leaves path and
 * query out.
 *
 * @param host name or IP address
 * @param port TCP port
 * @param tls whether the connection is encrypted
 * @param requestTarget path and query, with {@code auth}: never to be logged
 */
public record WebSocketAddress(String host, int port, boolean tls, String requestTarget) {

    /**
     * Checks a socket address.
     *
     * @return the address without an empty {@code auth} of its own
     * @throws IllegalArgumentException if it is no ws: or wss: URL with a host, or holds a token; the message says what is
     *     wrong
     */
    public static URI check(String socketUrl) {
        URI uri;
        try {
            uri = new URI(withoutAuth(socketUrl.trim()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL (at character " + e.getIndex() + ")");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("ws") && !scheme.equals("wss")) {
            throw new IllegalArgumentException("it must begin with ws:// or wss://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("it has no host name");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("its port must be 1 to 65535");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("it must have neither user name nor fragment");
        }
        return uri;
    }

    /**
     * Builds the target. The token is the standard Base64 of the client id's UTF-8 bytes, percent-encoded
     * (the vendor's guide and SDK 7.0.2; the encoding keeps {@code + / =} intact in the query).
     */
    public static WebSocketAddress of(URI socketUrl, String clientId, String deviceId) {
        boolean tls = "wss".equalsIgnoreCase(socketUrl.getScheme());
        int port = socketUrl.getPort() >= 0 ? socketUrl.getPort() : tls ? 443 : 80;
        String path = socketUrl.getRawPath() == null || socketUrl.getRawPath().isEmpty() ? "/" : socketUrl.getRawPath();
        StringBuilder target = new StringBuilder(path).append('?');
        if (socketUrl.getRawQuery() != null) {
            target.append(socketUrl.getRawQuery()).append('&');
        }
        target.append("auth=").append(encode(token(clientId)));
        if (!deviceId.isEmpty()) {
            target.append("&deviceId=").append(encode(deviceId));
        }
        return new WebSocketAddress(bare(socketUrl.getHost()), port, tls, target.toString());
    }

    static String token(String clientId) {
        return Base64.getEncoder().encodeToString(clientId.getBytes(StandardCharsets.UTF_8));
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * The vendor's SDK wants its override to end with {@code ?auth=}: such a value is understood here too. With a token
     * behind it, it would be a credential in an address that is shown and logged.
     */
    private static String withoutAuth(String url) {
        int query = url.indexOf('?');
        if (query < 0) {
            return url;
        }
        StringBuilder kept = new StringBuilder();
        for (String part : url.substring(query + 1).split("&")) {
            if (part.startsWith("auth=") && part.length() > "auth=".length()) {
                throw new IllegalArgumentException(
                        "leave out what follows auth=, it is a credential; it is made from the option clientId");
            }
            if (!part.isEmpty() && !part.equals("auth") && !part.equals("auth=")) {
                kept.append(kept.isEmpty() ? '?' : '&').append(part);
            }
        }
        return url.substring(0, query) + kept;
    }

    /** Without path and query. */
    @Override
    public String toString() {
        return (tls ? "wss://" : "ws://") + host + ":" + port;
    }
}
