package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The time window of a scan, by the service's clock; both ends belong to it.
 *
 * @param from its begin, the overlap already subtracted
 * @param end its end
 */
record TimeWindow(ServiceTime from, End end) {

    static final TimeWindow NONE = new TimeWindow(ServiceTime.UNKNOWN, End.NONE);

    /**
     * The end of a window, by all clocks: a later measurement may show that the service's time was estimated wrongly.
     *
     * @param moment the end by every clock of this machine
     * @param time the service's time of that moment, as estimated when the scan began
     */
    record End(Moment moment, ServiceTime time) {

        static final End NONE = new End(Moment.DISTANT_PAST, ServiceTime.UNKNOWN);

        /** A better measurement may change the estimate by this much. */
        private static final Duration CLOCK_ERROR = Duration.ofSeconds(5);

        static End of(Moment moment, Clocks clocks) {
            return new End(moment, clocks.reckoned(moment));
        }

        /** Whether the estimate of the service's time has been corrected by more than the measurement's error. */
        boolean isClockCorrected(Clocks clocks) {
            return clocks.reckoned(moment).since(time).abs().compareTo(CLOCK_ERROR) > 0;
        }
    }

    /** The end by the service's clock; not before the begin. */
    ServiceTime to() {
        return ClockTime.later(from, end.time());
    }

    /** Whether the time is not before the window: a change after its end counts, too. */
    boolean isReachedBy(ServiceTime time) {
        return !time.isBefore(from);
    }

    /**
     * How far each list of a window has been read, kept beyond the connection: the next scan of the window resumes there, so
     * that recovery finishes even if every connection is short.
     */
    static final class Checkpoint {

        private record Key(RecoverableList list, String locationId) {}

        private final Map<Key, ServiceTime> readUntil = new HashMap<>();
        private Set<ConsumerRecoveryState> targets = Set.of();
        private ServiceTime from = ServiceTime.UNKNOWN;
        private End end = End.NONE;

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
}
