package io.github.cameldoshii.simulator;

import io.netty.channel.Channel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The WebSockets whose TCP connection lives, also those that are still being connected. Owned by the loop. */
final class WebSocketSessions {

    private final long maxQueuedBytes;
    private final Set<WebSocketSession> live = new LinkedHashSet<>();

    WebSocketSessions(long maxQueuedBytes) {
        this.maxQueuedBytes = maxQueuedBytes;
    }

    WebSocketSession create(Channel channel, ConnectionLog record, String deviceId) {
        WebSocketSession session = new WebSocketSession(channel, record, deviceId, maxQueuedBytes);
        live.add(session);
        channel.closeFuture().addListener(closed -> {
            live.remove(session);
            session.ended();
        });
        return session;
    }

    /** The open sockets, in the order of their connect attempts. */
    List<WebSocketSession> open() {
        return live.stream().filter(WebSocketSession::isOpen).toList();
    }

    /** Resets every connection, also those that are still being connected. */
    void resetAll() {
        List.copyOf(live).forEach(WebSocketSession::reset);
    }

    /** Does something to every open socket. */
    void each(Consumer<WebSocketSession> action) {
        open().forEach(action);
    }
}
