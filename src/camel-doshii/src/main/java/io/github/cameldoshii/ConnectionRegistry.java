package io.github.cameldoshii;

import io.github.cameldoshii.internal.connection.ConnectRateLimiter;
import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.connection.EventLoopMemory;
import io.github.cameldoshii.internal.connection.NameResolver;
import io.github.cameldoshii.internal.connection.SocketOptions;
import io.github.cameldoshii.internal.connection.Subscriber;
import io.github.cameldoshii.internal.connection.SystemNameResolver;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.recovery.RecoverySettings;
import io.github.cameldoshii.internal.rest.DoshiiRestClient;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;

/**
 * The shared connections of a CamelContext, also those of different component instances: consumers with the same address,
 * client id and device share one WebSocket and one recovery. Holds what all connections share too: the rate limiter of
 * connect attempts, and name resolution. Thread-safe.
 */
final class ConnectionRegistry {

    /**
     * What makes two consumers share a connection. Its text form leaves the client id out.
     *
     * @param deviceId empty for none
     */
    record Key(URI socketUrl, String clientId, String deviceId) {
        @Override
        public String toString() {
            return socketUrl.getScheme() + "://" + socketUrl.getAuthority();
        }
    }

    private static final int CONNECTS_PER_SECOND = 20;

    private final Map<Key, SharedConnection> connections = new HashMap<>();
    private final ConnectRateLimiter rateLimiter = new ConnectRateLimiter(CONNECTS_PER_SECOND);
    private final NameResolver nameResolver = new SystemNameResolver(this::lookUp);
    private final EventLoopMemory loopMemory = new EventLoopMemory();
    private final Set<String> logged = ConcurrentHashMap.newKeySet();
    private final CamelContext context;

    /** Not the registry's lock: that one is held while a new connection waits for its event loop, which may look names up. */
    private final Object lookUpLock = new Object();

    private ExecutorService lookUpThreads;

    private ConnectionRegistry(CamelContext context) {
        this.context = context;
    }

    /** The registry of the context. */
    static ConnectionRegistry of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (extension) {
            ConnectionRegistry shared = extension.getContextPlugin(ConnectionRegistry.class);
            if (shared == null) {
                shared = new ConnectionRegistry(context);
                extension.addContextPlugin(ConnectionRegistry.class, shared);
            }
            return shared;
        }
    }

    /**
     * Leases the connection of the key, which is made for the first lease. It does not connect before {@link
     * ConnectionLease#open}.
     *
     * @param environment what the connection is made with beside the options, by name, e.g. TLS settings; compared with
     *     equals
     * @param connection makes the connection
     * @throws IllegalArgumentException if the connection exists with other options; the message names both subscribers and
     *     the options
     */
    synchronized ConnectionLease lease(
            Key key,
            SocketOptions options,
            Map<String, ?> environment,
            Subscriber subscriber,
            Supplier<Connection> connection) {
        SharedConnection shared = connections.computeIfAbsent(
                key, absent -> new SharedConnection(connection.get(), options, environment));
        shared.join(key, subscriber.name(), options, environment);
        return new ConnectionLease(this, key, shared, subscriber);
    }

    synchronized RecoveryService recovery(
            SharedConnection shared, RecoverySettings settings, DoshiiRestClient api, String route) {
        return shared.joinRecovery(settings, api, route);
    }

    /** @return whether it was the last lease of the connection */
    synchronized boolean release(Key key, SharedConnection shared, String route) {
        boolean last = shared.leave(route);
        if (last) {
            connections.remove(key, shared);
        }
        return last;
    }

    /** How many connections are leased. */
    synchronized int connections() {
        return connections.size();
    }

    /** How many of them have a recovery. */
    synchronized long recoveries() {
        return connections.values().stream()
                .filter(SharedConnection::hasRecovery)
                .count();
    }

    /** Whether the text is to be logged for the first time in this context. */
    boolean isNew(String text) {
        return logged.add(text);
    }

    NameResolver nameResolver() {
        return nameResolver;
    }

    EventLoopMemory loopMemory() {
        return loopMemory;
    }

    ConnectRateLimiter rateLimiter() {
        return rateLimiter;
    }

    /** The context ends the threads when it stops, and may be started again. */
    private void lookUp(Runnable task) {
        synchronized (lookUpLock) {
            if (lookUpThreads == null || lookUpThreads.isShutdown()) {
                lookUpThreads = context.getExecutorServiceManager().newCachedThreadPool(this, "DoshiiNameLookUp");
            }
            lookUpThreads.execute(task);
        }
    }
}
