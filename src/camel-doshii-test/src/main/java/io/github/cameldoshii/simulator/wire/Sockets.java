package io.github.cameldoshii.simulator.wire;

import io.github.cameldoshii.simulator.log.ConnectionLog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The sockets whose TCP connection lives. Owned by the loop. */
public final class Sockets {

    private final long maxQueuedBytes;
    private final Set<Socket> live = new LinkedHashSet<>();

    Sockets(long maxQueuedBytes) {
        this.maxQueuedBytes = maxQueuedBytes;
    }

    Socket socket(Channel channel, ConnectionLog record, String deviceId) {
        Socket socket = new Socket(channel, record, deviceId, maxQueuedBytes);
        live.add(socket);
        channel.closeFuture().addListener(closed -> {
            live.remove(socket);
            socket.ended();
        });
        return socket;
    }

    /** The open sockets, in the order of their dials. */
    public List<Socket> open() {
        return live.stream().filter(Socket::isOpen).toList();
    }

    /** Does something to every open socket. */
    public void each(Consumer<Socket> action) {
        open().forEach(action);
    }

    /** Resets every connection, also those that are still being dialled. */
    public void resetAll() {
        new ArrayList<>(live).forEach(Socket::reset);
    }
}
