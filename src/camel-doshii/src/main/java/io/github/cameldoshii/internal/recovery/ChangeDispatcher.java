package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceTime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ChangeDispatcher what the pages of a pass have shown to the consumers, and counts. Confined to the loop. */
final class ChangeDispatcher {

    private final RecoveryContext tools;
    private final ScanRequest plan;
    private final long epoch;
    private final WatermarkBuffer unproven;
    private final Map<RecoverableList, Set<ConsumerRecoveryState>> withoutComparison =
            new EnumMap<>(RecoverableList.class);

    private long missed;
    private ServiceTime oldestMissed = new ServiceTime(Long.MAX_VALUE);

    ChangeDispatcher(RecoveryContext tools, ScanRequest plan, long epoch, WatermarkBuffer unproven) {
        this.tools = tools;
        this.plan = plan;
        this.epoch = epoch;
        this.unproven = unproven;
    }

    /** Changes that consumers were told of although the socket should have brought them. */
    long missed() {
        return missed;
    }

    /** When the oldest of them was made; far in the future if that is unknown. */
    ServiceTime oldestMissed() {
        return oldestMissed;
    }

    /** Who could not be told what is gone from a list, because it was not known what had been in it. */
    Map<RecoverableList, Set<ConsumerRecoveryState>> withoutComparison() {
        return withoutComparison;
    }

    /** ChangeDispatcher what a batch shows, and returns of what it is in doubt whether the list's row is the last state. */
    Set<Change> offer(WatermarkBuffer.Batch batch, List<RecoveryScan.Target> targets, TimeWindow window) {
        Set<Change> inDoubt = new LinkedHashSet<>();
        for (RecoveryScan.Target target : targets) {
            batch.roll().ifPresent(roll -> compare(roll, batch.changes(), target));
        }
        for (Change change : batch.changes()) {
            for (RecoveryScan.Target target : targets) {
                if (concerns(change, target, window) && !unproven.isSuperseded(change, target.share())) {
                    offer(change, target, batch.settled());
                    if (target.share().doubts(change.key())) {
                        inDoubt.add(change);
                    }
                }
            }
        }
        return inDoubt;
    }

    private void offer(Change change, RecoveryScan.Target target, boolean settled) {
        Clocks clocks = tools.clocks();
        boolean unheard = target.share().shouldHaveHeardOf(change, clocks);
        int events = target.share().offer(change, epoch, plan.kind(), settled, clocks);
        tools.statistics().recovered(events);
        if (unheard && events > 0) {
            missed++;
            oldestMissed = ClockTime.earlier(oldestMissed, change.updatedAt());
        }
    }

    /** A row that does not tell when it changed may concern anybody. */
    private boolean concerns(Change change, RecoveryScan.Target target, TimeWindow window) {
        if (plan.kind() == ScanRequest.Kind.CENSUS) {
            return false;
        }
        if (!change.updatedAt().isKnown()) {
            return true;
        }
        // What is younger than the window of a reconciliation may still be on its way through the socket.
        boolean tooYoung =
                plan.kind() == ScanRequest.Kind.RECONCILE && change.updatedAt().isAfter(window.to());
        return !change.updatedAt().isBefore(target.from()) && !tooYoung;
    }

    private void compare(InventoryList roll, List<Change> changes, RecoveryScan.Target target) {
        ConsumerRecoveryState share = target.share();
        if (roll.list() == RecoverableList.LOCATIONS) {
            tellOfNewLocations(share, changes);
        }
        Duration overlap = tools.settings().overlap();
        MonotonicTime settled = tools.clocks()
                .monotonicNow()
                .minus(overlap.compareTo(Reconciliation.SOCKET_LAG) > 0 ? overlap : Reconciliation.SOCKET_LAG);
        Optional<Set<String>> gone = share.census().take(roll.group(), roll.names(), settled);
        if (gone.isEmpty()) {
            withoutComparison
                    .computeIfAbsent(roll.list(), list -> new LinkedHashSet<>())
                    .add(share);
            return;
        }
        for (String name : gone.get()) {
            tellOfAnEnd(roll, name, share);
        }
    }

    private void tellOfNewLocations(ConsumerRecoveryState share, List<Change> changes) {
        for (Change change : changes) {
            String id = change.createdEvent().locationId();
            if (share.census().isNew(EntityInventory.locations(), id)) {
                count(share.offer(change, change.createdEvent()));
            }
        }
    }

    private void tellOfAnEnd(InventoryList roll, String name, ConsumerRecoveryState share) {
        for (Change change : roll.gone(name, plan.origin(), tools.clocks().wallNow())) {
            int events = share.offer(change, change.updatedEvent());
            count(events);
            if (events > 0) {
                return;
            }
        }
    }

    private void count(int events) {
        tools.statistics().recovered(events);
        if (plan.kind() == ScanRequest.Kind.RECONCILE) {
            missed += events;
        }
    }
}
