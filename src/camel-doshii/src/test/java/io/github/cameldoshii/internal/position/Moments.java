package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
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
