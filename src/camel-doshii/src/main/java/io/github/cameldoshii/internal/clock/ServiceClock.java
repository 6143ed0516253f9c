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
 * clock as a second witness (the machine has slept, so the monotonic clock stood still), or {@value #WITNESSES} responses in
 * a row over half a minute, or that the service has {@link #refused} the time that it was told. If the service has {@link
 * #accepted} what is known, it takes {@value #WITNESSES_IF_ACCEPTED} responses over five minutes.
 *
 * <p>Safe for use by any thread.
 */
public final class ServiceClock {

    /** Answers in a row that must agree with each other to prove what is known wrong. */
    static final int WITNESSES = 3;

    /** And they must be so long apart: one that lies may answer several GETs in a row. */
    static final Duration WITNESSED_FOR = Duration.ofSeconds(30);

    /** The same where the service has accepted the time that is known. */
    static final int WITNESSES_IF_ACCEPTED = 10;

    static final Duration WITNESSED_FOR_IF_ACCEPTED = Duration.ofMinutes(5);

    /** Clocks drift apart by less than this part of the time that has passed. */
    private static final double DRIFT = 500e-6;

    /** What tells a wrong time goes wrong itself, and a token is used for some minutes. */
    private static final long AROUND = Duration.ofMinutes(5).toMillis();

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
        return new ServiceTime(awake + (now.isKnown() ? now.known.near(local) : local));
    }

    /** How far from the truth a time may be. */
    Duration error(MonotonicTime monotonic, WallTime wall) {
        Measurement now = measurement.get();
        boolean wallIsRight = !now.isKnown() || now.known.contains(wall.epochMillis() - awake(monotonic));
        return wallIsRight ? ROUNDING : ROUNDING.plusMillis((now.known.to - now.known.from) / 2);
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
        Bounds sample = new Bounds(date - awake(received), date + 999 - awake(sent));
        if (sample.from <= sample.to) {
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

    /** Whether more than one answer stands for the service's time: the service itself, or the clock of this machine. */
    boolean isConfirmed() {
        Measurement now = measurement.get();
        return now.isKnown() && (now.accepted || now.known.contains(wallNow().epochMillis() - awake(monotonicNow())));
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
        measurement.updateAndGet(before -> before.isKnown()
                        && before.known.widenedBy(AROUND).contains(wrong)
                ? new Measurement(Bounds.NONE, before.knownAt, Bounds.NONE, before.knownAt, 0, before.known, false)
                : before);
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
        measurement.updateAndGet(before -> before.refused(refused));
    }

    private record Slept(Duration inAll, MonotonicTime noticedAt) {}

    /**
     * What the answers have told so far.
     *
     * @param known the bounds; {@link Bounds#NONE} before the first answer
     * @param knownAt when they were last confirmed
     * @param pending bounds that contradict them, and are not believed yet
     * @param pendingSince when they were first told
     * @param agreeing how many answers in a row agree with those
     * @param disproved bounds that are wrong, whoever tells them
     * @param accepted whether the service has accepted a token of that time
     */
    private record Measurement(
            Bounds known,
            MonotonicTime knownAt,
            Bounds pending,
            MonotonicTime pendingSince,
            int agreeing,
            Bounds disproved,
            boolean accepted) {

        static final Measurement NONE = new Measurement(
                Bounds.NONE,
                MonotonicTime.DISTANT_PAST,
                Bounds.NONE,
                MonotonicTime.DISTANT_PAST,
                0,
                Bounds.NONE,
                false);

        boolean isKnown() {
            return known != Bounds.NONE;
        }

        Measurement with(Bounds sample, MonotonicTime at, long wallMinusMonotonic) {
            if (disproved != Bounds.NONE && disproved.widenedBy(AROUND).meets(sample)) {
                return this;
            }
            if (!isKnown()) {
                return of(sample, at, false);
            }
            if (known.meets(sample)) {
                return of(known.narrowedBy(sample), at, accepted);
            }
            long drift = (long) (DRIFT * at.since(knownAt).toMillis());
            boolean secondWitness = sample.contains(wallMinusMonotonic) && !known.contains(wallMinusMonotonic);
            if (known.widenedBy(drift).meets(sample)) {
                return of(sample, at, accepted);
            }
            if (secondWitness) {
                return of(sample, at, false);
            }
            if (agreeing == 0 || !pending.meets(sample)) {
                return new Measurement(known, knownAt, sample, at, 1, disproved, accepted);
            }
            Bounds common = pending.narrowedBy(sample);
            boolean proved = agreeing + 1 >= (accepted ? WITNESSES_IF_ACCEPTED : WITNESSES)
                    && at.since(pendingSince).compareTo(accepted ? WITNESSED_FOR_IF_ACCEPTED : WITNESSED_FOR) >= 0;
            return proved
                    ? of(common, at, false)
                    : new Measurement(known, knownAt, common, pendingSince, agreeing + 1, disproved, accepted);
        }

        Measurement refused(long refused) {
            if (agreeing > 0 && !pending.widenedBy(AROUND).contains(refused)) {
                return new Measurement(pending, pendingSince, Bounds.NONE, pendingSince, 0, disproved, false);
            }
            boolean isDisproved =
                    disproved != Bounds.NONE && disproved.widenedBy(AROUND).contains(refused);
            return isDisproved
                    ? this
                    : new Measurement(known, knownAt, pending, pendingSince, agreeing, Bounds.NONE, accepted);
        }

        Measurement accepted(long time) {
            return isKnown() && !accepted && known.widenedBy(AROUND).contains(time)
                    ? new Measurement(known, knownAt, pending, pendingSince, agreeing, disproved, true)
                    : this;
        }

        private Measurement of(Bounds newlyKnown, MonotonicTime at, boolean isAccepted) {
            return new Measurement(newlyKnown, at, Bounds.NONE, at, 0, disproved, isAccepted);
        }
    }

    /** The service's clock minus the monotonic one with its sleep, in milliseconds, is at least {@code from} and at most {@code to}. */
    private record Bounds(long from, long to) {

        static final Bounds NONE = new Bounds(0, 0);

        boolean meets(Bounds other) {
            return from <= other.to && other.from <= to;
        }

        Bounds narrowedBy(Bounds other) {
            return new Bounds(Math.max(from, other.from), Math.min(to, other.to));
        }

        Bounds widenedBy(long millis) {
            return new Bounds(from - millis, to + millis);
        }

        boolean contains(long value) {
            return from <= value && value <= to;
        }

        /** The value itself if it is possible, else the middle. */
        long near(long value) {
            return contains(value) ? value : from + (to - from) / 2;
        }
    }
}
