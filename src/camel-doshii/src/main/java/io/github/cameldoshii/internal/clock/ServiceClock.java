package io.github.cameldoshii.internal.clock;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The service's clock, measured from the {@code Date} headers of its responses against the monotonic clock, so that setting
 * this machine's wall clock changes nothing. The machine's sleep is added where it is known. Before the first measurement it
 * shows the wall clock.
 *
 * <p>The header has whole seconds, and was written between the sending of the request and the receipt of the response. Each
 * response therefore bounds the difference of the clocks from both sides, and several narrow it. As long as the wall clock
 * lies within the bounds it is taken as right, because it has milliseconds.
 *
 * <p>A header that contradicts what is known may come from a proxy in between and is not believed at once. It takes the wall
 * clock as a second witness (the machine has slept, so the monotonic clock stood still), or {@value Measurement#WITNESSES} responses in
 * a row over half a minute, or that the service has {@link #refused} the time that it was told. If the service has {@link
 * #accepted} what is known, it takes {@value Measurement#WITNESSES_IF_ACCEPTED} responses over five minutes, unless the two are so near
 * that it accepts both: a token tells the time to some minutes only. Of two so near times, one that a single answer has told gives
 * way at once to one that two in a row tell.
 *
 * <p>Safe for use by any thread.
 */
public final class ServiceClock {

    /** What is left where the wall clock is right: that milliseconds are whole. */
    private static final Duration ROUNDING = Duration.ofMillis(2);

    private final InstantSource wallClock;
    private final LongSupplier nanoTime;
    private final MachineSleep sleep;
    private volatile Slept sleptLast;

    private final AtomicReference<Measurement> measurement = new AtomicReference<>(Measurement.NONE);

    /** When the service's time was first known; the distant past before that. */
    private volatile Moment firstMeasured = Moment.DISTANT_PAST;

    /**
     * @param wallClock of this machine
     * @param nanoTime its monotonic clock, nanoseconds
     * @param sleep how long that has stood still, because the machine has slept
     */
    public ServiceClock(InstantSource wallClock, LongSupplier nanoTime, MachineSleep sleep) {
        this.wallClock = wallClock;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.sleptLast = new Slept(sleep.soFar(), MonotonicTime.DISTANT_PAST);
    }

    public WallTime wallNow() {
        return new WallTime(wallClock.millis());
    }

    public MonotonicTime monotonicNow() {
        return new MonotonicTime(nanoTime.getAsLong());
    }

    /** The service's time now; the local one as long as it {@link #isMeasured is not known}. */
    public ServiceTime now() {
        return at(monotonicNow(), wallNow());
    }

    /** Whether an answer has told the service's time. */
    public boolean isMeasured() {
        return measurement.get().isKnown();
    }

    /** The service's time when the two clocks of this machine showed these times, by what is known now. */
    ServiceTime at(MonotonicTime monotonic, WallTime wall) {
        Measurement now = measurement.get();
        long awake = awake(monotonic);
        long local = wall.epochMillis() - awake;
        return new ServiceTime(awake + (now.isKnown() ? now.bounds().near(local) : local));
    }

    /** How far from the truth a time may be. */
    Duration error(MonotonicTime monotonic, WallTime wall) {
        Measurement now = measurement.get();
        boolean wallIsRight = !now.isKnown() || now.bounds().contains(wall.epochMillis() - awake(monotonic));
        return wallIsRight ? ROUNDING : ROUNDING.plus(now.bounds().halfWidth());
    }

    /**
     * Takes a measurement. Headers that are no HTTP date are ignored.
     *
     * @param dateHeader the {@code Date} header of an answer that no cache had stored
     * @param sent just before the request was sent
     * @param received just after the answer's head was received
     */
    public void observe(String dateHeader, MonotonicTime sent, MonotonicTime received) {
        long date;
        try {
            date = ZonedDateTime.parse(dateHeader, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeParseException e) {
            return;
        }
        if (hasSleptSince(sent)) {
            return;
        }
        Measurement.Bounds sample = new Measurement.Bounds(date - awake(received), date + 999 - awake(sent));
        if (sample.isPossible()) {
            long wallMinusMonotonic = wallNow().epochMillis() - awake(monotonicNow());
            measurement.updateAndGet(before -> before.with(sample, received, wallMinusMonotonic));
            if (firstMeasured == Moment.DISTANT_PAST && isMeasured()) {
                MonotonicTime monotonic = monotonicNow();
                WallTime wall = wallNow();
                firstMeasured = new Moment(monotonic, slept(), wall, at(monotonic, wall), true);
            }
        }
    }

    /** How long the machine has slept so far, as far as that is told. */
    Duration slept() {
        Duration slept = sleep.soFar();
        if (!slept.equals(sleptLast.inAll)) {
            sleptLast = new Slept(slept, monotonicNow());
        }
        return slept;
    }

    boolean isSleepTold() {
        return sleep.isTold();
    }

    /** The time of the monotonic clock as it would be had it not stood still in sleep, milliseconds. */
    private long awake(MonotonicTime monotonic) {
        return monotonic.millis() + slept().toMillis();
    }

    /** Whether a sleep lies, or may lie, between then and now. */
    private boolean hasSleptSince(MonotonicTime then) {
        slept();
        return sleptLast.noticedAt.isAfter(then);
    }

    /** Whether what was known then, or was known first after it, has turned out to be wrong. */
    boolean isCorrectedSince(MonotonicTime then) {
        return !measurement.get().correctedAt().isBefore(then);
    }

    /** When the service's time was first known; the distant past before that. */
    Moment firstMeasured() {
        return firstMeasured;
    }

    /**
     * The service has accepted a token.
     *
     * @param told the time of that token
     * @param at when it was sent
     */
    public void accepted(ServiceTime told, MonotonicTime at) {
        long accepted = told.epochMillis() - awake(at);
        measurement.updateAndGet(before -> before.accepted(accepted));
    }

    /**
     * Whether the service's time is beyond doubt: the clock of this machine agrees with it, or the service has accepted a token
     * of it, which proves the minutes, and several answers agree, which proves the second.
     */
    boolean isConfirmed() {
        Measurement now = measurement.get();
        return now.isProven()
                || now.isKnown() && now.bounds().contains(wallNow().epochMillis() - awake(monotonicNow()));
    }

    /**
     * The service has accepted a token that was signed with this machine's time, and none signed with the one that was taken
     * for its own: what has told that is not the service.
     *
     * @param refused the service's time as it was taken to be
     * @param at when
     */
    public void disproved(ServiceTime refused, MonotonicTime at) {
        long wrong = refused.epochMillis() - awake(at);
        MonotonicTime now = monotonicNow();
        measurement.updateAndGet(before -> before.disproved(wrong, now));
    }

    /**
     * The service does not accept the time that it was told: what contradicts it is believed from now on, also if it was
     * {@link #disproved} once.
     *
     * @param told the time of the token that it has refused
     * @param at when that was signed
     */
    public void refused(ServiceTime told, MonotonicTime at) {
        long refused = told.epochMillis() - awake(at);
        MonotonicTime now = monotonicNow();
        measurement.updateAndGet(before -> before.refused(refused, now));
    }

    private record Slept(Duration inAll, MonotonicTime noticedAt) {}
}
