package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes the delivery history of one session down: what the route has finished, so that a later session knows it. Hands it
 * over at most once a second, and only if there is something new.
 *
 * <p>An event says for certain that an earlier change was delivered only if a ping that was sent some time after it was answered
 * ({@link DeliveryHistory#IN_TRANSIT}). So that a kill at a quiet time leaves no doubt, the journal has one sent that often
 * until the last event is settled.
 *
 * <p>Confined to the event loop of the connection until the consumer has left it, then to the thread that stops the consumer.
 */
public final class DeliveryJournal {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** So long an event waits for the service's time to be known. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer names are no names of the service; the history would not be small any more. */
    private static final int MAX_NAME = 300;

    /** Something that is written when it is finished, in the order in which it was delivered. */
    private sealed interface Entry {
        EntityKey key();

        Delivery delivery();

        record Event(EntityKey key, boolean removal, String status, long connection, Moment at, Delivery delivery)
                implements Entry {}

        record Row(EntityKey key, EntityState state, Delivery delivery) implements Entry {}

        record Known(EntityKey key, Delivery delivery) implements Entry {}
    }

    private final long formerConnections;
    private final DeliveryHistory history;
    private final EventLoop loop;
    private final Clocks clocks;
    private final Supplier<Moment> provenUntil;
    private final Consumer<Runnable> barrier;
    private final Consumer<String> store;

    private final Deque<Entry> pending = new ArrayDeque<>();

    /** Events of which it is written that they are not finished. */
    private final Set<Delivery> begun = new HashSet<>();

    /** Entities of which an event was received last that the route does not get. */
    private final Set<EntityKey> heldBack = new LinkedHashSet<>();

    private final Map<Long, Moment> endedConnections = new LinkedHashMap<>();
    private long connection;
    private boolean connected;
    private Moment lastEvent = Moment.DISTANT_PAST;
    private ServiceTime writtenUntil = ServiceTime.UNKNOWN;
    private Moment converted = Moment.DISTANT_PAST;
    private ServiceTime convertedTo = ServiceTime.UNKNOWN;
    private int writeAt = DeliveryHistory.MAX_ENTITIES;
    private boolean heldBackUnnamed;
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
        add(new Entry.Event(key, event.isRemoval(), event.status(), connectionNumber, now, delivery));
    }

    /** A recovered event is handed to the route, the last one that tells of this row. */
    public void row(EntityKey key, EntityState state, Delivery delivery) {
        add(new Entry.Row(key, state, delivery));
    }

    /** A recovered event is handed to the route, and another of the same row follows. */
    public void known(EntityKey key, Delivery delivery) {
        add(new Entry.Known(key, delivery));
    }

    /** A live event is not handed to the route, because the consumer stops: the next session recovers it. */
    public void heldBack(EntityKey key) {
        if (key.length() <= MAX_NAME && heldBack.size() < DeliveryHistory.MAX_ENTITIES) {
            heldBack.add(key);
            tickLater();
        } else {
            // Without its name nothing may be said of what was received from now on.
            heldBackUnnamed = true;
        }
    }

    private void add(Entry entry) {
        if (entry.key().length() > MAX_NAME) {
            return;
        }
        pending.add(entry);
        tickLater();
        if (pending.size() > writeAt) {
            // Sooner than in a second: what is remembered here is bounded.
            hand(collect(true));
            writeAt = Math.max(DeliveryHistory.MAX_ENTITIES, 2 * pending.size());
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
        if (!pending.isEmpty() || !isSettled()) {
            settle();
            tickLater();
        }
    }

    /** Asks for a message that settles the last event, if it is time for one. */
    private void settle() {
        boolean isDue =
                clocks.monotonicNow().since(provenUntil.get().monotonic()).compareTo(DeliveryHistory.IN_TRANSIT) >= 0;
        if (connected && !barrierPending && !isSettled() && isDue) {
            barrierPending = true;
            barrier.accept(() -> {
                barrierPending = false;
                tickLater();
            });
        }
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
     * What is new, as lines. An entity with an event that is not finished has no time of an event: the time of an earlier one,
     * together with that of the last message, would say that the later one was delivered.
     *
     * @param impatient whether what waits for the service's time is written without it
     */
    private String collect(boolean impatient) {
        converted = Moment.DISTANT_PAST;
        boolean timeIsKnown = clocks.isServiceMeasured() && clocks.isServiceConfirmed();
        StringBuilder lines = new StringBuilder();
        Set<EntityKey> written = new HashSet<>();
        for (Iterator<Entry> i = pending.iterator(); i.hasNext(); ) {
            Entry entry = i.next();
            if (!entry.delivery().isFinished()) {
                writeBegun(entry, lines, written);
            } else if (timeIsKnown || impatient || !waitsForTime(entry)) {
                write(entry, lines, timeIsKnown);
                if (!begun.isEmpty()) {
                    written.add(entry.key());
                }
                i.remove();
            }
        }
        heldBack.forEach(key -> StoredHistory.heldBack(lines, key));
        // What comes on the connection after the session has ended is not for this consumer, and proves nothing.
        if (timeIsKnown && !heldBackUnnamed && !ended) {
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

    /** @param written entities of which an earlier event has just been written: its time must not count */
    private void writeBegun(Entry entry, StringBuilder lines, Set<EntityKey> written) {
        if (entry instanceof Entry.Event && (begun.add(entry.delivery()) || written.contains(entry.key()))) {
            StoredHistory.heldBack(lines, entry.key());
        }
    }

    private boolean waitsForTime(Entry entry) {
        return entry instanceof Entry.Event event
                && clocks.monotonicNow().since(event.at().monotonic()).compareTo(PATIENCE) < 0;
    }

    private boolean isUnsettledSince(ServiceTime until) {
        return lastEvent != Moment.DISTANT_PAST
                && until.isBefore(clocks.latestServiceTime(lastEvent)
                        .plus(DeliveryHistory.IN_TRANSIT)
                        .plus(clocks.serviceError()));
    }

    private void write(Entry entry, StringBuilder lines, boolean timeIsKnown) {
        if (entry instanceof Entry.Event event) {
            begun.remove(event.delivery());
            write(event, lines, timeIsKnown);
        } else if (entry instanceof Entry.Row row) {
            StoredHistory.row(
                    lines, row.key(), row.state().updatedAt(), row.state().state());
        } else {
            StoredHistory.known(lines, entry.key(), "");
        }
    }

    private void write(Entry.Event event, StringBuilder lines, boolean timeIsKnown) {
        if (timeIsKnown) {
            ServiceTime latest = latest(event.at());
            StoredHistory.event(
                    lines,
                    event.key(),
                    event.removal(),
                    event.status(),
                    latest,
                    formerConnections + event.connection());
        } else {
            // A time by a clock that nobody confirms could hide a change.
            StoredHistory.known(lines, event.key(), event.status());
        }
        EntityState shown = event.delivery().shown();
        if (shown != EntityState.NONE) {
            history.recordRow(event.key(), shown);
            StoredHistory.row(lines, event.key(), shown.updatedAt(), shown.state());
        }
    }

    private void writeConnection(StringBuilder lines, long number, ServiceTime until) {
        StoredHistory.connection(lines, formerConnections + number, until);
    }

    /** Events that were read in one turn of the loop share a moment, and one of them is converted. */
    private ServiceTime latest(Moment moment) {
        if (moment != converted) {
            converted = moment;
            convertedTo = clocks.latestServiceTime(moment).plus(clocks.serviceError());
        }
        return convertedTo;
    }

    private ServiceTime earliest(Moment moment) {
        return clocks.serviceTime(moment).minus(clocks.serviceError());
    }
}
