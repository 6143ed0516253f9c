package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Clocks;
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

/**
 * What was handed to the route and is not written down yet, in the order in which it was handed over: it is written when it is
 * finished. Confined as the {@link DeliveryJournal} that has it.
 */
final class UnwrittenDeliveries {

    /** So long a finished event waits for the service's time to be known. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer names are no names of the service; the history would not be small any more. */
    private static final int MAX_NAME = 300;

    private sealed interface Entry {
        EntityKey key();

        Delivery delivery();

        record Event(EntityKey key, boolean removal, String status, long connection, Moment at, Delivery delivery)
                implements Entry {}

        record Row(EntityKey key, EntityState state, Delivery delivery) implements Entry {}

        record Known(EntityKey key, Delivery delivery) implements Entry {}
    }

    private final Clocks clocks;
    private final DeliveryHistory history;
    private final long formerConnections;

    /** Small, because it is mostly empty. */
    private final Deque<Entry> pending = new ArrayDeque<>(1);

    /** Finished events of which it is written that they were delivered, but not when. Small, because it is mostly empty. */
    private final Deque<Entry.Event> awaitingTime = new ArrayDeque<>(1);

    /** Events of which it is written that they are not finished. */
    private final Set<Delivery> begun = new HashSet<>();

    /** Entities of which an event was received last that the route does not get. */
    private final Set<EntityKey> heldBack = new LinkedHashSet<>();

    private boolean heldBackUnnamed;

    /** While lines are written: of each entity its last event, which replaces what the lines before say of one. */
    private final Map<EntityKey, Entry.Event> lastEvents = new LinkedHashMap<>();

    private Moment converted = Moment.DISTANT_PAST;
    private ServiceTime convertedTo = ServiceTime.UNKNOWN;

    UnwrittenDeliveries(Clocks clocks, DeliveryHistory history, long formerConnections) {
        this.clocks = clocks;
        this.history = history;
        this.formerConnections = formerConnections;
    }

    void event(DoshiiEvent event, EntityKey key, long connection, Moment now, Delivery delivery) {
        add(new Entry.Event(key, event.isRemoval(), event.status(), connection, now, delivery));
    }

    void row(EntityKey key, EntityState state, Delivery delivery) {
        add(new Entry.Row(key, state, delivery));
    }

    void known(EntityKey key, Delivery delivery) {
        add(new Entry.Known(key, delivery));
    }

    private void add(Entry entry) {
        if (entry.key().length() <= MAX_NAME) {
            pending.add(entry);
        }
    }

    void heldBack(EntityKey key) {
        if (key.length() <= MAX_NAME && heldBack.size() < DeliveryHistory.MAX_ENTITIES) {
            heldBack.add(key);
        } else {
            heldBackUnnamed = true;
        }
    }

    /** How many deliveries wait, for their end or for their time. */
    int size() {
        return pending.size() + awaitingTime.size();
    }

    /** Whether an event is among them. */
    boolean hasEvents() {
        return !awaitingTime.isEmpty() || pending.stream().anyMatch(Entry.Event.class::isInstance);
    }

    /** Whether every event that was received and not delivered is named: else nothing may be said of what was received. */
    boolean isComplete() {
        return !heldBackUnnamed;
    }

    /**
     * Writes what is finished. An entity with an event that is not finished has no time of an event: the time of an earlier one,
     * together with that of the last message, would say that the later one was delivered.
     *
     * @param timeIsKnown whether the service's time is known
     * @param impatient whether nothing waits for it
     */
    void write(StringBuilder lines, boolean timeIsKnown, boolean impatient) {
        converted = Moment.DISTANT_PAST;
        Set<EntityKey> written = new HashSet<>();
        if (timeIsKnown) {
            awaitingTime.forEach(event -> {
                lastEvent(event);
                written.add(event.key());
            });
            awaitingTime.clear();
        } else if (impatient) {
            awaitingTime.clear();
        } else {
            awaitingTime.removeIf(this::hasWaited);
        }
        for (Iterator<Entry> i = pending.iterator(); i.hasNext(); ) {
            Entry entry = i.next();
            if (entry.delivery().isFinished()) {
                write(entry, lines, timeIsKnown, impatient);
                if (!begun.isEmpty()) {
                    written.add(entry.key());
                }
                i.remove();
            } else if (entry instanceof Entry.Event && (begun.add(entry.delivery()) || written.contains(entry.key()))) {
                // The time of an earlier event has just been written: it must not count.
                writeLastEvent(entry.key(), lines);
                StoredHistory.heldBack(lines, entry.key());
            }
        }
        lastEvents.values().forEach(event -> writeTime(event, lines));
        lastEvents.clear();
        heldBack.forEach(key -> StoredHistory.heldBack(lines, key));
    }

    private void lastEvent(Entry.Event event) {
        lastEvents.remove(event.key());
        lastEvents.put(event.key(), event);
    }

    /** Before a line of another kind about the same entity. */
    private void writeLastEvent(EntityKey key, StringBuilder lines) {
        Entry.Event last = lastEvents.remove(key);
        if (last != null) {
            writeTime(last, lines);
        }
    }

    private boolean hasWaited(Entry.Event event) {
        return clocks.monotonicNow().since(event.at().monotonic()).compareTo(PATIENCE) >= 0;
    }

    private void write(Entry entry, StringBuilder lines, boolean timeIsKnown, boolean impatient) {
        if (entry instanceof Entry.Event event) {
            begun.remove(event.delivery());
            writeEvent(event, lines, timeIsKnown, impatient);
            return;
        }
        writeLastEvent(entry.key(), lines);
        if (entry instanceof Entry.Row row) {
            StoredHistory.row(
                    lines, row.key(), row.state().updatedAt(), row.state().state());
        } else {
            StoredHistory.known(lines, entry.key(), "");
        }
    }

    private void writeEvent(Entry.Event event, StringBuilder lines, boolean timeIsKnown, boolean impatient) {
        if (timeIsKnown) {
            lastEvent(event);
        } else {
            // A time by a clock that nobody confirms could hide a change.
            StoredHistory.known(lines, event.key(), event.status());
            if (!impatient) {
                awaitingTime.add(event);
            }
        }
        EntityState shown = event.delivery().shown();
        if (shown != EntityState.NONE) {
            history.recordRow(event.key(), shown);
            writeLastEvent(event.key(), lines);
            StoredHistory.row(lines, event.key(), shown.updatedAt(), shown.state());
        }
    }

    private void writeTime(Entry.Event event, StringBuilder lines) {
        StoredHistory.event(
                lines,
                event.key(),
                event.removal(),
                event.status(),
                latest(event.at()),
                formerConnections + event.connection());
    }

    /** Events that were read in one turn of the loop share a moment, and one of them is converted. */
    private ServiceTime latest(Moment moment) {
        if (moment != converted) {
            converted = moment;
            convertedTo = clocks.latestServiceTime(moment).plus(clocks.serviceError());
        }
        return convertedTo;
    }
}
