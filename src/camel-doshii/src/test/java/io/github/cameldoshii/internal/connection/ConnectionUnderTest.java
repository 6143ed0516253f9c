package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/** A connection with the defaults of the endpoint, on a virtual loop, whose far side a test plays. */
public final class ConnectionUnderTest {

    public static final String CLIENT_ID = "client-1";

    /** The defaults of the endpoint. */
    public static final SocketOptions DEFAULTS = new SocketOptions(
            "1.2.3",
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            1 << 20);

    public final VirtualEventLoop loop = new VirtualEventLoop();
    public final ScriptedTransport transport = new ScriptedTransport();
    public final RecordingSubscriber subscriber = new RecordingSubscriber("route-1");
    public final Connection connection;
    String clientId = CLIENT_ID;

    public ConnectionUnderTest() {
        this(DEFAULTS);
    }

    public ConnectionUnderTest(SocketOptions options) {
        this(options, 42);
    }

    public ConnectionUnderTest(SocketOptions options, long seed) {
        connection = new Connection(
                "live",
                URI.create("wss://service.test/app/socket"),
                this::clientId,
                "",
                options,
                loop,
                transport,
                new ConnectRateLimiter(1_000),
                new EventLoopMemory(),
                new Random(seed),
                new EnvironmentStatistics());
    }

    private String clientId() {
        if (clientId.isEmpty()) {
            throw new IllegalArgumentException("Option clientId is missing");
        }
        return clientId;
    }

    public static SocketOptions reconnecting(Duration delay, Duration maxDelay) {
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

    public static SocketOptions beating(Duration interval, Duration timeout) {
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
    public ConnectionUnderTest connecting() {
        attach(subscriber);
        return this;
    }

    /** The first attempt has led to an open channel; the first ping is sent and nothing answered. */
    public ScriptedChannel open() {
        connecting();
        return openLastAttempt();
    }

    /** Open, and every ping is answered. */
    public ScriptedChannel live() {
        ScriptedChannel channel = open().answersPings();
        loop.runTasks();
        return channel;
    }

    public ScriptedChannel openLastAttempt() {
        ScriptedChannel channel = transport.lastAttempt().open();
        loop.runTasks();
        return channel;
    }

    public void attach(Subscriber who) {
        connection.attach(who);
        loop.runTasks();
    }

    public CompletionStage<Void> detach(Subscriber who) {
        CompletionStage<Void> done = connection.detach(who);
        loop.runTasks();
        return done;
    }

    public void reconnect() {
        connection.reconnect("asked for");
        loop.runTasks();
    }

    public void capacityAvailable() {
        connection.capacityAvailable();
        loop.runTasks();
    }

    public void advance(Duration time) {
        loop.advance(time);
    }

    public void seconds(long seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    /** Lets time pass until the next attempt; returns the time that it took. */
    public Duration untilNextAttempt() {
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
    public CompletionStage<Void> stop() {
        CompletionStage<Void> done = connection.detach(subscriber);
        connection.end();
        loop.runTasks();
        return done;
    }

    public ConnectionState state() {
        return connection.snapshot().state();
    }

    public String reason() {
        return connection.snapshot().reason();
    }

    public int attempts() {
        return transport.attempts().size();
    }
}
