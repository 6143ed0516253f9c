package io.github.cameldoshii.socket;

import io.github.cameldoshii.event.Frame;
import io.github.cameldoshii.socket.ConnectionChange.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the service: one socket at a time, held for as long as somebody is subscribed. Dials, keeps the
 * socket alive, drops it when dead, waits and dials again, for ever.
 *
 * <p>The public methods may be called from any thread; all else happens on the event loop, which owns every field that is
 * not final or volatile. Each dial has an epoch number, and what comes from an older epoch is ignored.
 */
public final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** A polite close gets this long, then the socket is dropped. */
    private static final long CLOSE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final EventLoop.Timer NO_TIMER = () -> {};

    private final URI socketUrl;
    private final Supplier<String> clientId;
    private final String deviceId;
    private final SocketOptions options;
    private final EventLoop loop;
    private final Transport transport;
    private final DialBudget budget;
    private final RedialPolicy policy;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final SocketStatistics statistics = new SocketStatistics();
    private final Inbound inbound;
    private final AtomicBoolean refillAsked = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private volatile ConnectionSnapshot snapshot;

    private long epoch;
    private EventLoop.Timer timer = NO_TIMER;
    private Transport.Dial dial;
    private Epoch current;

    /**
     * @param socketUrl as checked by {@link SocketTarget#check}
     * @param clientId asked at each dial, so that a changed one is used without a restart
     * @param deviceId empty for none
     * @param loop given up when the last subscriber has left
     */
    public Connection(
            URI socketUrl,
            Supplier<String> clientId,
            String deviceId,
            SocketOptions options,
            EventLoop loop,
            Transport transport,
            DialBudget budget,
            RandomGenerator random) {
        this.socketUrl = socketUrl;
        this.clientId = clientId;
        this.deviceId = deviceId;
        this.options = options;
        this.loop = loop;
        this.transport = transport;
        this.budget = budget;
        this.policy = new RedialPolicy(options, random);
        this.inbound = new Inbound(loop, options.appVersion(), subscribers, statistics);
        this.snapshot = ConnectionSnapshot.initial(loop.currentTimeMillis());
    }

    /** Adds a subscriber; the first one starts the dialling. */
    public void attach(Subscriber subscriber) {
        loop.execute(() -> {
            subscribers.add(subscriber);
            if (subscribers.size() == 1) {
                dialAfter(0);
            } else if (current != null) {
                current.restartReading();
            }
        });
    }

    /**
     * Removes a subscriber; after the last one the socket is closed and the connection can not be used again.
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
            if (current != null) {
                drop(current, reason);
                timer.cancel();
                dialAfter(0);
            } else if (dial == null && !subscribers.isEmpty()) {
                timer.cancel();
                dialAfter(0);
            }
        });
    }

    /**
     * Sends a ping and runs the task, on the loop, when its answer has come: everything that the service sent before it has
     * then been handed on. Not run if the connection ends before. To be called on the loop.
     */
    public void mark(Runnable answered) {
        if (current != null) {
            Epoch mine = current;
            mine.heartbeat.mark(() -> {
                if (!mine.isOld()) {
                    answered.run();
                }
            });
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

    /** What the connection has counted. */
    public SocketStatistics statistics() {
        return statistics;
    }

    /** The options that this connection was made with. */
    public SocketOptions options() {
        return options;
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
        epoch++;
        statistics.dialed();
        enter(ConnectionState.CONNECTING, snapshot.reason(), Duration.ZERO);
        tell(Kind.CONNECTING, "", Duration.ZERO, 0);
        Epoch mine = new Epoch(epoch);
        SocketTarget target = SocketTarget.of(socketUrl, clientId.get(), deviceId);
        LOG.debug("Dialling {} (dial {})", target, epoch);
        timer = loop.schedule(options.connectTimeout().toNanos(), () -> {
            Transport.Dial late = dial;
            dial = null;
            late.abandon();
            failed(new DialFailure.Unreachable(
                    "no open WebSocket within " + options.connectTimeout().toMillis()
                            + " ms (connectTimeout: name look-up, TCP, TLS and upgrade)"));
        });
        dial = transport.dial(target, options.maxFrameSize(), loop, mine);
    }

    private void failed(DialFailure failure) {
        timer.cancel();
        dial = null;
        RedialPolicy.Redial redial = policy.after(failure);
        waitFor(redial, failure.reason(), 0);
    }

    /** Ends an open link from this side, without waiting for the other. */
    private void drop(Epoch which, String reason) {
        which.link.drop();
        ended(which, new CloseCause(CloseCause.ABNORMAL, reason));
    }

    private void ended(Epoch which, CloseCause cause) {
        which.heartbeat.stop();
        current = null;
        epoch++;
        statistics.disconnected();
        waitFor(policy.after(cause, which.wasGood()), cause.toString(), cause.code());
    }

    private void waitFor(RedialPolicy.Redial redial, String reason, int closeCode) {
        Duration wait = Duration.ofNanos(redial.waitNanos());
        enter(redial.state(), reason, wait);
        if (redial.state() == ConnectionState.REFUSED) {
            LOG.error("Doshii refuses the credentials: {}; next try in {} s", reason, wait.toSeconds());
            tell(Kind.REFUSED, reason, wait, closeCode);
        } else {
            LOG.warn("No Doshii connection: {}; next dial in {} ms", reason, wait.toMillis());
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
        epoch++;
        enter(ConnectionState.CLOSED, "", Duration.ZERO);
        if (dial != null) {
            dial.abandon();
            dial = null;
        }
        if (current == null) {
            release();
            return;
        }
        Epoch last = current;
        current = null;
        last.heartbeat.stop();
        last.closing = true;
        LOG.info("Closing the Doshii connection");
        last.link.close(CloseCause.NORMAL, "");
        timer = loop.schedule(CLOSE_NANOS, () -> {
            last.link.drop();
            release();
        });
    }

    private void release() {
        timer.cancel();
        timer = NO_TIMER;
        loop.close();
        closed.complete(null);
    }

    private void enter(ConnectionState state, String reason, Duration wait) {
        snapshot = new ConnectionSnapshot(
                state, loop.currentTimeMillis(), epoch, policy.failures(), reason, wait, snapshot.roundTrip());
    }

    private void tell(Kind kind, String reason, Duration wait, int closeCode) {
        ConnectionChange change = new ConnectionChange(kind, reason, wait, closeCode, epoch, loop.currentTimeMillis());
        for (Subscriber subscriber : List.copyOf(subscribers)) {
            subscriber.changed(change);
        }
    }

    /** One dial and the socket that came of it. */
    private final class Epoch implements LinkListener, Heartbeat.Owner, Inbound.Control {

        private final long number;
        private final ReadCredits credits = new ReadCredits();
        private final Heartbeat heartbeat = new Heartbeat(loop, options, this);
        private Link link;
        private long openedAt;
        private boolean ponged;
        private boolean closing;

        Epoch(long number) {
            this.number = number;
        }

        private boolean isOld() {
            return number != epoch;
        }

        boolean wasGood() {
            return ponged
                    && loop.nanoTime() - openedAt >= options.reconnectMaxDelay().toNanos();
        }

        void refill() {
            int more = credits.take(inbound.room());
            if (more > 0) {
                link.fetch(more);
            }
            heartbeat.heldBack(credits.none());
        }

        /** A new subscriber may have less room than what was asked for. */
        void restartReading() {
            link.pause();
            credits.reset();
            refill();
        }

        @Override
        public void opened(Link opened) {
            if (isOld()) {
                opened.drop();
                return;
            }
            timer.cancel();
            timer = NO_TIMER;
            dial = null;
            link = opened;
            current = this;
            openedAt = loop.nanoTime();
            enter(ConnectionState.AWAITING_PONG, snapshot.reason(), Duration.ZERO);
            LOG.debug("WebSocket open (dial {}), first ping goes out", number);
            heartbeat.start();
            refill();
        }

        @Override
        public void failed(DialFailure failure) {
            if (!isOld()) {
                Connection.this.failed(failure);
            }
        }

        @Override
        public void message(byte[] message) {
            if (isOld()) {
                return;
            }
            credits.arrived();
            heartbeat.fragment(false);
            heartbeat.life();
            inbound.message(message, this);
            if (!isOld()) {
                refill();
            }
        }

        @Override
        public void sign(boolean fragment) {
            if (!isOld()) {
                heartbeat.life();
                if (fragment) {
                    heartbeat.fragment(true);
                }
            }
        }

        @Override
        public void closed(CloseCause cause) {
            if (closing) {
                link.drop();
                release();
            } else if (!isOld()) {
                link.drop();
                ended(this, cause);
            }
        }

        @Override
        public void ping(long stamp) {
            statistics.pinged();
            link.send(WireText.ping(stamp, options.appVersion()));
        }

        @Override
        public boolean writeQueueFull() {
            return link.writeQueueFull();
        }

        @Override
        public void dead(String reason) {
            drop(this, reason);
        }

        @Override
        public void pong(Frame.Pong pong) {
            long roundTrip = heartbeat.pong(pong.value());
            statistics.ponged(roundTrip >= 0);
            if (roundTrip >= 0) {
                answered(Duration.ofNanos(roundTrip));
            }
            long now = loop.currentTimeMillis();
            for (Subscriber subscriber : List.copyOf(subscribers)) {
                subscriber.heartbeat(pong, now);
            }
        }

        private void answered(Duration roundTrip) {
            boolean first = !ponged;
            ponged = true;
            ConnectionState state = first ? ConnectionState.LIVE : snapshot.state();
            long since = first ? loop.currentTimeMillis() : snapshot.since();
            snapshot = new ConnectionSnapshot(state, since, number, policy.failures(), "", Duration.ZERO, roundTrip);
            if (first) {
                LOG.info("Connected to Doshii (dial {})", number);
                tell(Kind.CONNECTED, "", Duration.ZERO, 0);
            }
        }

        @Override
        public void reply(String text) {
            if (!link.writeQueueFull()) {
                link.send(text);
            }
        }
    }
}
