package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/** A connection with the defaults of the endpoint, on a virtual loop, whose far side a test plays. */
final class ConnectionUnderTest {

    static final String CLIENT_ID = "client-1";

    /** The defaults of the endpoint. */
    static final SocketOptions DEFAULTS = new SocketOptions(
            "1.2.3",
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            1 << 20);

    final VirtualEventLoop loop = new VirtualEventLoop();
    final ScriptedTransport transport = new ScriptedTransport();
    final RecordingSubscriber subscriber = new RecordingSubscriber("route-1");
    final Connection connection;
    String clientId = CLIENT_ID;

    ConnectionUnderTest() {
        this(DEFAULTS);
    }

    ConnectionUnderTest(SocketOptions options) {
        this(options, 42);
    }

    ConnectionUnderTest(SocketOptions options, long seed) {
        connection = new Connection(
                "live",
                URI.create("wss://service.test/app/socket"),
                this::clientId,
                "",
                options,
                loop,
                transport,
                new ConnectRateLimiter(1_000, 1_000),
                new Random(seed));
    }

    private String clientId() {
        if (clientId.isEmpty()) {
            throw new IllegalArgumentException("Option clientId is missing");
        }
        return clientId;
    }

    static SocketOptions reconnecting(Duration delay, Duration maxDelay) {
        return new SocketOptions(
                DEFAULTS.appVersion(),
                DEFAULTS.heartbeatInterval(),
                DEFAULTS.pongTimeout(),
                DEFAULTS.connectTimeout(),
                delay,
                maxDelay,
                DEFAULTS.refusedDelay(),
                DEFAULTS.maxMessageSize());
    }

    static SocketOptions beating(Duration interval, Duration timeout) {
        return new SocketOptions(
                DEFAULTS.appVersion(),
                interval,
                timeout,
                DEFAULTS.connectTimeout(),
                DEFAULTS.reconnectDelay(),
                DEFAULTS.reconnectMaxDelay(),
                DEFAULTS.refusedDelay(),
                DEFAULTS.maxMessageSize());
    }

    /** Attaches the subscriber; a connect attempt is in progress. */
    ConnectionUnderTest connecting() {
        attach(subscriber);
        return this;
    }

    /** The first attempt has led to an open channel; the first ping is sent and nothing answered. */
    ScriptedChannel open() {
        connecting();
        return openLastAttempt();
    }

    /** Open, and every ping is answered. */
    ScriptedChannel live() {
        ScriptedChannel channel = open().answersPings();
        loop.runTasks();
        return channel;
    }

    ScriptedChannel openLastAttempt() {
        ScriptedChannel channel = transport.lastAttempt().open();
        loop.runTasks();
        return channel;
    }

    void attach(Subscriber who) {
        connection.attach(who);
        loop.runTasks();
    }

    CompletionStage<Void> detach(Subscriber who) {
        CompletionStage<Void> done = connection.detach(who);
        loop.runTasks();
        return done;
    }

    void reconnect() {
        connection.reconnect("asked for");
        loop.runTasks();
    }

    void capacityAvailable() {
        connection.capacityAvailable();
        loop.runTasks();
    }

    void advance(Duration time) {
        loop.advance(time);
    }

    void seconds(long seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    /** Lets time pass until the next attempt; returns the time that it took. */
    Duration untilNextAttempt() {
        int before = transport.attempts().size();
        Duration start = loop.elapsed();
        while (transport.attempts().size() == before) {
            if (!loop.advanceToNextTimer()) {
                throw new AssertionError("no attempt to come, in state " + state());
            }
        }
        return loop.elapsed().minus(start);
    }

    /** The last subscriber leaves and nobody will come again. */
    CompletionStage<Void> stop() {
        CompletionStage<Void> done = connection.detach(subscriber);
        connection.end();
        loop.runTasks();
        return done;
    }

    ConnectionState state() {
        return connection.snapshot().state();
    }

    String reason() {
        return connection.snapshot().reason();
    }

    int attempts() {
        return transport.attempts().size();
    }
}
