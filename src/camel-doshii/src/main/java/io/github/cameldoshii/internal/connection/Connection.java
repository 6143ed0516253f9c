package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.connection.ConnectionChange.Kind;
import io.github.cameldoshii.internal.http.Redaction;
import io.github.cameldoshii.internal.log.LogThrottle;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import io.github.cameldoshii.internal.statistics.DisconnectCause;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The connection to the service: one WebSocket at a time, held for as long as there is a subscriber. Connects, keeps the
 * WebSocket alive, drops it when it is dead, waits and reconnects, for ever. The state machine is {@link ConnectionState};
 * {@link ReconnectPolicy} decides the waits, and each connect attempt is a new {@link WebSocketSession}.
 *
 * <p>The public methods may be called from any thread unless they say otherwise. Everything else happens on the event loop,
 * which owns every field that is not final or volatile.
 */
public final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final String environment;
    private final URI socketUrl;
    private final Supplier<String> clientId;
    private final String deviceId;
    private final SocketOptions options;
    private final EventLoop loop;
    private final WebSocketTransport transport;
    private final ConnectTimer timer;
    private final ReconnectPolicy policy;
    private final SocketStatistics statistics;
    private final LogThrottle disconnectLog = new LogThrottle();
    private final MessageDispatcher dispatcher;
    private final AtomicBoolean capacityChecked = new AtomicBoolean(true);

    private volatile ConnectionSnapshot snapshot;

    /** Written on the loop, with each connect attempt. */
    private volatile String name;

    /** The session that is connecting or open; null while waiting for the next connect attempt. */
    private WebSocketSession session;

    /** The client id of the last connect attempt, which the server may echo. */
    private String clientIdSent = "";

    private long attempts;
    private CompletableFuture<Void> closed = CompletableFuture.completedFuture(null);

    /**
     * @param environment name of the environment, for logs and health
     * @param socketUrl as checked by {@link WebSocketAddress#check}
     * @param clientId read at each connect attempt, so that a changed one is used without a restart
     * @param deviceId empty for none
     * @param loop closed by {@link #end}
     * @param rateLimiter shared with other connections
     * @param memory shared with other connections
     * @param environmentStatistics counts on when this connection has ended
     */
    public Connection(
            String environment,
            URI socketUrl,
            Supplier<String> clientId,
            String deviceId,
            SocketOptions options,
            EventLoop loop,
            WebSocketTransport transport,
            ConnectRateLimiter rateLimiter,
            EventLoopMemory memory,
            RandomGenerator random,
            EnvironmentStatistics environmentStatistics) {
        this.environment = environment;
        this.socketUrl = socketUrl;
        this.clientId = clientId;
        this.deviceId = deviceId;
        this.options = options;
        this.loop = loop;
        this.transport = transport;
        this.timer = new ConnectTimer(loop, rateLimiter, this::connect);
        this.policy = new ReconnectPolicy(options, random);
        this.statistics = new SocketStatistics(environmentStatistics);
        this.dispatcher = new MessageDispatcher(loop, options.appVersion(), memory, statistics);
        this.name = environment;
        this.snapshot = ConnectionSnapshot.initial(wallNow(), monotonicNow());
    }

    /**
     * Adds a subscriber. The first one makes the connection connect; one that is added while the connection is live is told
     * so. Adding it again has no effect.
     */
    public void attach(Subscriber subscriber) {
        loop.execute(() -> {
            boolean first = dispatcher.isEmpty();
            if (dispatcher.add(subscriber)) {
                if (first) {
                    timer.connectSoon();
                } else if (session != null) {
                    session.restartReading();
                }
                if (snapshot.state() == ConnectionState.LIVE) {
                    dispatcher.notifyOne(subscriber, one -> one.changed(change(Kind.CONNECTED, "", Duration.ZERO, 0)));
                }
            }
        });
    }

    /**
     * Removes a subscriber; the last one closes the WebSocket.
     *
     * @return completes when the subscriber is told nothing more and, for the last one, when the WebSocket is closed
     */
    public CompletionStage<Void> detach(Subscriber subscriber) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            dispatcher.remove(subscriber);
            if (dispatcher.isEmpty()) {
                close();
                closed.thenRun(() -> done.complete(null));
            } else {
                requestMessages();
                done.complete(null);
            }
        });
        return done;
    }

    /**
     * Closes the event loop as soon as the WebSocket is closed; completes when that is done. To be called when no subscriber
     * is attached or will be.
     */
    public CompletionStage<Void> end() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> closed.thenCompose(ignored -> loop.close()).thenRun(() -> done.complete(null)));
        return done;
    }

    /** A subscriber that was full can take events again: reading goes on. */
    public void capacityAvailable() {
        if (capacityChecked.compareAndSet(true, false)) {
            loop.execute(() -> {
                capacityChecked.set(true);
                requestMessages();
            });
        }
    }

    /** Drops the WebSocket, or cuts the wait short, and reconnects now. A connect attempt in progress goes on. */
    public void reconnect(String reason) {
        loop.execute(() -> {
            if (dispatcher.isEmpty() || session != null && !session.isOpen()) {
                return;
            }
            if (session == null) {
                timer.cancel();
                timer.connectSoon();
            } else {
                boolean stable = session.isStable();
                session.drop();
                sessionEnded(DisconnectCause.REQUESTED);
                waitFor(policy.onRequest(stable, timer.untilMinDelay()), reason, CloseCause.ABNORMAL);
            }
        });
    }

    /**
     * Barrier: sends a ping and runs the task, on the loop, when its pong arrives. Everything that the server sent before the
     * pong has then been dispatched. The task is not run if the session ends before. To be called on the loop.
     */
    public void barrier(Runnable passed) {
        if (session != null) {
            session.barrier(passed);
        }
    }

    /** The event loop that the connection is confined to. */
    public EventLoop loop() {
        return loop;
    }

    /** The state of the connection now. */
    public ConnectionSnapshot snapshot() {
        return snapshot;
    }

    /**
     * The connection in logs, health and management: environment, address, and a fingerprint that tells the clients of two
     * connections apart. Only the environment before the first connect attempt.
     */
    public String name() {
        return name;
    }

    /** The counters of the connection. */
    public SocketStatistics statistics() {
        return statistics;
    }

    /** The options that this connection was made with. */
    public SocketOptions options() {
        return options;
    }

    private void connect() {
        attempts++;
        statistics.connecting();
        enter(ConnectionState.CONNECTING, snapshot.reason(), Duration.ZERO);
        notifySubscribers(Kind.CONNECTING, "", Duration.ZERO, 0);
        WebSocketAddress address;
        try {
            String id = clientId.get();
            clientIdSent = id;
            address = WebSocketAddress.of(socketUrl, id, deviceId);
            name = environment + " at " + address + ", client " + ClientFingerprint.of(id)
                    + (deviceId.isEmpty() ? "" : ", device " + deviceId);
        } catch (RuntimeException e) {
            failed(new ConnectFailure.Unreachable("the client id cannot be had: " + e.getMessage()));
            return;
        }
        LOG.debug("Connecting to Doshii {} (attempt {})", name, attempts);
        session = new WebSocketSession(name, loop, options, dispatcher, statistics, new SessionListener());
        session.connect(transport, address);
    }

    private void failed(ConnectFailure failure) {
        session = null;
        statistics.connectFailed(failure.outcome());
        waitFor(policy.after(failure), failure.reason(), 0);
    }

    private void sessionEnded(DisconnectCause cause) {
        session = null;
        statistics.disconnected(cause);
    }

    private void waitFor(ReconnectPolicy.Delay delay, String reason, int closeCode) {
        Duration wait = Duration.ofNanos(delay.waitNanos());
        enter(delay.state(), reason, wait);
        if (delay.state() == ConnectionState.REFUSED) {
            LOG.error(
                    "Authentication rejected: {}. Retrying in {} s ({}, {})",
                    reason,
                    wait.toSeconds(),
                    name,
                    dispatcher.describeSubscribers());
            notifySubscribers(Kind.REFUSED, reason, wait, closeCode);
        } else {
            LOG.atLevel(disconnectLog.isDue(reason, loop.nanoTime()) ? Level.WARN : Level.DEBUG)
                    .log(
                            "Disconnected: {}. Reconnecting in {} ms ({}, {})",
                            reason,
                            wait.toMillis(),
                            name,
                            dispatcher.describeSubscribers());
            notifySubscribers(Kind.DISCONNECTED, reason, wait, closeCode);
        }
        timer.connectAfter(delay.waitNanos());
    }

    private void requestMessages() {
        if (session != null) {
            session.requestMessages();
        }
    }

    private void close() {
        timer.cancel();
        enter(ConnectionState.CLOSED, "", Duration.ZERO);
        if (session != null) {
            LOG.info("Closing the Doshii connection ({})", name);
            CompletableFuture<Void> last = session.close().toCompletableFuture();
            session = null;
            closed = CompletableFuture.allOf(closed, last);
        }
    }

    private void enter(ConnectionState state, String reason, Duration wait) {
        snapshot = new ConnectionSnapshot(
                state, wallNow(), monotonicNow(), attempts, policy.failures(), reason, wait, snapshot.roundTrip());
    }

    private void notifySubscribers(Kind kind, String reason, Duration wait, int closeCode) {
        ConnectionChange change = change(kind, reason, wait, closeCode);
        dispatcher.notifySubscribers(subscriber -> subscriber.changed(change));
    }

    private WallTime wallNow() {
        return new WallTime(loop.currentTimeMillis());
    }

    private MonotonicTime monotonicNow() {
        return new MonotonicTime(loop.nanoTime());
    }

    private ConnectionChange change(Kind kind, String reason, Duration wait, int closeCode) {
        return new ConnectionChange(kind, reason, wait, closeCode, attempts, wallNow());
    }

    /** What the current session reports. */
    private final class SessionListener implements WebSocketSession.Listener {

        @Override
        public void opened() {
            statistics.opened(monotonicNow().since(snapshot.entered()).toNanos());
            enter(ConnectionState.AWAITING_PONG, snapshot.reason(), Duration.ZERO);
            LOG.debug("WebSocket open (attempt {}, {}), sending the first ping", attempts, name);
        }

        @Override
        public void failed(ConnectFailure failure) {
            Connection.this.failed(failure);
        }

        @Override
        public void ended(CloseCause cause) {
            boolean stable = session.isStable();
            sessionEnded(cause.kind());
            // Made when it is needed: what hides a client id takes some 100 kB.
            String reason = Redaction.of(clientIdSent).apply(cause.toString());
            waitFor(policy.after(cause, stable), reason, cause.code());
        }

        @Override
        public void answered(Duration roundTrip, boolean first) {
            statistics.answered(roundTrip.toNanos());
            ConnectionState state = first ? ConnectionState.LIVE : snapshot.state();
            WallTime since = first ? wallNow() : snapshot.since();
            snapshot = new ConnectionSnapshot(
                    state, since, monotonicNow(), attempts, policy.failures(), "", Duration.ZERO, roundTrip);
            if (first) {
                disconnectLog.reset();
                LOG.info("Connected to Doshii {} (attempt {}, {})", name, attempts, dispatcher.describeSubscribers());
                notifySubscribers(Kind.CONNECTED, "", Duration.ZERO, 0);
            }
        }

        @Override
        public void pong(InboundMessage.Pong pong) {
            long now = loop.currentTimeMillis();
            dispatcher.notifySubscribers(subscriber -> subscriber.heartbeat(pong, now));
        }
    }
}
