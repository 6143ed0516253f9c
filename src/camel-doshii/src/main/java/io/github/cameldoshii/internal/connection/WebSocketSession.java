package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dial and the socket that comes of it, with its own heartbeat and its own read credits, so that nothing of one socket
 * can be taken for something of another. Once it is over, whatever its transport still reports is ignored. Confined to the
 * loop.
 */
final class WebSocketSession implements WebSocketListener, Heartbeat.Owner, InboundMessages.Control {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketSession.class);

    /** The connection that it belongs to; hears nothing of an epoch that is over. */
    interface Owner {
        /** The WebSocket is open and the first ping on its way. */
        void opened();

        /** The dial came to nothing; the epoch is over. */
        void failed(ConnectFailure failure);

        /** A ping was answered. */
        void answered(Duration roundTrip, boolean first);

        /** A pong arrived, whether or not it answers a ping. */
        void pong(InboundMessage.Pong pong);

        /** The socket is gone; the epoch is over. */
        void ended(CloseCause cause);
    }

    /** A polite close gets this long, then the socket is dropped. */
    private static final long CLOSE_NANOS = Duration.ofSeconds(1).toNanos();

    /** So many control frames may come while what was sent piles up: the answers to them pile up too. */
    private static final int UNREAD_ANSWERS = 10_000;

    private enum Stage {
        DIALLING,
        OPEN,
        CLOSING,
        OVER
    }

    private final String connection;
    private final EventLoop loop;
    private final SocketOptions options;
    private final InboundMessages inbound;
    private final SocketStatistics statistics;
    private final Owner owner;
    private final FlowControl credits = new FlowControl();
    private final Heartbeat heartbeat;
    private final ReceiveWatermark coverage = new ReceiveWatermark();
    private final BackPressureWarning longHold = new BackPressureWarning();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private Stage stage = Stage.DIALLING;
    private EventLoop.Timer timer = () -> {};
    private WebSocketTransport.Dial dial = () -> {};
    private WebSocketChannel link;
    private long openedAt;
    private boolean ponged;
    private int unreadAnswers;

    /** @param connection which one it is of, for people */
    WebSocketSession(
            String connection,
            EventLoop loop,
            SocketOptions options,
            InboundMessages inbound,
            SocketStatistics statistics,
            Owner owner) {
        this.connection = connection;
        this.loop = loop;
        this.options = options;
        this.inbound = inbound;
        this.statistics = statistics;
        this.owner = owner;
        this.heartbeat = new Heartbeat(loop, options, this);
    }

    void dial(WebSocketTransport transport, WebSocketAddress target) {
        timer = loop.schedule(options.connectTimeout().toNanos(), () -> {
            over();
            String progress = dial.progress();
            dial.abandon();
            owner.failed(new ConnectFailure.Unreachable(
                    "no open WebSocket within " + options.connectTimeout().toMillis()
                            + " ms (connectTimeout: name look-up, TCP, TLS and upgrade)"
                            + (progress.isEmpty() ? "" : ": " + progress)));
        });
        dial = transport.dial(target, options.maxMessageSize(), loop, this);
    }

    boolean isOpen() {
        return stage == Stage.OPEN;
    }

    /** Whether it had a pong and has lived for reconnectMaxDelay. */
    boolean wasGood() {
        return ponged
                && loop.nanoTime() - openedAt >= options.reconnectMaxDelay().toNanos();
    }

    /** Asks for as much as there is room for. */
    void refill() {
        if (stage != Stage.OPEN) {
            return;
        }
        int more = credits.take(inbound.room());
        if (more > 0) {
            link.fetch(more);
        }
        boolean held = credits.none();
        long now = loop.nanoTime();
        heartbeat.heldBack(held);
        coverage.heldBack(held, now);
        longHold.held(held, now);
        statistics.heldBack(held);
    }

    /** Takes back what was asked for and asks again: a new subscriber may have less room. */
    void restartReading() {
        if (stage == Stage.OPEN) {
            link.pause();
            credits.reset();
            refill();
        }
    }

    /** Sends a ping and runs the task when it is answered, unless the socket has ended before. */
    void mark(Runnable answered) {
        if (stage == Stage.OPEN) {
            heartbeat.mark(() -> {
                if (stage == Stage.OPEN) {
                    answered.run();
                }
            });
        }
    }

    /** Ends the open socket from this side without waiting for the other; the owner hears nothing more. */
    void drop() {
        over();
        link.drop();
    }

    /** Gives a dial up at once, or closes the socket politely. Completes when nothing is left of it. */
    CompletionStage<Void> close() {
        if (stage == Stage.DIALLING) {
            over();
            dial.abandon();
            closed.complete(null);
        } else if (stage == Stage.OPEN) {
            stage = Stage.CLOSING;
            heartbeat.stop();
            timer = loop.schedule(CLOSE_NANOS, this::closeDone);
            link.close(CloseCause.NORMAL, "");
        }
        return closed;
    }

    private void closeDone() {
        over();
        link.drop();
        closed.complete(null);
    }

    private void over() {
        stage = Stage.OVER;
        timer.cancel();
        heartbeat.stop();
    }

    @Override
    public void opened(WebSocketChannel opened) {
        if (stage != Stage.DIALLING) {
            opened.drop();
            return;
        }
        stage = Stage.OPEN;
        timer.cancel();
        link = opened;
        openedAt = loop.nanoTime();
        owner.opened();
        heartbeat.start();
        refill();
    }

    @Override
    public void failed(ConnectFailure failure) {
        if (stage == Stage.DIALLING) {
            over();
            owner.failed(failure);
        }
    }

    @Override
    public void message(byte[] bytes, int length) {
        if (stage != Stage.OPEN) {
            return;
        }
        credits.arrived();
        heartbeat.fragment(false);
        heartbeat.life();
        coverage.read(loop.nanoTime());
        tellCoverage();
        inbound.message(bytes, length, this);
        refill();
    }

    @Override
    public void sign(boolean fragment) {
        if (stage == Stage.OPEN) {
            heartbeat.life();
            if (fragment) {
                heartbeat.fragment(true);
            } else {
                controlFrame();
            }
        }
    }

    /** The transport answers WebSocket pings by itself, however many they are and whether or not the answers are read. */
    private void controlFrame() {
        unreadAnswers = link.writeQueueFull() ? unreadAnswers + 1 : 0;
        if (unreadAnswers > UNREAD_ANSWERS) {
            dead("the service does not read the answers to its pings");
        }
    }

    @Override
    public void closed(CloseCause cause) {
        if (stage == Stage.CLOSING) {
            closeDone();
        } else if (stage == Stage.OPEN) {
            drop();
            owner.ended(cause);
        }
    }

    @Override
    public void ping(long stamp) {
        if (longHold.isDue(loop.nanoTime())) {
            LOG.warn(
                    "Nothing has been read from Doshii for a minute: route {} takes no more ({})",
                    inbound.tightest(),
                    connection);
        }
        statistics.pinged();
        link.send(HeartbeatMessages.ping(stamp, options.appVersion()));
    }

    @Override
    public boolean writeQueueFull() {
        return link.writeQueueFull();
    }

    @Override
    public void dead(String reason) {
        drop();
        owner.ended(new CloseCause(CloseCause.ABNORMAL, reason));
    }

    @Override
    public void pong(InboundMessage.Pong pong) {
        long roundTrip = heartbeat.pong(pong.value());
        statistics.ponged(roundTrip >= 0);
        if (roundTrip >= 0) {
            long now = loop.nanoTime();
            coverage.answered(now - roundTrip, now);
            tellCoverage();
            boolean first = !ponged;
            ponged = true;
            owner.answered(Duration.ofNanos(roundTrip), first);
        }
        owner.pong(pong);
    }

    private void tellCoverage() {
        if (coverage.isKnown()) {
            statistics.covered(coverage.nanos());
        }
    }

    @Override
    public void reply(String text) {
        if (!link.writeQueueFull()) {
            link.send(text);
        }
    }
}
