package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.connection.ConnectionChange.Kind;
import io.github.cameldoshii.internal.http.Redaction;
import io.github.cameldoshii.internal.protocol.InboundMessage;
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
 * The connection to the service: one socket at a time, held for as long as somebody is subscribed. Dials, keeps the
 * socket alive, drops it when dead, waits and dials again, for ever.
 *
 * <p>The public methods may be called from any thread; all else happens on the event loop, which owns every field that is
 * not final or volatile. Each dial has an epoch number, and what comes from an older epoch is ignored.
 */
public final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final EventLoop.Timer NO_TIMER = () -> {};

    private final String environment;
    private final URI socketUrl;
    private final Supplier<String> clientId;
    private final String deviceId;
    private final SocketOptions options;
    private final EventLoop loop;
    private final WebSocketTransport transport;
    private final ConnectRateLimiter budget;
    private final ReconnectPolicy policy;
    private final MessageDispatcher subscribers = new MessageDispatcher();
    private final SocketStatistics statistics = new SocketStatistics();
    private final LogThrottle reminder = new LogThrottle();
    private final InboundMessages inbound;
    private final AtomicBoolean refillAsked = new AtomicBoolean();

    private volatile ConnectionSnapshot snapshot;

    /** Written on the loop, with each dial. */
    private volatile String name;

    private EventLoop.Timer timer = NO_TIMER;

    /** The dial that is on its way or the socket that is open; null between them. */
    private WebSocketSession current;

    /** What the far side may echo: the client id of the last dial. */
    private Redaction redaction = Redaction.NONE;

    private long dials;
    private long lastDialAt;
    private CompletableFuture<Void> closed = CompletableFuture.completedFuture(null);

    /**
     * @param environment what the service is called in texts for people
     * @param socketUrl as checked by {@link WebSocketAddress#check}
     * @param clientId asked at each dial, so that a changed one is used without a restart
     * @param deviceId empty for none
     * @param loop given up by {@link #end}
     */
    public Connection(
            String environment,
            URI socketUrl,
            Supplier<String> clientId,
            String deviceId,
            SocketOptions options,
            EventLoop loop,
            WebSocketTransport transport,
            ConnectRateLimiter budget,
            RandomGenerator random) {
        this.environment = environment;
        this.socketUrl = socketUrl;
        this.clientId = clientId;
        this.deviceId = deviceId;
        this.options = options;
        this.loop = loop;
        this.transport = transport;
        this.budget = budget;
        this.policy = new ReconnectPolicy(options, random);
        this.inbound = new InboundMessages(loop, options.appVersion(), subscribers, statistics);
        this.name = environment;
        this.snapshot = ConnectionSnapshot.initial(wallNow(), monotonicNow());
    }

    /**
     * Adds a subscriber; the first one starts the dialling, one that comes when the connection lives is told so. Without
     * effect if it is there already.
     */
    public void attach(Subscriber subscriber) {
        loop.execute(() -> {
            boolean first = subscribers.isEmpty();
            if (subscribers.add(subscriber)) {
                if (first) {
                    dialSoon();
                } else if (current != null) {
                    current.restartReading();
                }
                if (snapshot.state() == ConnectionState.LIVE) {
                    subscribers.only(subscriber, one -> one.changed(change(Kind.CONNECTED, "", Duration.ZERO, 0)));
                }
            }
        });
    }

    /**
     * Removes a subscriber; after the last one the socket is closed.
     *
     * @return completes when the subscriber will hear nothing more and, for the last one, when the socket is closed
     */
    public CompletionStage<Void> detach(Subscriber subscriber) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            subscribers.remove(subscriber);
            if (subscribers.isEmpty()) {
                close();
                closed.thenRun(() -> done.complete(null));
            } else {
                refill();
                done.complete(null);
            }
        });
        return done;
    }

    /**
     * Gives the event loop up as soon as the socket is closed; completes when it is given up. To be called when nobody is
     * attached or will be.
     */
    public CompletionStage<Void> end() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> closed.thenCompose(ignored -> loop.close()).thenRun(() -> done.complete(null)));
        return done;
    }

    /** A subscriber that was full has room again. */
    public void roomMade() {
        if (refillAsked.compareAndSet(false, true)) {
            loop.execute(() -> {
                refillAsked.set(false);
                refill();
            });
        }
    }

    /** Drops the socket, or cuts the present wait short, and dials now. A dial that is on its way goes on. */
    public void reconnect(String reason) {
        loop.execute(() -> {
            if (subscribers.isEmpty() || current != null && !current.isOpen()) {
                return;
            }
            if (current == null) {
                timer.cancel();
                dialSoon();
            } else {
                boolean good = current.wasGood();
                current.drop();
                gone();
                waitFor(policy.asked(good, untilFloor()), reason, CloseCause.ABNORMAL);
            }
        });
    }

    /**
     * Sends a ping and runs the task, on the loop, when its answer has come: everything that the service sent before it has
     * then been handed on. Not run if the connection ends before. To be called on the loop.
     */
    public void mark(Runnable answered) {
        if (current != null) {
            current.mark(answered);
        }
    }

    /** The loop that everything of this connection happens on. */
    public EventLoop loop() {
        return loop;
    }

    /** How the connection is now. */
    public ConnectionSnapshot snapshot() {
        return snapshot;
    }

    /**
     * Which connection it is, for people: environment, address, and a mark by which the clients of two can be told apart.
     * Only the environment before the first dial.
     */
    public String name() {
        return name;
    }

    /** What the connection has counted. */
    public SocketStatistics statistics() {
        return statistics;
    }

    /** The options that this connection was made with. */
    public SocketOptions options() {
        return options;
    }

    /** Dials at once, but never within the floor after the last dial. */
    private void dialSoon() {
        dialAfter(untilFloor());
    }

    private long untilFloor() {
        return dials == 0 ? 0 : Math.max(0, Backoff.FLOOR_NANOS - (loop.nanoTime() - lastDialAt));
    }

    private void dialAfter(long waitNanos) {
        if (waitNanos == 0) {
            dialWithinBudget();
        } else {
            timer = loop.schedule(waitNanos, this::dialWithinBudget);
        }
    }

    private void dialWithinBudget() {
        long wait = budget.take(loop.nanoTime());
        if (wait == 0) {
            dial();
        } else {
            timer = loop.schedule(wait, this::dial);
        }
    }

    private void dial() {
        dials++;
        lastDialAt = loop.nanoTime();
        statistics.connecting();
        enter(ConnectionState.CONNECTING, snapshot.reason(), Duration.ZERO);
        tell(Kind.CONNECTING, "", Duration.ZERO, 0);
        WebSocketAddress target;
        try {
            String id = clientId.get();
            redaction = Redaction.of(id);
            target = WebSocketAddress.of(socketUrl, id, deviceId);
            name = environment + " at " + target + ", client " + ClientMark.of(id)
                    + (deviceId.isEmpty() ? "" : ", device " + deviceId);
        } catch (RuntimeException e) {
            failed(new ConnectFailure.Unreachable("the client id cannot be had: " + e.getMessage()));
            return;
        }
        LOG.debug("Connecting to Doshii {} (attempt {})", name, dials);
        current = new WebSocketSession(name, loop, options, inbound, statistics, new CurrentEpoch());
        current.dial(transport, target);
    }

    private void failed(ConnectFailure failure) {
        current = null;
        waitFor(policy.after(failure), failure.reason(), 0);
    }

    private void gone() {
        current = null;
        statistics.disconnected();
    }

    private void waitFor(ReconnectPolicy.Redial redial, String reason, int closeCode) {
        Duration wait = Duration.ofNanos(redial.waitNanos());
        enter(redial.state(), reason, wait);
        if (redial.state() == ConnectionState.REFUSED) {
            LOG.error(
                    "Authentication rejected: {}. Retrying in {} s ({}, {})",
                    reason,
                    wait.toSeconds(),
                    name,
                    subscribers.names());
            tell(Kind.REFUSED, reason, wait, closeCode);
        } else {
            LOG.atLevel(reminder.isDue(reason, loop.nanoTime()) ? Level.WARN : Level.DEBUG)
                    .log(
                            "Disconnected: {}. Reconnecting in {} ms ({}, {})",
                            reason,
                            wait.toMillis(),
                            name,
                            subscribers.names());
            tell(Kind.DISCONNECTED, reason, wait, closeCode);
        }
        dialAfter(redial.waitNanos());
    }

    private void refill() {
        if (current != null) {
            current.refill();
        }
    }

    private void close() {
        timer.cancel();
        timer = NO_TIMER;
        enter(ConnectionState.CLOSED, "", Duration.ZERO);
        if (current != null) {
            LOG.info("Closing the Doshii connection ({})", name);
            CompletableFuture<Void> last = current.close().toCompletableFuture();
            current = null;
            closed = CompletableFuture.allOf(closed, last);
        }
    }

    private void enter(ConnectionState state, String reason, Duration wait) {
        snapshot = new ConnectionSnapshot(
                state, wallNow(), monotonicNow(), dials, policy.failures(), reason, wait, snapshot.roundTrip());
    }

    private void tell(Kind kind, String reason, Duration wait, int closeCode) {
        ConnectionChange change = change(kind, reason, wait, closeCode);
        subscribers.each(subscriber -> subscriber.changed(change));
    }

    private WallTime wallNow() {
        return new WallTime(loop.currentTimeMillis());
    }

    private MonotonicTime monotonicNow() {
        return new MonotonicTime(loop.nanoTime());
    }

    private ConnectionChange change(Kind kind, String reason, Duration wait, int closeCode) {
        return new ConnectionChange(kind, reason, wait, closeCode, dials, wallNow());
    }

    /** What the present dial or socket reports. */
    private final class CurrentEpoch implements WebSocketSession.Owner {

        @Override
        public void opened() {
            enter(ConnectionState.AWAITING_PONG, snapshot.reason(), Duration.ZERO);
            LOG.debug("WebSocket open (attempt {}, {}), sending the first ping", dials, name);
        }

        @Override
        public void failed(ConnectFailure failure) {
            Connection.this.failed(failure);
        }

        @Override
        public void ended(CloseCause cause) {
            boolean good = current.wasGood();
            gone();
            waitFor(policy.after(cause, good), redaction.apply(cause.toString()), cause.code());
        }

        @Override
        public void answered(Duration roundTrip, boolean first) {
            ConnectionState state = first ? ConnectionState.LIVE : snapshot.state();
            WallTime since = first ? wallNow() : snapshot.since();
            snapshot = new ConnectionSnapshot(
                    state, since, monotonicNow(), dials, policy.failures(), "", Duration.ZERO, roundTrip);
            if (first) {
                reminder.reset();
                LOG.info("Connected to Doshii {} (attempt {}, {})", name, dials, subscribers.names());
                tell(Kind.CONNECTED, "", Duration.ZERO, 0);
            }
        }

        @Override
        public void pong(InboundMessage.Pong pong) {
            long now = loop.currentTimeMillis();
            subscribers.each(subscriber -> subscriber.heartbeat(pong, now));
        }
    }
}
