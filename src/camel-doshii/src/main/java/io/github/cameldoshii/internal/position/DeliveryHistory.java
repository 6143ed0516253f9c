package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.util.BoundedMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The delivery history of one consumer: the last live event and the last row per entity, of this session and of those before
 * it. Deduplicates recovered changes against live events, by times and states, because rows and events have no common offset.
 * Bounded; a forgotten entity is delivered again. Confined to the event loop.
 */
public final class DeliveryHistory {

    static final int MAX_ENTITIES = 100_000;

    private static final int MAX_CONNECTIONS = 64;

    /**
     * A ping that was answered proves that everything the service had sent before it has arrived. A change that is older than the
     * last such ping of a connection by this much was delivered on it; the event of a later change may have been on its way
     * when the connection was cut.
     */
    static final Duration IN_TRANSIT = Duration.ofSeconds(2);

    /** What a row adds to what the consumer has been given. */
    public enum Verdict {
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

    private final Map<EntityKey, Delivered> entries = new BoundedMap<>(MAX_ENTITIES);

    /** Up to when all was received on a connection, of connections of this session that have ended. */
    private final Map<Long, Moment> provenUntil = new BoundedMap<>(MAX_CONNECTIONS);

    /** The same of former sessions, whose connections have negative numbers: at least that late. */
    private final Map<Long, ServiceTime> formerProvenUntil = new LinkedHashMap<>();

    /** A history without former sessions. */
    public DeliveryHistory() {
        this(StoredHistory.EMPTY);
    }

    /** @param former what former sessions have stored */
    public DeliveryHistory(StoredHistory former) {
        entries.putAll(former.entities());
        former.provenUntil().forEach((number, at) -> formerProvenUntil.put(-number, at));
    }

    /** A live event is delivered. */
    public void recordEvent(EntityKey key, DoshiiEvent event, long connectionNumber, Moment now) {
        entries.put(
                key,
                remove(key)
                        .withEvent(
                                new Delivered.Reception.Now(now), connectionNumber, event.isRemoval(), event.status()));
    }

    /** A recovered change is delivered, or the route was shown this state. */
    public void recordRow(EntityKey key, EntityState row) {
        entries.put(key, remove(key).withRow(row));
    }

    /** A connection has ended. */
    public void connectionEnded(long connectionNumber, Moment provenAt) {
        provenUntil.put(connectionNumber, provenAt);
    }

    /** Whether anything of the entity was delivered. */
    public boolean knows(EntityKey key) {
        return entries.containsKey(key) || entries.containsKey(key.withoutLocation());
    }

    /** Whether the last live event came so shortly before the change that it may have been about it, or came later. */
    public boolean hasEventNear(EntityKey key, ServiceTime updatedAt, Clocks clocks, Duration tolerance) {
        Delivered.Reception reception = entryOf(key).reception();
        ServiceTime received = reception instanceof Delivered.Reception.Now now
                ? clocks.serviceTime(now.at())
                : reception.latest(clocks);
        return !received.plus(tolerance).isBefore(updatedAt);
    }

    /**
     * Evaluates whether a row adds anything. A row that is newer than the last event by less than the clocks' error may be
     * older in truth.
     *
     * @param reconciles whether a reconciliation has found it
     */
    public Verdict evaluate(EntityKey key, EntityState row, long currentConnection, boolean reconciles, Clocks clocks) {
        Delivered entry = entryOf(key);
        if (!row.updatedAt().isKnown()) {
            return entry.rowState().equals(row.state()) ? Verdict.DUPLICATE : Verdict.MISSING;
        }
        if (entry.rowUpdatedAt().isKnown() && !entry.rowUpdatedAt().isBefore(row.updatedAt())) {
            // Two changes can have one time, more so if the service tells whole seconds; they differ by their state.
            boolean delivered = entry.rowUpdatedAt().isAfter(row.updatedAt())
                    || entry.rowState().equals(row.state());
            return delivered ? Verdict.DUPLICATE : Verdict.MISSING;
        }
        if (isToldCreation(key, entry, row, clocks)) {
            return Verdict.DUPLICATE;
        }
        boolean sameConnection = entry.connection() == currentConnection;
        if (entry.hasEvent() && clocks.isServiceTimeDoubtful(row.updatedAt())) {
            if (!sameConnection) {
                return Verdict.UNCERTAIN;
            }
            if (!reconciles) {
                // What was missed before a connection is older than all that comes on it, whatever the clocks say.
                return hasOwnEventOf(key, currentConnection) ? Verdict.DUPLICATE : Verdict.UNCERTAIN;
            }
        }
        ServiceTime received = entry.reception().latest(clocks);
        if (received.plus(clocks.serviceError()).isBefore(row.updatedAt())) {
            return Verdict.MISSING;
        }
        if (sameConnection || entry.removal()) {
            // Nothing follows a removal: a row that is not newer shows what a lagging list still has.
            return Verdict.DUPLICATE;
        }
        // The events of a machine's sleep arrive afterwards if the connection survives it, and perhaps never if not.
        boolean proven = !provenUntil(entry.connection(), clocks)
                .isBefore(row.updatedAt().plus(IN_TRANSIT));
        return proven ? Verdict.DUPLICATE : Verdict.UNCERTAIN;
    }

    /**
     * Whether the row shows that nothing has changed since the creation, and an event told of it. That needs no clock, unless to
     * tell another entity apart that was given the same id later.
     */
    private static boolean isToldCreation(EntityKey key, Delivered entry, EntityState row, Clocks clocks) {
        boolean isOther = entry.hasEvent()
                && !clocks.isServiceTimeDoubtful(row.updatedAt())
                && entry.reception().latest(clocks).plus(clocks.serviceError()).isBefore(row.updatedAt());
        return row.isCreation(entry.status()) && !key.isTable() && !entry.removal() && !isOther;
    }

    /** Up to when, at the earliest, all was received on a connection; unknown if nothing is left of it. */
    private ServiceTime provenUntil(long connection, Clocks clocks) {
        if (connection < 0) {
            return formerProvenUntil.getOrDefault(connection, ServiceTime.UNKNOWN);
        }
        return clocks.serviceTime(provenUntil.getOrDefault(connection, Moment.DISTANT_PAST));
    }

    /** Whether the connection brought an event that names exactly this entity. */
    private boolean hasOwnEventOf(EntityKey key, long connection) {
        return entries.getOrDefault(key, Delivered.NOTHING).connection() == connection;
    }

    /**
     * What was delivered of a row's entity. An event about all tables of a location is about each of them, and one without a
     * location may be about this entity: everything that the service sent before it has arrived.
     */
    private Delivered entryOf(EntityKey key) {
        Delivered own = entries.getOrDefault(key, Delivered.NOTHING);
        EntityKey wider = key.isTable() ? EntityKey.ofAllTables(key.locationId()) : key.withoutLocation();
        Delivered other = entries.getOrDefault(wider, Delivered.NOTHING);
        return other.reception().isAfter(own.reception())
                ? own.withEvent(
                        other.reception(), other.connection(), other.removal() && !key.isTable(), other.status())
                : own;
    }

    private Delivered remove(EntityKey key) {
        Delivered old = entries.remove(key);
        return old == null ? Delivered.NOTHING : old;
    }
}
