package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import java.time.Duration;

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
}
