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
 * How far each list of a window has been read, kept beyond the connection: the next scan of the window resumes there, so that
 * recovery finishes even if every connection is short. Confined to the event loop.
 */
final class ScanCheckpoint {

    private record Key(RecoverableList list, String locationId) {}

    private final Map<Key, ServiceTime> readUntil = new HashMap<>();
    private Set<ConsumerRecoveryState> targets = Set.of();
    private ServiceTime from = ServiceTime.UNKNOWN;
    private TimeWindow.End end = TimeWindow.End.NONE;

    /**
     * A scan begins. The checkpoint counts only if it was made for the same consumers, from as early a time, and by a clock
     * that has not been corrected since.
     */
    void begin(Set<ConsumerRecoveryState> scanTargets, TimeWindow window, Clocks clocks) {
        if (readUntil.isEmpty()
                || window.from().isBefore(from)
                || end.isClockCorrected(clocks)
                || !targets.containsAll(scanTargets)) {
            readUntil.clear();
            from = window.from();
            targets = new HashSet<>(scanTargets);
        }
        end = window.end();
    }

    /** Every row of the cursor's list up to this time has been dispatched to the consumers. */
    void advance(ListCursor cursor, ServiceTime to) {
        readUntil.merge(new Key(cursor.list(), cursor.locationId()), to, ClockTime::later);
    }

    /** Where the reading of a list begins. */
    ServiceTime resumeFrom(RecoverableList list, String locationId, TimeWindow window, Duration overlap) {
        ServiceTime until = readUntil.get(new Key(list, locationId));
        return until == null ? window.from() : ClockTime.later(window.from(), until.minus(overlap));
    }

    /** The scan is completed: the next one begins anew. */
    void clear() {
        readUntil.clear();
    }
}
