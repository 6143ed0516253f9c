package io.github.cameldoshii.clock;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The service's clock, measured from the {@code Date} header of its answers against the monotonic clock, so that whoever
 * sets the wall clock of this machine, and when, changes nothing. Until the first measurement the wall clock is all there
 * is.
 *
 * <p>The header has whole seconds, and was written some time between sending the request and receiving the answer. Each
 * answer therefore bounds the difference of the clocks from both sides, and several answers narrow it. As long as the wall
 * clock lies within the bounds it is taken as right: it has milliseconds.
 *
 * <p>A header that contradicts what is known is not believed at once, as it may come from something in between: it takes
 * the wall clock as a second witness (the machine has slept, so the monotonic clock stood still), or
 * {@value #WITNESSES} answers in a row over half a minute, or that the service has {@link #refused} the time that it was told.
 *
 * <p>Safe for use by any thread.
 */
public final class ServiceClock {

    /** Answers in a row that must agree with each other to prove what is known wrong. */
    static final int WITNESSES = 3;

    /** And they must be so long apart: one that lies may answer several GETs in a row. */
    static final Duration WITNESSED_FOR = Duration.ofSeconds(30);

    /** Clocks drift apart by less than this part of the time that has passed. */
    private static final double DRIFT = 500e-6;

    /** What tells a wrong time goes wrong itself. */
    private static final long DISPROVED_AROUND = Duration.ofMinutes(1).toMillis();

    /** What is left where the wall clock is right: that milliseconds are whole. */
    private static final Duration ROUNDING = Duration.ofMillis(2);

    private final InstantSource wallClock;
    private final LongSupplier nanoTime;
    private final BooleanSupplier mayHaveSlept;
    private final AtomicReference<Measurement> measurement = new AtomicReference<>(Measurement.NONE);

    /** When the service's time was first known; the distant past before that. */
    private volatile Moment firstMeasured = Moment.DISTANT_PAST;

    /**
     * @param wallClock of this machine
     * @param nanoTime its monotonic clock, nanoseconds
     * @param mayHaveSlept whether that may have stood still, because the machine has slept
     */
    public ServiceClock(InstantSource wallClock, LongSupplier nanoTime, BooleanSupplier mayHaveSlept) {
        this.wallClock = wallClock;
        this.nanoTime = nanoTime;
        this.mayHaveSlept = mayHaveSlept;
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
        long local = wall.epochMillis() - monotonic.millis();
        return new ServiceTime(monotonic.millis() + (now.isKnown() ? now.known.near(local) : local));
    }

    /** How far from the truth a time may be. */
    Duration error(MonotonicTime monotonic, WallTime wall) {
        Measurement now = measurement.get();
        boolean wallIsRight = !now.isKnown() || now.known.contains(wall.epochMillis() - monotonic.millis());
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
        Bounds sample = new Bounds(date - received.millis(), date + 999 - sent.millis());
        if (sample.from <= sample.to) {
            long wallMinusMonotonic = wallNow().epochMillis() - monotonicNow().millis();
            measurement.updateAndGet(before -> before.with(sample, received, wallMinusMonotonic));
            if (firstMeasured == Moment.DISTANT_PAST && isMeasured()) {
                MonotonicTime monotonic = monotonicNow();
                WallTime wall = wallNow();
                firstMeasured = new Moment(monotonic, wall, at(monotonic, wall), true);
            }
        }
    }

    boolean mayHaveSlept() {
        return mayHaveSlept.getAsBoolean();
    }

    /** When the service's time was first known; the distant past before that. */
    Moment firstMeasured() {
        return firstMeasured;
    }

    /**
     * The service has accepted a token that was signed with this machine's time, and none signed with the measured one: what
     * has told that is not the service.
     */
    public void disproved() {
        measurement.updateAndGet(before -> before.isKnown()
                ? new Measurement(Bounds.NONE, before.knownAt, Bounds.NONE, before.knownAt, 0, before.known)
                : before);
    }

    /** The service does not accept the time that it was told: what contradicts it is believed from now on. */
    public void refused() {
        measurement.updateAndGet(before -> before.agreeing > 0
                ? new Measurement(
                        before.pending, before.pendingSince, Bounds.NONE, before.pendingSince, 0, before.disproved)
                : before);
    }

    /**
     * What the answers have told so far.
     *
     * @param known the bounds; {@link Bounds#NONE} before the first answer
     * @param knownAt when they were last confirmed
     * @param pending bounds that contradict them, and are not believed yet
     * @param pendingSince when they were first told
     * @param agreeing how many answers in a row agree with those
     * @param disproved bounds that are wrong, whoever tells them
     */
    private record Measurement(
            Bounds known,
            MonotonicTime knownAt,
            Bounds pending,
            MonotonicTime pendingSince,
            int agreeing,
            Bounds disproved) {

        static final Measurement NONE = new Measurement(
                Bounds.NONE, MonotonicTime.DISTANT_PAST, Bounds.NONE, MonotonicTime.DISTANT_PAST, 0, Bounds.NONE);

        boolean isKnown() {
            return known != Bounds.NONE;
        }

        Measurement with(Bounds sample, MonotonicTime at, long wallMinusMonotonic) {
            if (disproved != Bounds.NONE
                    && disproved.widenedBy(DISPROVED_AROUND).meets(sample)) {
                return this;
            }
            if (!isKnown()) {
                return of(sample, at);
            }
            if (known.meets(sample)) {
                return of(known.narrowedBy(sample), at);
            }
            long drift = (long) (DRIFT * at.since(knownAt).toMillis());
            boolean secondWitness = sample.contains(wallMinusMonotonic) && !known.contains(wallMinusMonotonic);
            if (known.widenedBy(drift).meets(sample) || secondWitness) {
                return of(sample, at);
            }
            if (agreeing == 0 || !pending.meets(sample)) {
                return new Measurement(known, knownAt, sample, at, 1, disproved);
            }
            Bounds common = pending.narrowedBy(sample);
            boolean proved = agreeing + 1 >= WITNESSES && at.since(pendingSince).compareTo(WITNESSED_FOR) >= 0;
            return proved
                    ? of(common, at)
                    : new Measurement(known, knownAt, common, pendingSince, agreeing + 1, disproved);
        }

        private Measurement of(Bounds newlyKnown, MonotonicTime at) {
            return new Measurement(newlyKnown, at, Bounds.NONE, at, 0, disproved);
        }
    }

    /** The service's clock minus the monotonic one, in milliseconds, is at least {@code from} and at most {@code to}. */
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
