package io.github.cameldoshii.position;

import io.github.cameldoshii.clock.Moment;
import io.github.cameldoshii.clock.MonotonicTime;
import io.github.cameldoshii.clock.ServiceTime;
import io.github.cameldoshii.clock.WallTime;
import java.time.Duration;

/** Moments of a machine whose clocks agree. */
final class Moments {

    private Moments() {}

    static Moment at(long millis) {
        return new Moment(
                new MonotonicTime(Duration.ofMillis(millis).toNanos()),
                Duration.ZERO,
                new WallTime(millis),
                new ServiceTime(millis),
                true);
    }
}
