package io.github.cameldoshii.internal.connection;

import java.util.Locale;

/**
 * Builds the messages that this side sends: pings, and the answers to the server's pings. The formats are the vendor's
 * (guide "WebSocket - App partners", SDK 7.0.2); the answer to a ping of the server is inferred from the documented two-way
 * heartbeat. Stateless.
 */
final class HeartbeatMessages {

    private HeartbeatMessages() {}

    static String ping(long stamp, String appVersion) {
        return "{\"doshii\":{\"ping\":" + stamp + ",\"version\":" + quoted(appVersion) + "}}";
    }

    /** @param value the number as the service wrote it */
    static String pong(String value, String appVersion) {
        return "{\"doshii\":{\"pong\":" + value + ",\"version\":" + quoted(appVersion) + "}}";
    }

    static String primusPong(String stamp) {
        return quoted("primus::pong::" + stamp);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
