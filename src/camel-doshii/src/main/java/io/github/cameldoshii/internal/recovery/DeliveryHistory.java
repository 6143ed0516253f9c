package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one consumer has been given, as far back as it matters, to tell what a row adds to it. Bounded; what was forgotten
 * is delivered again. Confined to the loop.
 */
final class DeliveryHistory {

    private static final int REMEMBERED = 100_000;
    private static final int EPOCHS_REMEMBERED = 64;

    /**
     * An event tells that everything sent before it has arrived. A change this much older than the last sign of life of a
     * connection was told on it, if anything was; of a later one the event may have been on its way when it was cut.
     */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

    /**
     * @param receivedAt when the last event of the socket was received; the distant past if none was
     * @param epoch the connection that it came on
     * @param removal whether that event told that the entity is gone
     * @param rowUpdatedAt the time of change of the last row delivered; unknown if none was
     * @param rowState the state that row showed; empty if none was
     */
    private record Receipt(Moment receivedAt, long epoch, boolean removal, ServiceTime rowUpdatedAt, String rowState) {

        static final Receipt NONE = new Receipt(Moment.DISTANT_PAST, 0, false, ServiceTime.UNKNOWN, "");

        Receipt heard(Moment at, long onEpoch, boolean ofRemoval) {
            return new Receipt(at, onEpoch, ofRemoval, rowUpdatedAt, rowState);
        }

        Receipt shown(Change row) {
            return new Receipt(receivedAt, epoch, removal, row.updatedAt(), row.state());
        }
    }

    private final Map<EntityKey, Receipt> receipts = new LinkedHashMap<>();
    private final Map<Long, Moment> lastSign = new LinkedHashMap<>();

    /**
     * An event of the socket was delivered.
     */
    void live(DoshiiEvent event, long epoch, Moment now) {
        EntityKey key = EntityKey.of(event);
        put(key, taken(key).heard(now, epoch, event.isRemoval()));
    }

    /** A row was delivered. */
    void row(Change change) {
        put(change.key(), taken(change.key()).shown(change));
    }

    private Receipt taken(EntityKey key) {
        Receipt old = receipts.remove(key);
        return old == null ? Receipt.NONE : old;
    }

    /** A connection has ended; its last message was received then. */
    void ended(long epoch, Moment lastMessageAt) {
        lastSign.put(epoch, lastMessageAt);
        trim(lastSign, EPOCHS_REMEMBERED);
    }

    boolean knows(EntityKey key) {
        return receipts.containsKey(key) || receipts.containsKey(key.withoutLocation());
    }

    /** Whether an event of the socket was delivered so shortly before the change that it may have been about it, or later. */
    boolean heardAround(Change change, Clocks clocks, Duration slack) {
        ServiceTime heard = clocks.serviceTime(receiptOf(change).receivedAt());
        return !heard.plus(slack).isBefore(change.updatedAt());
    }

    /** What a row adds to what the consumer has been given. */
    enum Verdict {
        /** The consumer has been given this state or a newer one. */
        COVERED,
        /** The consumer lacks it. */
        LACKING,
        /**
         * An event was delivered that is not older than the row, on a connection that was cut so soon after it that a later
         * event may have been lost: the row may show that later state, or, if the list lags, an earlier one.
         */
        IN_DOUBT
    }

    /**
     * Judges a row of the present. One that is newer by no more than the clocks may be wrong by may be older in truth.
     *
     * @param asked what it was asked for
     */
    Verdict judge(Change change, long currentEpoch, ScanRequest.Kind asked, Clocks clocks) {
        Receipt receipt = receiptOf(change);
        if (!change.updatedAt().isKnown()) {
            return receipt.rowState().equals(change.state()) ? Verdict.COVERED : Verdict.LACKING;
        }
        if (receipt.rowUpdatedAt().isKnown() && !receipt.rowUpdatedAt().isBefore(change.updatedAt())) {
            // Two changes can have one time, more so if the service tells whole seconds; they differ by their state.
            boolean newer = receipt.rowUpdatedAt().isAfter(change.updatedAt())
                    || receipt.rowState().equals(change.state());
            return newer ? Verdict.COVERED : Verdict.LACKING;
        }
        boolean isHeard = receipt.receivedAt() != Moment.DISTANT_PAST;
        boolean nowLive = receipt.epoch() == currentEpoch;
        if (isHeard && clocks.isServiceTimeDoubtful(change.updatedAt())) {
            if (!nowLive) {
                return Verdict.IN_DOUBT;
            }
            if (asked != ScanRequest.Kind.RECONCILE) {
                // What was missed before a connection is older than all that comes on it, whatever the clocks say.
                return isHeardOf(change, currentEpoch) ? Verdict.COVERED : Verdict.IN_DOUBT;
            }
        }
        ServiceTime heard = clocks.latestServiceTime(receipt.receivedAt());
        if (heard.plus(clocks.serviceError()).isBefore(change.updatedAt())) {
            return Verdict.LACKING;
        }
        if (nowLive || receipt.removal()) {
            // Nothing comes after a removal: a row that is not newer shows what a late list still has.
            return Verdict.COVERED;
        }
        Moment sign = lastSign.getOrDefault(receipt.epoch(), Moment.DISTANT_PAST);
        // What happens while a machine sleeps comes afterwards over a connection that lives through it, else perhaps
        // never.
        boolean proven = !clocks.serviceTime(sign).isBefore(change.updatedAt().plus(ON_ITS_WAY));
        return proven ? Verdict.COVERED : Verdict.IN_DOUBT;
    }

    /** Whether an event of this very entity came on a connection. */
    private boolean isHeardOf(Change change, long epoch) {
        return receipts.getOrDefault(change.key(), Receipt.NONE).epoch() == epoch;
    }

    /**
     * What is known of the entity of a row. An event about all tables of a location is about each of them, and one that does
     * not tell its location may be about this one: all that the service had sent before it has arrived with it.
     */
    private Receipt receiptOf(Change change) {
        Receipt own = receipts.getOrDefault(change.key(), Receipt.NONE);
        EntityKey wider = change.key().isTable()
                ? EntityKey.ofAllTables(change.updatedEvent().locationId())
                : change.key().withoutLocation();
        Receipt other = receipts.getOrDefault(wider, Receipt.NONE);
        return other.receivedAt().isAfter(own.receivedAt())
                ? own.heard(
                        other.receivedAt(),
                        other.epoch(),
                        other.removal() && !change.key().isTable())
                : own;
    }

    private void put(EntityKey key, Receipt receipt) {
        receipts.put(key, receipt);
        trim(receipts, REMEMBERED);
    }

    private static void trim(Map<?, ?> map, int limit) {
        if (map.size() > limit) {
            var oldest = map.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
