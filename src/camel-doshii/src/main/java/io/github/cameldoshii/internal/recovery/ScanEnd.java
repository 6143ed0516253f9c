package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import java.time.Duration;

/**
 * The end of what a pass asks for.
 *
 * @param moment as all clocks had it
 * @param time the service's time of it, as it was known when it was asked
 */
record ScanEnd(Moment moment, ServiceTime time) {

    static final ScanEnd NOTHING = new ScanEnd(Moment.DISTANT_PAST, ServiceTime.UNKNOWN);

    /** What a better measurement may change. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(5);

    static ScanEnd of(Moment moment, Clocks clocks) {
        return new ScanEnd(moment, clocks.reckoned(moment));
    }

    /** Whether the service's time has turned out to be another than it was taken to be. */
    boolean wasByAWrongClock(Clocks clocks) {
        return clocks.reckoned(moment).since(time).abs().compareTo(CLOCK_ERROR) > 0;
    }
}
