package io.github.cameldoshii.internal.clock;

import java.time.Duration;

/**
 * The clocks of one connection, and the only place that converts between them. Where it is unknown which of two times is
 * right, it takes the earlier one: recovery from an earlier time delivers too much rather than too little.
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

    private final Moment beginning;

    /** The least that the wall clock was ahead of the monotonic one while it was all there was. */
    private Duration leastWallMinusMonotonic;

    public Clocks(EventLoop loop, ServiceClock service) {
        this.loop = loop;
        this.service = service;
        this.beginning = nowOnAnyThread();
        this.leastWallMinusMonotonic = beginning.wallMinusMonotonic();
    }

    public MonotonicTime monotonicNow() {
        return new MonotonicTime(loop.nanoTime());
    }

    public WallTime wallNow() {
        return new WallTime(loop.currentTimeMillis());
    }

    public Moment now() {
        return at(monotonicNow());
    }

    /** As {@link #now}, for any thread. */
    public Moment nowOnAnyThread() {
        return moment(monotonicNow(), wallNow());
    }

    /** A moment of the recent past, since which no clock was set. */
    public Moment at(MonotonicTime monotonic) {
        if (last.monotonic().equals(monotonic)) {
            return last;
        }
        last = moment(monotonic, wallNow().minus(monotonicNow().since(monotonic)));
        if (!last.measured() && last.wallMinusMonotonic().compareTo(leastWallMinusMonotonic) < 0) {
            leastWallMinusMonotonic = last.wallMinusMonotonic();
        }
        return last;
    }

    private Moment moment(MonotonicTime monotonic, WallTime wall) {
        return new Moment(monotonic, service.slept(), wall, service.at(monotonic, wall), service.isMeasured());
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

    /** Whether the service's time rests on more than the word of one answer. */
    public boolean isServiceConfirmed() {
        return service.isConfirmed();
    }

    /**
     * Whether the wall clock is what a moment should be noted by for a later process: where the service's time is not known,
     * or only one answer stands for it and it is the later one.
     */
    public boolean isWallTimeSafer(Moment moment) {
        return !service.isMeasured()
                || !isServiceConfirmed()
                        && serviceTime(moment)
                                .isAfter(new ServiceTime(wallTime(moment).epochMillis()));
    }

    /**
     * The service's time of a moment, reckoned back from now, when it is known better than it was then. That is right unless
     * the machine has slept meanwhile and the monotonic clock stood still, and nothing has told how long: if the wall clock
     * has gone on, so that it may be, the earliest time that is possible. So it is of a wall clock that was set while it was
     * all there is: nobody knows which of its times was right.
     */
    public ServiceTime serviceTime(Moment moment) {
        ServiceTime reckoned = reckoned(moment);
        ServiceTime earliest = isAmbiguous(moment) ? ClockTime.earlier(reckoned, ifSlept(moment)) : reckoned;
        return service.isMeasured() ? earliest : ClockTime.earlier(earliest, asTheWallClockWasLeastAhead(moment));
    }

    /** By the wall clock as it was set when it was earliest: nobody knows which of its times was right. */
    private ServiceTime asTheWallClockWasLeastAhead(Moment moment) {
        return new ServiceTime(moment.monotonic().millis()
                + moment.slept().plus(leastWallMinusMonotonic).toMillis());
    }

    /** As {@link #serviceTime(Moment)}, but the latest time that is possible. */
    public ServiceTime latestServiceTime(Moment moment) {
        ServiceTime reckoned = reckoned(moment);
        return isAmbiguous(moment) ? ClockTime.later(reckoned, asKnownThen(moment)) : reckoned;
    }

    /** What was known at the moment tells how long the machine has slept since, unless it was wrong: then all may be sleep. */
    private ServiceTime ifSlept(Moment moment) {
        ServiceTime knownThen = asKnownThen(moment);
        return service.isCorrectedSince(moment.monotonic())
                ? ClockTime.earlier(
                        knownThen,
                        reckoned(moment).minus(now().wallMinusMonotonic().minus(moment.wallMinusMonotonic())))
                : knownThen;
    }

    private boolean isAmbiguous(Moment moment) {
        return wallHasGoneAhead(moment, now()) && (!service.isMeasured() || !service.isSleepTold());
    }

    /** The local time of a moment, by the wall clock as it goes now; in doubt the earlier one. */
    public WallTime wallTime(Moment moment) {
        WallTime reckoned = wallNow().minus(since(moment));
        return isAmbiguous(moment) ? ClockTime.earlier(reckoned, moment.wall()) : reckoned;
    }

    /** As {@link #wallTime(Moment)}, but in doubt the later one. */
    public WallTime latestWallTime(Moment moment) {
        WallTime reckoned = wallNow().minus(since(moment));
        return isAmbiguous(moment) ? ClockTime.later(reckoned, moment.wall()) : reckoned;
    }

    /** The service's time of a moment since which the machine has not slept untold, by what is known now. */
    public ServiceTime reckoned(Moment moment) {
        return serviceNow().minus(since(moment));
    }

    /** How long it is since then; without sleep that is not told. */
    private Duration since(Moment moment) {
        return monotonicNow().since(moment.monotonic()).plus(service.slept()).minus(moment.slept());
    }

    /** By what was known at the moment, or when anything was known first after it. */
    private ServiceTime asKnownThen(Moment moment) {
        if (moment.measured() || !service.isMeasured()) {
            return moment.service();
        }
        Moment known = service.firstMeasured();
        ServiceTime time = known.service().minus(known.monotonic().since(moment.monotonic()));
        return wallHasGoneAhead(moment, known)
                ? time.minus(known.wallMinusMonotonic().minus(moment.wallMinusMonotonic()))
                : time;
    }

    /** Of the wall clock against the monotonic one: either it was set, or the other has stood still. */
    private static boolean wallHasGoneAhead(Moment from, Moment to) {
        return to.wallMinusMonotonic().minus(from.wallMinusMonotonic()).compareTo(SLEWED) > 0;
    }

    /**
     * Whether nothing can be said of the service's time: it has told none, and the local clock, which stands in for it, was
     * set since the beginning; or it is not {@link #isServiceConfirmed confirmed}; or what is known is behind, because the
     * service has stamped something later than now.
     */
    public boolean isServiceTimeDoubtful(ServiceTime stamp) {
        Duration moved = wallMinusMonotonic().minus(beginning.wallMinusMonotonic());
        boolean isSet = !service.isMeasured() && moved.abs().compareTo(SLEWED) > 0;
        boolean isUnconfirmed = service.isMeasured() && !service.isConfirmed();
        return isSet
                || isUnconfirmed
                || stamp.isAfter(serviceNow().plus(serviceError()).plus(SLEWED));
    }

    /**
     * The service's time of what an earlier process has noted by this machine's wall clock. It is not known how that clock
     * went then: it is taken to have been right, to have gone as when the note was read, or to have gone as it does now,
     * whichever is earliest.
     *
     * @param read when the note was read
     */
    public ServiceTime serviceTimeOfNoted(WallTime noted, Moment read) {
        ServiceTime right = new ServiceTime(noted.epochMillis());
        ServiceTime asWhenRead = serviceTime(read).minus(read.wall().since(noted));
        ServiceTime asNow = serviceNow().minus(wallNow().since(noted));
        return ClockTime.earlier(right, ClockTime.earlier(asWhenRead, asNow));
    }

    /** What the wall clock of this machine showed, as it goes now, at a time of the service: for people. */
    public WallTime wallTime(ServiceTime time) {
        return wallNow().minus(serviceNow().since(time));
    }

    /** As {@link #wallTime(ServiceTime)}, but the earliest that is possible: the service tells its time in whole seconds. */
    public WallTime earliestWallTime(ServiceTime time) {
        return wallTime(time).minus(serviceError());
    }

    /** As {@link #wallTime(ServiceTime)}, but the latest that is possible. */
    public WallTime latestWallTime(ServiceTime time) {
        return wallTime(time).plus(serviceError());
    }

    /** How far the wall clock is from the monotonic one: changes only when somebody sets it, or in sleep that is not told. */
    public Duration wallMinusMonotonic() {
        return Duration.ofMillis(wallNow().epochMillis() - monotonicNow().millis())
                .minus(service.slept());
    }
}
