package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
import java.time.Duration;

/** Up to when everything that was received is finished. */
public sealed interface Position {

    /** By the service's clock. */
    record ByService(ServiceTime at) implements Position {
        @Override
        public ServiceTime serviceTime(Clocks clocks, Moment read) {
            return at;
        }
    }

    /** By the wall clock of the machine, because the service had not told its time yet. */
    record ByWallClock(WallTime at) implements Position {
        @Override
        public ServiceTime serviceTime(Clocks clocks, Moment read) {
            return clocks.serviceTimeOfNoted(at, read);
        }
    }

    /**
     * The service's time, in doubt an earlier one.
     *
     * @param read when the position was read
     */
    ServiceTime serviceTime(Clocks clocks, Moment read);

    /** Whether this machine's clock shows by itself that it is wrong: it was later when it was noted than when it was read. */
    default boolean isAheadOf(Moment read, Duration error) {
        return this instanceof ByWallClock noted
                && noted.at().isAfter(read.wall().plus(error));
    }
}
