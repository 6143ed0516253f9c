package io.github.cameldoshii.catchup;

import io.github.cameldoshii.event.DoshiiEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one consumer has been given, as far back as it matters, to tell what a row adds to it. Bounded; what was forgotten
 * is delivered again. Confined to the loop.
 */
final class Delivered {

    private static final int REMEMBERED = 100_000;
    private static final int EPOCHS_REMEMBERED = 64;

    /**
     * An event tells that everything sent before it has arrived. A change this much older than the last sign of life of a
     * connection was told on it, if anything was; of a later one the event may have been on its way when it was cut.
     */
    private static final long ON_ITS_WAY_MILLIS = 2_000;

    /**
     * @param receivedAt when the last event of the socket was received, in milliseconds of the monotonic clock;
     *     {@link #NEVER} if none was
     * @param epoch the connection that it came on
     * @param removal whether that event told that the entity is gone
     * @param rowUpdatedAt the time of change of the last row delivered; 0 if none was
     * @param rowState the state that row showed; empty if none was
     */
    private record Receipt(long receivedAt, long epoch, boolean removal, long rowUpdatedAt, String rowState) {}

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final Map<EntityKey, Receipt> receipts = new LinkedHashMap<>();
    private final Map<Long, Long> lastSign = new LinkedHashMap<>();

    /**
     * An event of the socket was delivered.
     *
     * @param now milliseconds of the monotonic clock: how it relates to the service's may only be known later
     */
    void live(DoshiiEvent event, long epoch, long now) {
        EntityKey key = EntityKey.of(event);
        Receipt old = receipts.remove(key);
        put(
                key,
                new Receipt(
                        now,
                        epoch,
                        event.isRemoval(),
                        old == null ? 0 : old.rowUpdatedAt(),
                        old == null ? "" : old.rowState()));
    }

    /** A row was delivered. */
    void row(Change change) {
        Receipt old = receipts.remove(change.key());
        put(
                change.key(),
                new Receipt(
                        old == null ? NEVER : old.receivedAt(),
                        old == null ? 0 : old.epoch(),
                        old != null && old.removal(),
                        change.updatedAt(),
                        change.state()));
    }

    /** A connection has ended; its last message was received then, in milliseconds of the monotonic clock. */
    void ended(long epoch, long lastMessageAt) {
        lastSign.put(epoch, lastMessageAt);
        trim(lastSign, EPOCHS_REMEMBERED);
    }

    boolean knows(EntityKey key) {
        return receipts.containsKey(key);
    }

    /** Whether an event of the socket was delivered so shortly before the change that it may have been about it, or later. */
    boolean heardAround(Change change, long serviceMinusSteady, long slack) {
        Receipt receipt = receiptOf(change);
        return receipt != null && receipt.receivedAt() + serviceMinusSteady + slack >= change.updatedAt();
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
     * Judges a row of the present.
     *
     * @param serviceMinusSteady the service's clock minus the monotonic one, in milliseconds
     * @param clockError how much that may be wrong by: a row that is newer by no more than that may be older in truth
     */
    Verdict judge(Change change, long currentEpoch, long serviceMinusSteady, long clockError) {
        Receipt receipt = receiptOf(change);
        if (receipt == null) {
            return Verdict.LACKING;
        }
        if (change.updatedAt() == 0) {
            return receipt.rowState().equals(change.state()) ? Verdict.COVERED : Verdict.LACKING;
        }
        if (receipt.rowUpdatedAt() >= change.updatedAt()) {
            // Two changes can have one time, more so if the service tells whole seconds; they differ by their state.
            boolean newer = receipt.rowUpdatedAt() > change.updatedAt()
                    || receipt.rowState().equals(change.state());
            return newer ? Verdict.COVERED : Verdict.LACKING;
        }
        if (receipt.receivedAt() + serviceMinusSteady + clockError < change.updatedAt()) {
            return Verdict.LACKING;
        }
        if (receipt.epoch() == currentEpoch || receipt.removal()) {
            // Nothing comes after a removal: a row that is not newer shows what a late list still has.
            return Verdict.COVERED;
        }
        Long sign = lastSign.get(receipt.epoch());
        boolean proven = sign != null && sign + serviceMinusSteady >= change.updatedAt() + ON_ITS_WAY_MILLIS;
        return proven ? Verdict.COVERED : Verdict.IN_DOUBT;
    }

    /** An event about all tables of a location is about each of them. */
    private Receipt receiptOf(Change change) {
        Receipt own = receipts.get(change.key());
        if (!change.key().isTable()) {
            return own;
        }
        Receipt all = receipts.get(EntityKey.ofAllTables(change.updatedEvent().locationId()));
        if (all == null || own != null && own.receivedAt() >= all.receivedAt()) {
            return own;
        }
        return new Receipt(
                all.receivedAt(),
                all.epoch(),
                false,
                own == null ? 0 : own.rowUpdatedAt(),
                own == null ? "" : own.rowState());
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
