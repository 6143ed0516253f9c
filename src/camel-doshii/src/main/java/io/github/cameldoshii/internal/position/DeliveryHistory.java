package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The delivery history of one consumer: the last live event and the last row per entity. Deduplicates recovered changes
 * against live events, by times and states, because rows and events have no common offset. Bounded; a forgotten entity is
 * delivered again. Confined to the event loop.
 */
final class DeliveryHistory {

    private static final int MAX_ENTITIES = 100_000;
    private static final int MAX_CONNECTIONS = 64;

    /**
     * An event proves that everything the service sent before it has arrived. A change that is older than the last message
     * of a connection by this much was delivered on it; the event of a later change may have been on its way when the
     * connection was cut.
     */
    private static final Duration IN_TRANSIT = Duration.ofSeconds(2);

    /** What a row adds to what the consumer has been given. */
    enum Verdict {
        /** The consumer has been given this state or a newer one. */
        DUPLICATE,
        /** The consumer has not been given this state. */
        MISSING,
        /**
         * A live event that is not older than the row was delivered on a connection that was cut so soon after it that a
         * later event may have been lost: the row may show that later state or, if the list lags, an earlier one.
         */
        UNCERTAIN
    }

    /**
     * What was delivered of one entity.
     *
     * @param receivedAt when its last live event was received; the distant past if none was
     * @param connectionNumber the connection that brought this event
     * @param removal whether this event told that the entity is gone
     * @param rowUpdatedAt the time of change of its last row; unknown if none was delivered
     * @param rowState the state that this row showed; empty if none was delivered
     */
    private record Entry(
            Moment receivedAt, long connectionNumber, boolean removal, ServiceTime rowUpdatedAt, String rowState) {

        static final Entry NONE = new Entry(Moment.DISTANT_PAST, 0, false, ServiceTime.UNKNOWN, "");

        Entry withEvent(Moment at, long number, boolean isRemoval) {
            return new Entry(at, number, isRemoval, rowUpdatedAt, rowState);
        }

        Entry withRow(Change row) {
            return new Entry(receivedAt, connectionNumber, removal, row.updatedAt(), row.state());
        }
    }

    private final Map<EntityKey, Entry> entries = new LinkedHashMap<>();
    private final Map<Long, Moment> lastMessages = new LinkedHashMap<>();

    /** A live event is delivered. */
    void recordEvent(DoshiiEvent event, long connectionNumber, Moment now) {
        EntityKey key = EntityKey.of(event);
        put(key, remove(key).withEvent(now, connectionNumber, event.isRemoval()));
    }

    /** A recovered change is delivered. */
    void recordRow(Change change) {
        put(change.key(), remove(change.key()).withRow(change));
    }

    /** A connection has ended. */
    void connectionEnded(long connectionNumber, Moment lastMessageAt) {
        lastMessages.put(connectionNumber, lastMessageAt);
        trim(lastMessages, MAX_CONNECTIONS);
    }

    /** Whether anything of the entity was delivered. */
    boolean knows(EntityKey key) {
        return entries.containsKey(key) || entries.containsKey(key.withoutLocation());
    }

    /** Whether the last live event came so shortly before the change that it may have been about it, or came later. */
    boolean hasEventNear(Change change, Clocks clocks, Duration tolerance) {
        ServiceTime received = clocks.serviceTime(entryOf(change).receivedAt());
        return !received.plus(tolerance).isBefore(change.updatedAt());
    }

    /**
     * Evaluates whether a row adds anything. A row that is newer than the last event by less than the clocks' error may be
     * older in truth.
     *
     * @param kind the kind of the scan that found it
     */
    Verdict evaluate(Change change, long currentConnection, ScanRequest.Kind kind, Clocks clocks) {
        Entry entry = entryOf(change);
        if (!change.updatedAt().isKnown()) {
            return entry.rowState().equals(change.state()) ? Verdict.DUPLICATE : Verdict.MISSING;
        }
        if (entry.rowUpdatedAt().isKnown() && !entry.rowUpdatedAt().isBefore(change.updatedAt())) {
            // Two changes can have one time, more so if the service tells whole seconds; they differ by their state.
            boolean delivered = entry.rowUpdatedAt().isAfter(change.updatedAt())
                    || entry.rowState().equals(change.state());
            return delivered ? Verdict.DUPLICATE : Verdict.MISSING;
        }
        boolean hasEvent = entry.receivedAt() != Moment.DISTANT_PAST;
        boolean sameConnection = entry.connectionNumber() == currentConnection;
        if (hasEvent && clocks.isServiceTimeDoubtful(change.updatedAt())) {
            if (!sameConnection) {
                return Verdict.UNCERTAIN;
            }
            if (kind != ScanRequest.Kind.RECONCILE) {
                // What was missed before a connection is older than all that comes on it, whatever the clocks say.
                return hasOwnEventOf(change, currentConnection) ? Verdict.DUPLICATE : Verdict.UNCERTAIN;
            }
        }
        ServiceTime received = clocks.latestServiceTime(entry.receivedAt());
        if (received.plus(clocks.serviceError()).isBefore(change.updatedAt())) {
            return Verdict.MISSING;
        }
        if (sameConnection || entry.removal()) {
            // Nothing follows a removal: a row that is not newer shows what a lagging list still has.
            return Verdict.DUPLICATE;
        }
        Moment lastMessage = lastMessages.getOrDefault(entry.connectionNumber(), Moment.DISTANT_PAST);
        // The events of a machine's sleep arrive afterwards if the connection survives it, and perhaps never if not.
        boolean proven =
                !clocks.serviceTime(lastMessage).isBefore(change.updatedAt().plus(IN_TRANSIT));
        return proven ? Verdict.DUPLICATE : Verdict.UNCERTAIN;
    }

    /** Whether the connection brought an event that names exactly this entity. */
    private boolean hasOwnEventOf(Change change, long connection) {
        return entries.getOrDefault(change.key(), Entry.NONE).connectionNumber() == connection;
    }

    /**
     * What was delivered of a row's entity. An event about all tables of a location is about each of them, and one without a
     * location may be about this entity: everything that the service sent before it has arrived.
     */
    private Entry entryOf(Change change) {
        Entry own = entries.getOrDefault(change.key(), Entry.NONE);
        EntityKey wider = change.key().isTable()
                ? EntityKey.ofAllTables(change.updatedEvent().locationId())
                : change.key().withoutLocation();
        Entry other = entries.getOrDefault(wider, Entry.NONE);
        return other.receivedAt().isAfter(own.receivedAt())
                ? own.withEvent(
                        other.receivedAt(),
                        other.connectionNumber(),
                        other.removal() && !change.key().isTable())
                : own;
    }

    private Entry remove(EntityKey key) {
        Entry old = entries.remove(key);
        return old == null ? Entry.NONE : old;
    }

    private void put(EntityKey key, Entry entry) {
        entries.put(key, entry);
        trim(entries, MAX_ENTITIES);
    }

    private static void trim(Map<?, ?> map, int limit) {
        if (map.size() > limit) {
            var oldest = map.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
