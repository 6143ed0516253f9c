package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.log.LogThrottle;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import io.github.cameldoshii.internal.statistics.DisconnectCause;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of a connection, from its connect attempt to its end, with its own heartbeat, flow control and receive
 * watermark: nothing of one session can be taken for something of another. Once it is over, it ignores whatever its
 * transport still reports. Confined to the connection's event loop.
 */
final class WebSocketSession implements WebSocketListener, LivenessMonitor.Listener, MessageDispatcher.Control {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketSession.class);

    /** Told by a session what it has come to; hears nothing of a session that is over. */
    interface Listener {
        /** The WebSocket is open and the first ping follows. */
        void opened();

        /** The connect attempt failed; the session is over. */
        void failed(ConnectFailure failure);

        /** A ping was answered. */
        void answered(Duration roundTrip, boolean first);

        /** A pong arrived, whether or not it answers a ping. */
        void pong(InboundMessage.Pong pong);

        /** The WebSocket has ended; the session is over. */
        void ended(CloseCause cause);
    }

    /** The server has this long to answer a close frame, then the TCP connection is closed. */
    private static final long CLOSE_TIMEOUT_NANOS = Duration.ofSeconds(1).toNanos();

    /** So many control frames may arrive while sent data piles up: the answers to them pile up too. */
    private static final int MAX_UNREAD_ANSWERS = 10_000;

    private static final String BACK_PRESSURE = "back-pressure";

    private static final WebSocketTransport.ConnectAttempt NO_ATTEMPT = () -> {};

    private enum Stage {
        CONNECTING,
        OPEN,
        CLOSING,
        OVER
    }

    private final String connectionName;
    private final EventLoop loop;
    private final SocketOptions options;
    private final MessageDispatcher dispatcher;
    private final SocketStatistics statistics;
    private final Listener listener;
    private final FlowControl flowControl = new FlowControl();
    private final LivenessMonitor liveness;
    private final Heartbeat heartbeat;
    private final ReceiveWatermark watermark = new ReceiveWatermark();
    private final LogThrottle backPressureLog = new LogThrottle();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private Stage stage = Stage.CONNECTING;
    private EventLoop.Timer timer = () -> {};
    private WebSocketTransport.ConnectAttempt attempt = NO_ATTEMPT;
    private WebSocketChannel channel;
    private long openedAt;
    private boolean hadPong;
    private boolean readPaused;
    private int unreadAnswers;

    /** @param connectionName of the connection that it belongs to, for logs */
    WebSocketSession(
            String connectionName,
            EventLoop loop,
            SocketOptions options,
            MessageDispatcher dispatcher,
            SocketStatistics statistics,
            Listener listener) {
        this.connectionName = connectionName;
        this.loop = loop;
        this.options = options;
        this.dispatcher = dispatcher;
        this.statistics = statistics;
        this.listener = listener;
        this.liveness = new LivenessMonitor(loop, options, this);
        this.heartbeat = new Heartbeat(loop, options, liveness, this, this::sendPing);
    }

    void connect(WebSocketTransport transport, WebSocketAddress address) {
        timer = loop.schedule(options.connectTimeout().toNanos(), () -> {
            over();
            String progress = attempt.progress();
            attempt.abandon();
            listener.failed(new ConnectFailure.Unreachable(
                    "no open WebSocket within " + options.connectTimeout().toMillis()
                            + " ms (connectTimeout: name look-up, TCP, TLS and upgrade)"
                            + (progress.isEmpty() ? "" : ": " + progress)));
        });
        attempt = transport.connect(address, options.maxMessageSize(), loop, this);
    }

    boolean isOpen() {
        return stage == Stage.OPEN;
    }

    /** Whether it had a pong and has lived for reconnectMaxDelay. */
    boolean isStable() {
        return hadPong
                && loop.nanoTime() - openedAt >= options.reconnectMaxDelay().toNanos();
    }

    /** Requests as many messages as the subscribers can take; reading is paused while that is none. */
    void requestMessages() {
        if (stage != Stage.OPEN) {
            return;
        }
        int more = flowControl.request(dispatcher.remainingCapacity());
        if (more > 0) {
            channel.request(more);
        }
        boolean paused = flowControl.isExhausted();
        long now = loop.nanoTime();
        if (paused && !readPaused) {
            backPressureLog.postpone(BACK_PRESSURE, now);
        }
        readPaused = paused;
        liveness.readPaused(paused);
        watermark.readPaused(paused, now);
        statistics.readPaused(paused, now);
    }

    /** Withdraws what was requested and requests anew: a new subscriber may have less capacity. */
    void restartReading() {
        if (stage == Stage.OPEN) {
            channel.pause();
            flowControl.reset();
            requestMessages();
        }
    }

    /** Sends a ping and runs the task when it is answered, unless the session is over before. */
    void barrier(Runnable passed) {
        if (stage == Stage.OPEN) {
            heartbeat.barrier(() -> {
                if (stage == Stage.OPEN) {
                    passed.run();
                }
            });
        }
    }

    /** Closes the TCP connection at once, without a close handshake; the listener hears nothing more. */
    void drop() {
        over();
        channel.drop();
    }

    /** Abandons a connect attempt, or closes the WebSocket with a handshake. Completes when nothing is left of it. */
    CompletionStage<Void> close() {
        if (stage == Stage.CONNECTING) {
            over();
            attempt.abandon();
            closed.complete(null);
        } else if (stage == Stage.OPEN) {
            stage = Stage.CLOSING;
            heartbeat.stop();
            timer = loop.schedule(CLOSE_TIMEOUT_NANOS, this::closeDone);
            channel.close(CloseCause.NORMAL, "");
        }
        return closed;
    }

    private void closeDone() {
        over();
        channel.drop();
        closed.complete(null);
    }

    private void over() {
        stage = Stage.OVER;
        statistics.readPaused(false, loop.nanoTime());
        timer.cancel();
        heartbeat.stop();
    }

    @Override
    public void opened(WebSocketChannel opened) {
        if (stage != Stage.CONNECTING) {
            opened.drop();
            return;
        }
        stage = Stage.OPEN;
        timer.cancel();
        // Not kept for as long as the WebSocket lives: it has all that was needed to open it.
        attempt = NO_ATTEMPT;
        channel = opened;
        openedAt = loop.nanoTime();
        listener.opened();
        heartbeat.start();
        requestMessages();
    }

    @Override
    public void failed(ConnectFailure failure) {
        if (stage == Stage.CONNECTING) {
            over();
            listener.failed(failure);
        }
    }

    @Override
    public void message(byte[] bytes, int length) {
        if (stage != Stage.OPEN) {
            return;
        }
        flowControl.received();
        liveness.messageIncomplete(false);
        liveness.signOfLife();
        watermark.messageRead(loop.nanoTime());
        publishWatermark();
        dispatcher.dispatch(bytes, length, this);
        if (flowControl.isLow()) {
            requestMessages();
        }
    }

    @Override
    public void signOfLife(boolean fragment) {
        if (stage == Stage.OPEN) {
            liveness.signOfLife();
            if (fragment) {
                liveness.messageIncomplete(true);
            } else {
                controlFrame();
            }
        }
    }

    /** The channel answers WebSocket pings by itself, however many they are and whether or not the answers are read. */
    private void controlFrame() {
        unreadAnswers = channel.writeQueueFull() ? unreadAnswers + 1 : 0;
        if (unreadAnswers > MAX_UNREAD_ANSWERS) {
            dead("the service does not read the answers to its pings");
        }
    }

    @Override
    public void closed(CloseCause cause) {
        if (stage == Stage.CLOSING) {
            closeDone();
        } else if (stage == Stage.OPEN) {
            drop();
            listener.ended(cause);
        }
    }

    private void sendPing(long stamp) {
        if (readPaused && backPressureLog.isDue(BACK_PRESSURE, loop.nanoTime())) {
            LOG.warn(
                    "Back-pressure: nothing has been read from Doshii for a minute, because route {} takes no more ({})",
                    dispatcher.fullestSubscriber(),
                    connectionName);
        }
        statistics.pinged();
        channel.send(HeartbeatMessages.ping(stamp, options.appVersion()));
    }

    @Override
    public boolean writeQueueFull() {
        return channel.writeQueueFull();
    }

    @Override
    public void dead(String reason) {
        drop();
        listener.ended(new CloseCause(DisconnectCause.UNRESPONSIVE, CloseCause.ABNORMAL, reason));
    }

    @Override
    public void pong(InboundMessage.Pong pong) {
        long roundTrip = heartbeat.pong(pong.value());
        statistics.ponged(roundTrip >= 0);
        if (roundTrip >= 0) {
            long now = loop.nanoTime();
            watermark.pingAnswered(now - roundTrip, now);
            statistics.provenUntil(now - roundTrip);
            publishWatermark();
            boolean first = !hadPong;
            hadPong = true;
            listener.answered(Duration.ofNanos(roundTrip), first);
        }
        listener.pong(pong);
    }

    private void publishWatermark() {
        if (watermark.isKnown()) {
            statistics.receiveWatermark(watermark.nanos());
        }
    }

    @Override
    public void reply(String text) {
        if (!channel.writeQueueFull()) {
            channel.send(text);
        }
    }
}
