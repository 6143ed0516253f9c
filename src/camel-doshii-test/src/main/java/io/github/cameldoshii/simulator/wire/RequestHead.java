package io.github.cameldoshii.simulator.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The head of an HTTP request, read far enough to tell a dial of the socket from a REST call.
 *
 * @param method as it arrived
 * @param path without the query
 * @param query by name, values percent-decoded; {@code +} stays, because Base64 has it
 * @param headers by name in lower case
 */
record RequestHead(String method, String path, Map<String, String> query, Map<String, String> headers) {

    static RequestHead parse(String text) {
        String[] lines = text.split("\r\n");
        String[] request = lines[0].split(" ");
        String target = request.length > 1 ? request[1] : "/";
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                String name = lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT);
                headers.put(name, lines[i].substring(colon + 1).trim());
            }
        }
        return new RequestHead(request[0], path, query(mark < 0 ? "" : target.substring(mark + 1)), headers);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean isWebSocketUpgrade() {
        return header("upgrade").equalsIgnoreCase("websocket")
                && header("connection").toLowerCase(Locale.ROOT).contains("upgrade")
                && !header("sec-websocket-key").isEmpty();
    }
}
