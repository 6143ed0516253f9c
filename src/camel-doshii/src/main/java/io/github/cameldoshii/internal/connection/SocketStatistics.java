package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counters of a connection. Written by the event loop alone (so a plain add and an ordered store are enough), read by any
 * thread.
 */
public final class SocketStatistics {

    private final AtomicLong connectAttempts = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong unwanted = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong pings = new AtomicLong();
    private final AtomicLong pongs = new AtomicLong();
    private final AtomicLong strayPongs = new AtomicLong();
    private final AtomicLong primus = new AtomicLong();
    private final AtomicLong disconnects = new AtomicLong();
    private final AtomicLong lastMessageAt = new AtomicLong();
    private final AtomicLong lastMessageNanos = new AtomicLong();
    private final AtomicLong coveredNanos = new AtomicLong();
    private final AtomicBoolean heldBack = new AtomicBoolean();

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

    void covered(long nanos) {
        coveredNanos.lazySet(nanos);
    }

    void heldBack(boolean held) {
        if (heldBack.getPlain() != held) {
            heldBack.lazySet(held);
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
    }

    void pinged() {
        add(pings);
    }

    void ponged(boolean matched) {
        add(matched ? pongs : strayPongs);
    }

    void primus() {
        add(primus);
    }

    void disconnected() {
        add(disconnects);
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

    /** Messages that were no frame of the service. */
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

    /** Pongs that answered none of our pings: signs of life, not answers. */
    public long pongsUnmatched() {
        return strayPongs.get();
    }

    /** Legacy Primus strings. */
    public long primusMessages() {
        return primus.get();
    }

    /** Connections that were open and ended, for any reason but the last subscriber's leaving. */
    public long disconnects() {
        return disconnects.get();
    }

    /** When the last message arrived, for people; 1970 before the first. */
    public WallTime lastMessageAt() {
        return new WallTime(lastMessageAt.get());
    }

    /** Whether nothing is read at present, because a subscriber has no room. */
    public boolean isHeldBack() {
        return heldBack.get();
    }

    /**
     * Up to when all that the service has sent on the present socket, or the last one that was open, has been read: the
     * time of the last message, or an earlier one where reading was held back.
     */
    public MonotonicTime covered() {
        return new MonotonicTime(coveredNanos.get());
    }

    /** When the last message arrived, to measure with. */
    public MonotonicTime lastMessage() {
        return new MonotonicTime(lastMessageNanos.get());
    }
}
