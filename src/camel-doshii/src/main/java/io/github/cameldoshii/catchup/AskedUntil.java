package io.github.cameldoshii.catchup;

import io.github.cameldoshii.clock.Clocks;
import io.github.cameldoshii.clock.Moment;
import io.github.cameldoshii.clock.ServiceTime;
import java.time.Duration;

/**
 * The end of what a pass asks for.
 *
 * @param moment as all clocks had it
 * @param time the service's time of it, as it was known when it was asked
 */
record AskedUntil(Moment moment, ServiceTime time) {

    static final AskedUntil NOTHING = new AskedUntil(Moment.DISTANT_PAST, ServiceTime.UNKNOWN);

    /** What a better measurement may change. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(5);

    static AskedUntil of(Moment moment, Clocks clocks) {
        return new AskedUntil(moment, clocks.reckoned(moment));
    }

    /** Whether the service's time has turned out to be another than it was taken to be. */
    boolean wasByAWrongClock(Clocks clocks) {
        return clocks.reckoned(moment).since(time).abs().compareTo(CLOCK_ERROR) > 0;
    }
}
