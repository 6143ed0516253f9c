package io.github.cameldoshii.simulator.rest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
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
        router.route().handler(HttpSide::takeBodyAsItIs);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        apis.forEach(api -> api.accept(router));
        explain(router, 404, "no such endpoint");
        explain(router, 413, "a body may have up to " + MAX_BODY + " bytes");
        explain(router, 417, "the only expectation that is known is 100-continue");
        this.server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(router);
    }

    /**
     * curl says of whatever is given with {@code -d} that it is a form. The body handler would have it decoded as one,
     * which fails above 1,024 bytes without a {@code =} and at a {@code %} that is no escape.
     */
    private static void takeBodyAsItIs(RoutingContext ctx) {
        ctx.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        ctx.next();
    }

    /** In the shape of every other error, in place of a page of HTML or a bare word. */
    private static void explain(Router router, int status, String message) {
        router.errorHandler(status, ctx -> {
            if (!ctx.response().ended() && !ctx.response().closed()) {
                Reply reply = Reply.error(status, message);
                ctx.response()
                        .setStatusCode(reply.status())
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                        .end(reply.body());
            }
        });
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
