package io.github.cameldoshii.runner;

import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Registry;

/**
 * One Vert.x for the sockets and for the port of health and metrics, which would each make one, with threads of its own. One
 * that the user has bound serves both in its place.
 */
final class SharedVertx extends MainListenerSupport {

    private static final String BEAN = "doshiiVertx";

    /** Made on another thread, while Camel reads its configuration. */
    private final CompletableFuture<Vertx> made = CompletableFuture.supplyAsync(Vertx::vertx);

    /** When the user's beans are there, and before anything looks for a Vert.x. */
    @Override
    public void beforeStart(BaseMainSupport main) {
        Registry registry = main.getCamelContext().getRegistry();
        if (registry.findByType(Vertx.class).isEmpty()) {
            registry.bind(BEAN, made.join());
        }
    }

    /** When the context has stopped. Its threads end soon after. */
    void close() {
        made.thenAccept(Vertx::close);
    }
}
