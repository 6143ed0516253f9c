package io.github.cameldoshii.simulator.rest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The HTTP server behind the front, on a free port of the loopback: the partner API and the control API. */
public final class HttpSide {

    private static final long MAX_BODY = 10L << 20;

    private final HttpServer server;
    private final Lists lists;

    HttpSide(Vertx vertx, Lists lists, List<Consumer<Router>> apis) {
        this.lists = lists;
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        apis.forEach(api -> api.accept(router));
        this.server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(router);
    }

    /** Starts it and gives the port. */
    public Future<Integer> listen() {
        return server.listen(0, "127.0.0.1").map(HttpServer::actualPort);
    }

    /** Leaves out of every list what has changed within this time. On the loop. */
    public void listLag(Duration behind) {
        lists.lag(behind);
    }

    public Future<Void> close() {
        return server.close();
    }
}
