package io.github.cameldoshii.position;

import io.github.cameldoshii.clock.Clocks;
import io.github.cameldoshii.clock.ServiceTime;
import io.github.cameldoshii.clock.WallTime;

/** Up to when everything that was received is finished. */
public sealed interface Position {

    /** By the service's clock. */
    record ByService(ServiceTime at) implements Position {
        @Override
        public ServiceTime serviceTime(Clocks clocks) {
            return at;
        }
    }

    /** By the wall clock of the machine, because the service had not told its time yet. */
    record ByWallClock(WallTime at) implements Position {
        @Override
        public ServiceTime serviceTime(Clocks clocks) {
            return clocks.serviceTimeOfNoted(at);
        }
    }

    /** The service's time, in doubt an earlier one. */
    ServiceTime serviceTime(Clocks clocks);
}
