package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.statistics.ConnectOutcome;
import io.github.cameldoshii.internal.statistics.DisconnectCause;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counters of a connection. Written by its event loop alone, so a plain add and an ordered store are enough; read by any
 * thread. What outlives the connection is counted in the statistics of its environment too.
 */
public final class SocketStatistics {

    private final EnvironmentStatistics environment;
    private final AtomicLong connectAttempts = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong unwanted = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong pings = new AtomicLong();
    private final AtomicLong pongs = new AtomicLong();
    private final AtomicLong unsolicitedPongs = new AtomicLong();
    private final AtomicLong primus = new AtomicLong();
    private final AtomicLong disconnects = new AtomicLong();
    private final AtomicLong lastMessageAt = new AtomicLong();
    private final AtomicLong lastMessageNanos = new AtomicLong();
    /** Replaced only by another time: most messages of one turn of the loop share it. */
    private final AtomicReference<MonotonicTime> receiveWatermark = new AtomicReference<>(new MonotonicTime(0));

    private final AtomicLong provenUntil = new AtomicLong();
    private final AtomicBoolean readPaused = new AtomicBoolean();

    /** @param environment of the connection; shared with others */
    public SocketStatistics(EnvironmentStatistics environment) {
        this.environment = environment;
    }

    static void add(AtomicLong counter) {
        counter.lazySet(counter.get() + 1);
    }

    void connecting() {
        add(connectAttempts);
    }

    void messageAt(long now, long nanos) {
        add(messages);
        lastMessageAt.lazySet(now);
        lastMessageNanos.lazySet(nanos);
    }

    void provenUntil(long nanos) {
        provenUntil.lazySet(nanos);
    }

    void receiveWatermark(long nanos) {
        if (receiveWatermark.getPlain().nanos() != nanos) {
            receiveWatermark.lazySet(new MonotonicTime(nanos));
        }
    }

    void readPaused(boolean paused, long nanos) {
        if (readPaused.getPlain() != paused) {
            readPaused.lazySet(paused);
            if (paused) {
                environment.readPaused().begin(nanos);
            } else {
                environment.readPaused().end(nanos);
            }
        }
    }

    void event() {
        add(events);
    }

    void unwanted() {
        add(unwanted);
    }

    void unreadable() {
        add(unreadable);
        environment.malformedMessages().increment();
    }

    void pinged() {
        add(pings);
    }

    void ponged(boolean matched) {
        add(matched ? pongs : unsolicitedPongs);
    }

    void primus() {
        add(primus);
    }

    void opened(long connectNanos) {
        environment.connects().increment(ConnectOutcome.OPENED);
        environment.connectTime().add(connectNanos);
    }

    void connectFailed(ConnectOutcome outcome) {
        environment.connects().increment(outcome);
    }

    void answered(long roundTripNanos) {
        environment.roundTrip().add(roundTripNanos);
    }

    void disconnected(DisconnectCause cause) {
        add(disconnects);
        environment.disconnects().increment(cause);
    }

    /** What is counted beyond the life of this connection. */
    public EnvironmentStatistics environment() {
        return environment;
    }

    /** Connect attempts so far, failed ones included. */
    public long connectAttempts() {
        return connectAttempts.get();
    }

    /** Messages that arrived, of any kind. */
    public long messages() {
        return messages.get();
    }

    /** Events that at least one subscriber wanted by its type. */
    public long events() {
        return events.get();
    }

    /** Events that no subscriber wanted. */
    public long unwantedEvents() {
        return unwanted.get();
    }

    /** Malformed messages. */
    public long unreadableMessages() {
        return unreadable.get();
    }

    /** Pings sent. */
    public long pingsSent() {
        return pings.get();
    }

    /** Pongs that answered a ping of ours. */
    public long pongsMatched() {
        return pongs.get();
    }

    /** Unsolicited pongs: signs of life, not answers. */
    public long pongsUnmatched() {
        return unsolicitedPongs.get();
    }

    /** Legacy Primus strings. */
    public long primusMessages() {
        return primus.get();
    }

    /** Open sessions that have ended, for any reason but the last subscriber's leaving. */
    public long disconnects() {
        return disconnects.get();
    }

    /** When the last message arrived, by the wall clock; 1970 before the first. */
    public WallTime lastMessageAt() {
        return new WallTime(lastMessageAt.get());
    }

    /** Whether reading is paused, because a subscriber has no remaining capacity. */
    public boolean isReadPaused() {
        return readPaused.get();
    }

    /**
     * When the last ping that was answered was sent: everything that the server sent before this instant has been read, however
     * long it was on its way or waited to be read.
     */
    public MonotonicTime provenUntil() {
        return new MonotonicTime(provenUntil.get());
    }

    /**
     * Receive watermark of the current session, or the last one that was open: every message that the server sent before
     * this instant has been read.
     */
    public MonotonicTime receiveWatermark() {
        return receiveWatermark.get();
    }

    /** When the last message arrived, by the monotonic clock. */
    public MonotonicTime lastMessage() {
        return new MonotonicTime(lastMessageNanos.get());
    }
}
