package io.github.cameldoshii.simulator.rest;

import io.github.cameldoshii.simulator.fault.RestTarget;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** One REST call and what faults have said about its answer. Used by one Vert.x context. */
final class RestMoment implements RestTarget {

    /** On the loopback what was sent arrives well within this; a reset at once could overtake it. */
    private static final long BEFORE_RESET_MILLIS = 50;

    private final RoutingContext ctx;
    private final RestSide side;
    private final Clock clock;
    private final Duration clockSkew;
    private final IntConsumer decided;
    private final Map<String, String> ownHeaders = new LinkedHashMap<>();
    private int truncateAt = -1;
    private boolean resetAfterTruncation;
    private long dribbleMillis;
    private boolean brokenGzip;
    private UnaryOperator<String> rewriting = UnaryOperator.identity();

    /** What a REST fault can do beyond its own call. */
    interface RestSide {
        /** Resets the client's connection that arrives from this port. */
        void reset(int port);

        void dropSockets();
    }

    /** @param decided told the status that is answered, 0 for none */
    RestMoment(RoutingContext ctx, RestSide side, Clock clock, Duration clockSkew, IntConsumer decided) {
        this.ctx = ctx;
        this.side = side;
        this.clock = clock;
        this.clockSkew = clockSkew;
        this.decided = decided;
    }

    void answer(Reply reply) {
        answer(reply.status(), Map.of("Content-Type", "application/json; charset=utf-8"), reply.body());
    }

    @Override
    public void answer(int status, Map<String, String> headers, String body) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        decided.accept(status);
        response.setStatusCode(status).putHeader("Date", date());
        headers.forEach(response::putHeader);
        ownHeaders.forEach((name, value) -> setHeader(response, name, value));
        Buffer content = Buffer.buffer(rewriting.apply(body));
        if (brokenGzip) {
            response.putHeader("Content-Encoding", "gzip").end("this is not gzip");
        } else if (truncateAt >= 0) {
            truncated(response, content);
        } else if (dribbleMillis > 0) {
            response.putHeader("Content-Encoding", "identity").setChunked(true);
            dribble(response, content, 0);
        } else {
            response.end(content);
        }
    }

    private static void setHeader(HttpServerResponse response, String name, String value) {
        if (value.isEmpty()) {
            response.headers().remove(name);
        } else {
            response.putHeader(name, value);
        }
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.ofInstant(clock.instant().plus(clockSkew), ZoneOffset.UTC));
    }

    private void truncated(HttpServerResponse response, Buffer content) {
        response.putHeader("Content-Encoding", "identity")
                .putHeader("Content-Length", Integer.toString(content.length()))
                .write(content.slice(0, Math.min(truncateAt, content.length())))
                .onComplete(written -> later(BEFORE_RESET_MILLIS, () -> {
                    if (resetAfterTruncation) {
                        side.reset(port());
                    } else {
                        ctx.request().connection().close();
                    }
                }));
    }

    private void dribble(HttpServerResponse response, Buffer content, int index) {
        if (response.closed()) {
            return;
        }
        if (index == content.length()) {
            response.end();
        } else {
            response.write(content.slice(index, index + 1));
            later(dribbleMillis, () -> dribble(response, content, index + 1));
        }
    }

    @Override
    public String parameter(String name) {
        String value = ctx.queryParams().get(name);
        return value == null ? "" : value;
    }

    @Override
    public void header(String name, String value) {
        ownHeaders.put(name, value);
    }

    @Override
    public void hang() {
        decided.accept(0);
    }

    @Override
    public void reset() {
        decided.accept(0);
        side.reset(port());
    }

    @Override
    public void later(long millis, Runnable task) {
        ctx.vertx().setTimer(Math.max(1, millis), timer -> task.run());
    }

    @Override
    public void truncate(int bytes, boolean reset) {
        truncateAt = bytes;
        resetAfterTruncation = reset;
    }

    @Override
    public void dribble(long millisPerByte) {
        dribbleMillis = millisPerByte;
    }

    @Override
    public void rewrite(UnaryOperator<String> change) {
        UnaryOperator<String> before = rewriting;
        rewriting = body -> change.apply(before.apply(body));
    }

    @Override
    public void brokenGzip() {
        brokenGzip = true;
    }

    @Override
    public void dropSockets() {
        side.dropSockets();
    }

    private int port() {
        return ctx.request().connection().remoteAddress().port();
    }
}
