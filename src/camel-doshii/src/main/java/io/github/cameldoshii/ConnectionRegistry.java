package io.github.cameldoshii;

import io.github.cameldoshii.internal.connection.ConnectRateLimiter;
import io.github.cameldoshii.internal.connection.Connections;
import io.github.cameldoshii.internal.connection.NameResolver;
import io.github.cameldoshii.internal.connection.SystemNameResolver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;

/**
 * What the Doshii consumers of one CamelContext share, also those of different component instances: the connections, what
 * they missed, and the budget of dials.
 */
final class ConnectionRegistry {

    private static final int CONNECTS_PER_SECOND = 20;
    private static final int CONNECT_BURST = 20;

    private final Connections connections = new Connections();
    private final CatchUps catchUps = new CatchUps();
    private final ConnectRateLimiter rateLimiter = new ConnectRateLimiter(CONNECTS_PER_SECOND, CONNECT_BURST);
    private final NameResolver nameResolver = new SystemNameResolver(this::lookUp);
    private final Set<String> logged = ConcurrentHashMap.newKeySet();
    private final CamelContext context;
    private ExecutorService lookUpThreads;

    private ConnectionRegistry(CamelContext context) {
        this.context = context;
    }

    /** Those of the context. May be called from any thread. */
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

    /** Whether it is the first time that this is to be logged in this context. */
    boolean isNew(String text) {
        return logged.add(text);
    }

    Connections connections() {
        return connections;
    }

    CatchUps catchUps() {
        return catchUps;
    }

    NameResolver nameResolver() {
        return nameResolver;
    }

    ConnectRateLimiter rateLimiter() {
        return rateLimiter;
    }

    /** The context ends the threads when it stops, and may be started again. */
    private synchronized void lookUp(Runnable task) {
        if (lookUpThreads == null || lookUpThreads.isShutdown()) {
            lookUpThreads = context.getExecutorServiceManager().newCachedThreadPool(this, "DoshiiNameLookUp");
        }
        lookUpThreads.execute(task);
    }
}
