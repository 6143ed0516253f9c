package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Opens WebSockets with Vert.x's TCP client, trying every address of a host name. Vert.x's own WebSocket client would take
 * the first address that a resolver of its own once found, and any interim response (1xx) for the final one.
 *
 * <p>Belongs to one connection, because it remembers which addresses have failed. Confined to that connection's event loop.
 */
public final class VertxWebSocketTransport implements WebSocketTransport {

    private final Vertx vertx;
    private final Supplier<NetClientOptions> clientOptions;
    private final NameResolver resolver;
    private final Duration connectTimeout;
    private final EventLoopMemory memory;
    private final FailedAddresses failed = new FailedAddresses();

    /**
     * @param clientOptions gives fresh options with TLS and proxy settings for each attempt; called on the loop
     * @param connectTimeout limit of a connect attempt; the connection abandons it then, and no TCP connection outlives it
     * @param memory shared with other connections
     */
    public VertxWebSocketTransport(
            Vertx vertx,
            Supplier<NetClientOptions> clientOptions,
            NameResolver resolver,
            Duration connectTimeout,
            EventLoopMemory memory) {
        this.vertx = vertx;
        this.clientOptions = clientOptions;
        this.resolver = resolver;
        this.connectTimeout = connectTimeout;
        this.memory = memory;
    }

    @Override
    public ConnectAttempt connect(
            WebSocketAddress address, int maxMessageSize, EventLoop loop, WebSocketListener listener) {
        VertxWebSocketConnector connector =
                new VertxWebSocketConnector(vertx, loop, clientOptions, connectTimeout, memory, address);
        AddressRace race = new AddressRace(loop, resolver, connector, failed, listener, connectTimeout, maxMessageSize);
        loop.execute(race::start);
        return race;
    }
}
