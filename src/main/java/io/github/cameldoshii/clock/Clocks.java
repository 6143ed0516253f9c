package io.github.cameldoshii.clock;

import io.github.cameldoshii.loop.EventLoop;
import java.time.Duration;

/**
 * The clocks of one connection, and the one place that converts a time of one clock into that of another. Where it cannot be
 * known which of two times is right, the earlier one is taken: who asks from then on, or trusts what was delivered until
 * then, asks for or delivers too much rather than too little.
 *
 * <p>Confined to the connection's event loop, whose clocks it reads.
 */
public final class Clocks {

    /** The wall clock is slewed by less than this, and set by more. */
    private static final Duration SLEWED = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final ServiceClock service;

    /** The last moment that was asked for: events that are read in one turn of the loop share it. */
    private Moment last = Moment.DISTANT_PAST;

    public Clocks(EventLoop loop, ServiceClock service) {
        this.loop = loop;
        this.service = service;
    }

    public MonotonicTime monotonicNow() {
        return new MonotonicTime(loop.nanoTime());
    }

    public WallTime wallNow() {
        return new WallTime(loop.currentTimeMillis());
    }

    public Moment now() {
        return at(loop.nanoTime());
    }

    /**
     * A moment of the recent past, since which no clock was set.
     *
     * @param nanos by the monotonic clock of the loop
     */
    public Moment at(long nanos) {
        if (last.monotonic().nanos() == nanos) {
            return last;
        }
        MonotonicTime monotonic = new MonotonicTime(nanos);
        WallTime wall = wallNow().minus(monotonicNow().since(monotonic));
        last = new Moment(
                monotonic, wall, service.at(monotonic, wall), service.isMeasured(), service.error(monotonic, wall));
        return last;
    }

    /** The service's time now, as far as it is known. */
    public ServiceTime serviceNow() {
        return service.at(monotonicNow(), wallNow());
    }

    /** How far from the truth the service's time may be. */
    public Duration serviceError() {
        return service.error(monotonicNow(), wallNow());
    }

    public boolean isServiceMeasured() {
        return service.isMeasured();
    }

    /**
     * The service's time of a moment, reckoned back from now, when it may be known better than it was then. If that is not
     * what was known then, the monotonic clock has stood still meanwhile, as it may while a machine sleeps, and what was known
     * counts. If nothing was known then, and the wall clock has moved forward against the monotonic one until it was, and
     * the machine may have slept, the earlier time is taken.
     */
    public ServiceTime serviceTime(Moment moment) {
        ServiceTime reckoned = serviceNow().minus(monotonicNow().since(moment.monotonic()));
        if (!moment.measured()) {
            return reckoned.minus(movedForward(moment));
        }
        Duration apart = reckoned.since(moment.service()).abs();
        return apart.compareTo(moment.error().plus(SLEWED)) <= 0 ? reckoned : moment.service();
    }

    /** As {@link #serviceTime(Moment)}, for a moment since which the machine has not slept. */
    public ServiceTime serviceTimeAwake(Moment moment) {
        return moment.measured()
                ? serviceTime(moment)
                : serviceNow().minus(monotonicNow().since(moment.monotonic()));
    }

    /** The local time of a moment, by the wall clock as it was then or as it is now, whichever is earlier. */
    public WallTime wallTime(Moment moment) {
        return wallNow().minus(monotonicNow().since(moment.monotonic())).minus(movedForward(moment));
    }

    private Duration movedForward(Moment moment) {
        Duration then = Duration.ofMillis(
                moment.wall().epochMillis() - moment.monotonic().millis());
        Duration moved = service.driftWhenMeasured(wallMinusMonotonic()).minus(then);
        return moved.compareTo(SLEWED) < 0 || !service.mayHaveSlept() ? Duration.ZERO : moved;
    }

    /**
     * The service's time of what an earlier process has noted by this machine's wall clock. It is not known how that clock
     * went then: it is taken to have been right or to have gone as it does now, whichever is earlier.
     */
    public ServiceTime serviceTimeOfNoted(WallTime noted) {
        Duration offset =
                Duration.ofMillis(serviceNow().epochMillis() - wallNow().epochMillis());
        ServiceTime asItWas = new ServiceTime(noted.epochMillis());
        return ClockTime.earlier(asItWas, asItWas.plus(offset));
    }

    /** What the wall clock of this machine showed, as it goes now, at a time of the service: for people. */
    public WallTime wallTime(ServiceTime time) {
        return wallNow().minus(serviceNow().since(time));
    }

    /** How far the wall clock is from the monotonic one: changes only when somebody sets it, or the machine sleeps. */
    public Duration wallMinusMonotonic() {
        return Duration.ofMillis(wallNow().epochMillis() - monotonicNow().millis());
    }
}
