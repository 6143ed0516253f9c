package io.github.cameldoshii.internal.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of a connection, on which all consumers that share it must agree.
 *
 * @param appVersion the {@code version} of the heartbeat
 * @param heartbeatInterval time between two pings
 * @param pongTimeout silence after a ping after which the WebSocket is dead
 * @param connectTimeout limit of a connect attempt: name look-up, TCP, TLS and upgrade together
 * @param reconnectDelay upper bound of the first back-off wait
 * @param reconnectMaxDelay upper bound of every back-off wait, and how long a session must live to count as stable
 * @param refusedDelay wait after the credentials were rejected
 * @param maxMessageSize largest message in bytes
 */
public record SocketOptions(
        String appVersion,
        Duration heartbeatInterval,
        Duration pongTimeout,
        Duration connectTimeout,
        Duration reconnectDelay,
        Duration reconnectMaxDelay,
        Duration refusedDelay,
        int maxMessageSize) {

    /** The names of the options in which the other differs; empty if it is equal. */
    public List<String> differences(SocketOptions other) {
        List<String> names = new ArrayList<>();
        addIf(names, !appVersion.equals(other.appVersion), "appVersion");
        addIf(names, !heartbeatInterval.equals(other.heartbeatInterval), "heartbeatInterval");
        addIf(names, !pongTimeout.equals(other.pongTimeout), "pongTimeout");
        addIf(names, !connectTimeout.equals(other.connectTimeout), "connectTimeout");
        addIf(names, !reconnectDelay.equals(other.reconnectDelay), "reconnectDelay");
        addIf(names, !reconnectMaxDelay.equals(other.reconnectMaxDelay), "reconnectMaxDelay");
        addIf(names, !refusedDelay.equals(other.refusedDelay), "refusedDelay");
        addIf(names, maxMessageSize != other.maxMessageSize, "maxMessageSize");
        return names;
    }

    private static void addIf(List<String> names, boolean differs, String name) {
        if (differs) {
            names.add(name);
        }
    }
}
