package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceTime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Dispatches the changes of a scan to its targets, each judged against what the consumer was given before, and counts what
 * the socket missed. From a complete list it also derives what is gone, by comparison with what the consumer knew. Confined
 * to the event loop.
 */
final class ChangeDispatcher {

    private final RecoveryContext context;
    private final ScanQueue.Request request;
    private final long connectionNumber;
    private final WatermarkBuffer buffer;
    private final Map<RecoverableList, Set<ConsumerRecoveryState>> notCompared = new EnumMap<>(RecoverableList.class);

    private long events;
    private long missed;
    private ServiceTime oldestMissed = new ServiceTime(Long.MAX_VALUE);

    ChangeDispatcher(
            RecoveryContext context, ScanQueue.Request request, long connectionNumber, WatermarkBuffer buffer) {
        this.context = context;
        this.request = request;
        this.connectionNumber = connectionNumber;
        this.buffer = buffer;
    }

    /** Events that were dispatched. */
    long events() {
        return events;
    }

    /** Changes that were dispatched although the socket should have delivered them. */
    long missed() {
        return missed;
    }

    /** When the oldest of the missed changes was made; far in the future if that is unknown. */
    ServiceTime oldestMissed() {
        return oldestMissed;
    }

    /** The consumers, by list, that cannot be told what is gone, because it is unknown what the list held before. */
    Map<RecoverableList, Set<ConsumerRecoveryState>> notCompared() {
        return notCompared;
    }

    /**
     * Dispatches the changes of a chunk whose barrier has passed. Returns those of which it is uncertain whether the row is
     * the last state of its entity.
     */
    Set<Change> dispatch(WatermarkBuffer.Chunk chunk, List<RecoveryScan.Target> targets, TimeWindow window) {
        Set<Change> uncertain = new LinkedHashSet<>();
        for (RecoveryScan.Target target : targets) {
            chunk.listing().ifPresent(listing -> compare(listing, chunk.changes(), target.state()));
        }
        for (Change change : chunk.changes()) {
            for (RecoveryScan.Target target : targets) {
                if (concerns(change, target, window) && !buffer.isSuperseded(change, target.state())) {
                    dispatch(change, target.state(), chunk.authoritative());
                    if (target.state().isUncertain(change.key())) {
                        uncertain.add(change);
                    }
                }
            }
        }
        return uncertain;
    }

    private void dispatch(Change change, ConsumerRecoveryState state, boolean authoritative) {
        boolean missedBySocket = state.isMissedBySocket(change);
        int dispatched = state.offer(change, connectionNumber, request.kind(), authoritative);
        count(dispatched);
        if (missedBySocket && dispatched > 0) {
            missed++;
            oldestMissed = ClockTime.earlier(oldestMissed, change.updatedAt());
        }
    }

    /** Whether a change lies in the target's part of the window. A row without a time of change may concern anybody. */
    private boolean concerns(Change change, RecoveryScan.Target target, TimeWindow window) {
        if (request.kind() == RecoveryScan.Kind.BASELINE) {
            return false;
        }
        if (!change.updatedAt().isKnown()) {
            return true;
        }
        // The event of a change after the end of a reconciliation may still be on its way through the socket.
        boolean tooYoung = request.kind() == RecoveryScan.Kind.RECONCILE
                && change.updatedAt().isAfter(window.to());
        return !change.updatedAt().isBefore(target.from()) && !tooYoung;
    }

    private void compare(EntityInventory.Listing listing, List<Change> changes, ConsumerRecoveryState state) {
        if (listing.list() == RecoverableList.LOCATIONS) {
            dispatchNewLocations(state, changes);
        }
        Duration overlap = context.settings().overlap();
        MonotonicTime listedSince = context.clocks()
                .monotonicNow()
                .minus(overlap.compareTo(Reconciliation.SOCKET_DELAY) > 0 ? overlap : Reconciliation.SOCKET_DELAY);
        Optional<Set<String>> gone = state.inventory().update(listing, listedSince);
        if (gone.isEmpty()) {
            notCompared
                    .computeIfAbsent(listing.list(), list -> new LinkedHashSet<>())
                    .add(state);
            return;
        }
        for (String name : gone.get()) {
            dispatchRemoval(listing, name, state);
        }
    }

    private void dispatchNewLocations(ConsumerRecoveryState state, List<Change> changes) {
        for (Change change : changes) {
            String id = change.createdEvent().locationId();
            if (state.inventory().isNew(EntityInventory.locations(), id)) {
                countCompared(state.offerCompared(change, change.createdEvent()));
            }
        }
    }

    private void dispatchRemoval(EntityInventory.Listing listing, String name, ConsumerRecoveryState state) {
        List<Change> removals = Change.removals(
                listing.list(),
                listing.locationId(),
                name,
                request.kind().origin(),
                context.clocks().wallNow());
        for (Change removal : removals) {
            int dispatched = state.offerCompared(removal, removal.updatedEvent());
            countCompared(dispatched);
            if (dispatched > 0) {
                return;
            }
        }
    }

    private void countCompared(int dispatched) {
        count(dispatched);
        if (request.kind() == RecoveryScan.Kind.RECONCILE) {
            missed += dispatched;
        }
    }

    private void count(int dispatched) {
        events += dispatched;
        context.statistics().recovered(dispatched);
    }
}
