package io.github.cameldoshii.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.apache.camel.support.service.ServiceSupport;

/**
 * A port that is kept from other processes until the CamelContext starts its early services, in the order in which they were
 * added: whoever is to listen at the port is added after this one. Without it two processes that start at the same time would
 * both find the port free.
 */
final class HeldPort extends ServiceSupport {

    private final ServerSocket socket;

    private HeldPort(ServerSocket socket) {
        this.socket = socket;
    }

    /** Empty if somebody has the port, or if it cannot be listened at there. Port 0 takes a free one. */
    static Optional<HeldPort> take(String host, int port) {
        try {
            return Optional.of(new HeldPort(bound(host, port)));
        } catch (IOException taken) {
            return Optional.empty();
        }
    }

    private static ServerSocket bound(String host, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int number() {
        return socket.getLocalPort();
    }

    @Override
    protected void doStart() {
        release();
    }

    @Override
    protected void doStop() {
        release();
    }

    private void release() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
