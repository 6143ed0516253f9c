package io.github.cameldoshii.catchup;

import io.github.cameldoshii.clock.ClockTime;
import io.github.cameldoshii.clock.Clocks;
import io.github.cameldoshii.clock.MonotonicTime;
import io.github.cameldoshii.clock.ServiceTime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Offers what the pages of a pass have shown to the consumers, and counts. Confined to the loop. */
final class Offers {

    private final Tools tools;
    private final Plan plan;
    private final long epoch;
    private final Unproven unproven;
    private final Map<RecoverableList, Set<Share>> withoutComparison = new EnumMap<>(RecoverableList.class);

    private long missed;
    private ServiceTime oldestMissed = new ServiceTime(Long.MAX_VALUE);

    Offers(Tools tools, Plan plan, long epoch, Unproven unproven) {
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
    Map<RecoverableList, Set<Share>> withoutComparison() {
        return withoutComparison;
    }

    /** Offers what a batch shows, and returns of what it is in doubt whether the list's row is the last state. */
    Set<Change> offer(Unproven.Batch batch, List<Pass.Target> targets, Window window) {
        Set<Change> inDoubt = new LinkedHashSet<>();
        for (Pass.Target target : targets) {
            batch.roll().ifPresent(roll -> compare(roll, batch.changes(), target));
        }
        for (Change change : batch.changes()) {
            for (Pass.Target target : targets) {
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

    private void offer(Change change, Pass.Target target, boolean settled) {
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
    private boolean concerns(Change change, Pass.Target target, Window window) {
        if (plan.kind() == Plan.Kind.CENSUS) {
            return false;
        }
        if (!change.updatedAt().isKnown()) {
            return true;
        }
        // What is younger than the window of a reconciliation may still be on its way through the socket.
        boolean tooYoung =
                plan.kind() == Plan.Kind.RECONCILE && change.updatedAt().isAfter(window.to());
        return !change.updatedAt().isBefore(target.from()) && !tooYoung;
    }

    private void compare(Roll roll, List<Change> changes, Pass.Target target) {
        Share share = target.share();
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

    private void tellOfNewLocations(Share share, List<Change> changes) {
        for (Change change : changes) {
            String id = change.createdEvent().locationId();
            if (share.census().isNew(Census.locations(), id)) {
                count(share.offer(change, change.createdEvent()));
            }
        }
    }

    private void tellOfAnEnd(Roll roll, String name, Share share) {
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
        if (plan.kind() == Plan.Kind.RECONCILE) {
            missed += events;
        }
    }
}
