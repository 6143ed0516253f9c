package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.ServiceTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far the lists of a window were walked before the connection ended, so that the next pass goes on from there and a
 * connection that keeps ending still gets through. Confined to the loop.
 */
final class ScanCheckpoint {

    private record Key(RecoverableList list, String locationId) {}

    private final Map<Key, ServiceTime> coveredTo = new HashMap<>();
    private Set<ConsumerRecoveryState> shares = Set.of();
    private ServiceTime from = ServiceTime.UNKNOWN;
    private ScanEnd until = ScanEnd.NOTHING;

    /**
     * A pass begins; what was covered counts only if it was covered for the same consumers, from as early a time, and until a
     * time that has not turned out to be another.
     */
    void begin(Set<ConsumerRecoveryState> targets, ServiceTime windowFrom, ScanEnd nowUntil, Clocks clocks) {
        if (coveredTo.isEmpty()
                || windowFrom.isBefore(from)
                || until.wasByAWrongClock(clocks)
                || !shares.containsAll(targets)) {
            coveredTo.clear();
            from = windowFrom;
            shares = new HashSet<>(targets);
        }
        until = nowUntil;
    }

    /** Every row up to then has been offered to the consumers. */
    void covered(ListCursor walk, ServiceTime to) {
        coveredTo.merge(new Key(walk.list(), walk.locationId()), to, ClockTime::later);
    }

    /** Where to begin. */
    ServiceTime resumeFrom(RecoverableList list, String locationId, TimeWindow window, Duration overlap) {
        ServiceTime covered = coveredTo.get(new Key(list, locationId));
        return covered == null ? window.from() : ClockTime.later(window.from(), covered.minus(overlap));
    }

    /** The window is closed. */
    void clear() {
        coveredTo.clear();
    }
}
