package io.github.cameldoshii.internal.clock;

import java.time.Duration;

/**
 * A point in time as all clocks told it at once. Recorded instead of one clock's time, because that cannot be converted
 * reliably later: the wall clock may have been set meanwhile, and the monotonic clock may have stood still. Ordered by the
 * {@link #monotonic} time.
 *
 * @param monotonic by the monotonic clock
 * @param wall by this machine's wall clock
 * @param slept how long the machine had slept until then, as far as known
 * @param service by the service's clock as known then; by the wall clock if it was unknown
 * @param measured whether the service's clock was known then
 */
public record Moment(MonotonicTime monotonic, Duration slept, WallTime wall, ServiceTime service, boolean measured) {

    private static final long FAR_MILLIS = MonotonicTime.DISTANT_FUTURE.millis();

    /** Before everything. */
    public static final Moment DISTANT_PAST = new Moment(
            MonotonicTime.DISTANT_PAST, Duration.ZERO, new WallTime(-FAR_MILLIS), new ServiceTime(-FAR_MILLIS), true);

    /** After everything. */
    public static final Moment DISTANT_FUTURE = new Moment(
            MonotonicTime.DISTANT_FUTURE, Duration.ZERO, new WallTime(FAR_MILLIS), new ServiceTime(FAR_MILLIS), true);

    public Moment plus(Duration duration) {
        return new Moment(monotonic.plus(duration), slept, wall.plus(duration), service.plus(duration), measured);
    }

    /** How far the wall clock was from the monotonic one, which has gone on in sleep as far as that is told. */
    Duration wallMinusMonotonic() {
        return Duration.ofMillis(wall.epochMillis() - monotonic.millis()).minus(slept);
    }

    public Moment minus(Duration duration) {
        return plus(duration.negated());
    }

    public boolean isBefore(Moment other) {
        return monotonic.isBefore(other.monotonic);
    }

    public boolean isAfter(Moment other) {
        return monotonic.isAfter(other.monotonic);
    }

    public static Moment earlier(Moment one, Moment other) {
        return other.isBefore(one) ? other : one;
    }

    public static Moment later(Moment one, Moment other) {
        return other.isAfter(one) ? other : one;
    }
}
