package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.RestTarget;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** One REST call and what faults have said about its answer. Runs on the loop. */
final class RestFaultContext implements RestTarget {

    /** On the loopback what was sent arrives well within this; a reset at once could overtake it. */
    private static final long BEFORE_RESET_MILLIS = 50;

    private final ApiRequest call;
    private final HttpExchange exchange;
    private final WebSocketSessions sessions;
    private final Clock clock;
    private final Duration clockSkew;
    private final IntConsumer decided;
    private final Map<String, String> ownHeaders = new LinkedHashMap<>();
    private int truncateAt = -1;
    private boolean resetAfterTruncation;
    private long dribbleMillis;
    private boolean brokenGzip;
    private boolean answered;
    private UnaryOperator<String> rewriting = UnaryOperator.identity();

    /** @param decided told the status that is answered, 0 for none */
    RestFaultContext(
            ApiRequest call,
            HttpExchange exchange,
            WebSocketSessions sessions,
            Clock clock,
            Duration clockSkew,
            IntConsumer decided) {
        this.call = call;
        this.exchange = exchange;
        this.sessions = sessions;
        this.clock = clock;
        this.clockSkew = clockSkew;
        this.decided = decided;
    }

    void answer(ApiResponse response) {
        answer(response.status(), Map.of("Content-Type", ApiResponse.CONTENT_TYPE), response.body());
    }

    @Override
    public void answer(int status, Map<String, String> headers, String body) {
        if (answered || !exchange.channel().isActive()) {
            return;
        }
        answered = true;
        decided.accept(status);
        HttpHeaders all = HttpExchange.ANY_HEADERS.newHeaders().set("Date", date());
        headers.forEach(all::set);
        ownHeaders.forEach((name, value) -> replace(all, name, value));
        String content = rewriting.apply(body);
        if (brokenGzip) {
            all.set("Content-Encoding", "gzip");
            exchange.respond(status, all, "this is not gzip");
        } else if (truncateAt >= 0) {
            truncated(status, all, content.getBytes(StandardCharsets.UTF_8));
        } else if (dribbleMillis > 0) {
            all.set("Content-Encoding", "identity");
            exchange.begin(status, all);
            dribble(content.getBytes(StandardCharsets.UTF_8), 0);
        } else {
            exchange.respond(status, all, content);
        }
    }

    private static void replace(HttpHeaders headers, String name, String value) {
        if (value.isEmpty()) {
            headers.remove(name);
        } else {
            headers.set(name, value);
        }
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.ofInstant(clock.instant().plus(clockSkew), ZoneOffset.UTC));
    }

    private void truncated(int status, HttpHeaders headers, byte[] content) {
        headers.set("Content-Encoding", "identity").set("Content-Length", content.length);
        exchange.begin(status, headers);
        exchange.part(content, 0, Math.min(truncateAt, content.length))
                .addListener(written -> later(BEFORE_RESET_MILLIS, () -> {
                    if (resetAfterTruncation) {
                        SimulatorServer.reset(exchange.channel());
                    } else {
                        exchange.channel().close();
                    }
                }));
    }

    private void dribble(byte[] content, int index) {
        if (!exchange.channel().isActive()) {
            return;
        }
        if (index == content.length) {
            exchange.end();
        } else {
            exchange.part(content, index, index + 1);
            later(dribbleMillis, () -> dribble(content, index + 1));
        }
    }

    @Override
    public String parameter(String name) {
        return call.parameter(name);
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
        SimulatorServer.reset(exchange.channel());
    }

    @Override
    public void later(long millis, Runnable task) {
        exchange.later(millis, task);
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
        sessions.each(WebSocketSession::reset);
    }
}
