package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes the delivery history of one session down: what the route has finished, so that a later session knows it. Hands it
 * over at most once a second, and only if there is something new.
 *
 * <p>An event says for certain that an earlier change was delivered only if a ping that was sent some time after it was answered
 * ({@link DeliveryHistory#IN_TRANSIT}). So that a kill leaves little doubt, the journal has one sent each second from
 * then on until the last event is settled.
 *
 * <p>Confined to the event loop of the connection until the consumer has left it, then to the thread that stops the consumer.
 */
public final class DeliveryJournal {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** A heartbeat that was answered so lately serves as well as one of the journal. */
    private static final Duration LATELY = Duration.ofMillis(500);

    private final long formerConnections;
    private final DeliveryHistory history;
    private final EventLoop loop;
    private final Clocks clocks;
    private final Supplier<Moment> provenUntil;
    private final Consumer<Runnable> barrier;
    private final Consumer<String> store;

    private final UnwrittenDeliveries unwritten;
    private final Map<Long, Moment> endedConnections = new LinkedHashMap<>();
    private long connection;
    private boolean connected;
    private Moment lastEvent = Moment.DISTANT_PAST;

    /** The first event since all were settled; the distant past while all are. */
    private Moment unsettledSince = Moment.DISTANT_PAST;

    private ServiceTime writtenUntil = ServiceTime.UNKNOWN;
    private int writeAt = DeliveryHistory.MAX_ENTITIES;
    private boolean scheduled;
    private boolean barrierPending;
    private boolean ended;

    /**
     * @param former what former sessions have stored
     * @param provenUntil every message that the service sent before this moment has been received, as a ping has proved
     * @param barrier sends a ping and runs what it is given when the pong has come
     * @param store takes lines to be stored; must not block
     */
    public DeliveryJournal(
            StoredHistory former,
            EventLoop loop,
            Clocks clocks,
            Supplier<Moment> provenUntil,
            Consumer<Runnable> barrier,
            Consumer<String> store) {
        this.formerConnections = former.lastConnection();
        this.history = new DeliveryHistory(former);
        this.unwritten = new UnwrittenDeliveries(clocks, history, formerConnections);
        this.loop = loop;
        this.clocks = clocks;
        this.provenUntil = provenUntil;
        this.barrier = barrier;
        this.store = store;
    }

    /** What the consumer was given, finished or not. */
    public DeliveryHistory history() {
        return history;
    }

    /** Events that follow are of this connection. */
    public void connecting(long number) {
        connection = number;
        writtenUntil = ServiceTime.UNKNOWN;
    }

    /** The connection is alive, so that a barrier can be sent. Who joins a connection that is alive is told only this. */
    public void connected(long number) {
        if (connection != number) {
            connecting(number);
        }
        connected = true;
    }

    /** The connection has ended; everything that was sent on it before this moment has been received. */
    public void disconnected(Moment until) {
        if (connected) {
            connected = false;
            barrierPending = false;
            endedConnections.put(connection, until);
            tickLater();
        }
    }

    /** A live event is handed to the route. */
    public void event(DoshiiEvent event, EntityKey key, long connectionNumber, Moment now, Delivery delivery) {
        lastEvent = now;
        if (unsettledSince == Moment.DISTANT_PAST) {
            unsettledSince = now;
        }
        unwritten.event(event, key, connectionNumber, now, delivery);
        added();
    }

    /** A recovered event is handed to the route, the last one that tells of this row. */
    public void row(EntityKey key, EntityState state, Delivery delivery) {
        unwritten.row(key, state, delivery);
        added();
    }

    /** A recovered event is handed to the route, and another of the same row follows. */
    public void known(EntityKey key, Delivery delivery) {
        unwritten.known(key, delivery);
        added();
    }

    /** A live event is not handed to the route, because the consumer stops: the next session recovers it. */
    public void heldBack(EntityKey key) {
        unwritten.heldBack(key);
        tickLater();
    }

    private void added() {
        tickLater();
        if (unwritten.size() > writeAt) {
            // Sooner than in a second: what is remembered here is bounded.
            hand(collect(true));
            writeAt = Math.max(DeliveryHistory.MAX_ENTITIES, 2 * unwritten.size());
        }
    }

    /**
     * Whether it is certain of each event that it was the last of its entity up to its time: a message came long enough after
     * it, or none can come any more.
     */
    public boolean isSettled() {
        return !connected
                || lastEvent == Moment.DISTANT_PAST
                || !provenUntil.get().isBefore(lastEvent.plus(proofTime()));
    }

    /** Whether there are events of which it will be known when they were received as soon as the service tells its time. */
    public boolean awaitsTime() {
        return connected && !isTimeKnown() && unwritten.hasEvents();
    }

    private boolean isTimeKnown() {
        return clocks.isServiceMeasured() && clocks.isServiceConfirmed();
    }

    /**
     * How long after an event a message proves that no later one was lost: its time is written down by the service's clock, as
     * the earliest that it can have been, and compared with the time of a change, which is right.
     */
    private Duration proofTime() {
        return DeliveryHistory.IN_TRANSIT.plus(clocks.serviceError().multipliedBy(2));
    }

    /** How long it is until a message can settle the last event. */
    public Duration untilSettled() {
        Duration left = lastEvent.plus(proofTime()).monotonic().since(clocks.monotonicNow());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void tickLater() {
        if (!scheduled && !ended) {
            scheduled = true;
            loop.schedule(INTERVAL.toNanos(), this::tick);
        }
    }

    private void tick() {
        scheduled = false;
        storeFinished();
        settle();
        if (unwritten.size() > 0 || !isSettled()) {
            tickLater();
        }
    }

    /** Asks for a message that settles events, if it is time for one. */
    private void settle() {
        if (isSettled()) {
            unsettledSince = Moment.DISTANT_PAST;
        } else if (connected
                && !barrierPending
                && isPast(unsettledSince, proofTime())
                && isPast(provenUntil.get(), LATELY)) {
            barrierPending = true;
            barrier.accept(() -> {
                barrierPending = false;
                tickLater();
            });
        }
    }

    private boolean isPast(Moment moment, Duration duration) {
        return clocks.monotonicNow().since(moment.monotonic()).compareTo(duration) >= 0;
    }

    /** Stores what was finished since the last time. */
    public void storeFinished() {
        if (!ended) {
            hand(collect(false));
        }
    }

    /** The consumer leaves the connection: from now on the journal belongs to the thread that stops the consumer. */
    public void leave() {
        // Until when everything was received is known now, and not any more when the route has finished the rest.
        storeFinished();
        ended = true;
    }

    /** Stores what was finished since the last time, after {@link #leave}. */
    public void storeRest() {
        hand(collect(true));
    }

    private void hand(String lines) {
        if (!lines.isEmpty()) {
            store.accept(lines);
        }
    }

    /**
     * What is new, as lines.
     *
     * @param impatient whether nothing waits for the service's time
     */
    private String collect(boolean impatient) {
        boolean timeIsKnown = isTimeKnown();
        StringBuilder lines = new StringBuilder();
        unwritten.write(lines, timeIsKnown, impatient);
        // What comes on the connection after the session has ended is not for this consumer, and proves nothing.
        if (timeIsKnown && unwritten.isComplete() && !ended) {
            endedConnections.forEach((number, until) -> writeConnection(lines, number, earliest(until)));
            endedConnections.clear();
            ServiceTime until = earliest(provenUntil.get());
            boolean tells = !lines.isEmpty() || isUnsettledSince(writtenUntil);
            if (connected && tells && until.isAfter(writtenUntil)) {
                writeConnection(lines, connection, until);
                writtenUntil = until;
            }
        }
        return lines.toString();
    }

    private boolean isUnsettledSince(ServiceTime until) {
        return lastEvent != Moment.DISTANT_PAST
                && until.isBefore(clocks.latestServiceTime(lastEvent)
                        .plus(DeliveryHistory.IN_TRANSIT)
                        .plus(clocks.serviceError()));
    }

    private void writeConnection(StringBuilder lines, long number, ServiceTime until) {
        StoredHistory.connection(lines, formerConnections + number, until);
    }

    private ServiceTime earliest(Moment moment) {
        return clocks.serviceTime(moment).minus(clocks.serviceError());
    }
}
