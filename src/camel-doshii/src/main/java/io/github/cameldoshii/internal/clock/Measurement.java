package io.github.cameldoshii.internal.clock;

import java.time.Duration;

/**
 * What the answers have told of the {@link ServiceClock} so far. Immutable.
 *
 * @param known what is believed; {@link Known#NOTHING} before the first answer
 * @param pending what contradicts it, and is not believed yet
 * @param disproved bounds that are wrong, whoever tells them
 * @param correctedAt when what was known has last turned out to be wrong
 */
record Measurement(Known known, Pending pending, Bounds disproved, MonotonicTime correctedAt) {

    /** Answers in a row that must agree with each other to prove what is known wrong. */
    static final int WITNESSES = 3;

    /** And they must be so long apart: one that lies may answer several GETs in a row. */
    static final Duration WITNESSED_FOR = Duration.ofSeconds(30);

    /** The same where the service has accepted the time that is known. */
    static final int WITNESSES_IF_ACCEPTED = 10;

    static final Duration WITNESSED_FOR_IF_ACCEPTED = Duration.ofMinutes(5);

    /** Answers in a row that must agree with each other before a time is trusted to the second. */
    private static final int WITNESSES_OF_THE_SECOND = 2;

    /** Clocks drift apart by less than this part of the time that has passed. */
    private static final double DRIFT = 500e-6;

    /** What tells a wrong time goes wrong itself, and a token is used for some minutes. */
    private static final long AROUND = Duration.ofMinutes(5).toMillis();

    /** A token is valid for ten minutes, and some tolerance: it does not tell times apart that are nearer to each other. */
    private static final long TOKEN_VALID = Duration.ofMinutes(15).toMillis();

    static final Measurement NONE =
            new Measurement(Known.NOTHING, Pending.NOTHING, Bounds.NONE, MonotonicTime.DISTANT_PAST);

    /**
     * What is believed.
     *
     * @param at when it was last told
     * @param supporting how many answers in a row agree with it; as soon as they are enough, all that ever did
     * @param accepted whether the service has accepted a token of that time
     */
    private record Known(Bounds bounds, MonotonicTime at, int supporting, boolean accepted) {

        static final Known NOTHING = new Known(Bounds.NONE, MonotonicTime.DISTANT_PAST, 0, false);

        Known supportedBy(Bounds newBounds, MonotonicTime toldAt) {
            return new Known(newBounds, toldAt, supporting + 1, accepted);
        }

        /** For its second only this answer stands. */
        Known driftedTo(Bounds newBounds, MonotonicTime toldAt) {
            return new Known(newBounds, toldAt, 1, accepted);
        }

        Known contradicted() {
            return supporting < WITNESSES_OF_THE_SECOND ? new Known(bounds, at, 0, accepted) : this;
        }
    }

    /**
     * What contradicts it.
     *
     * @param since when it was first told
     * @param agreeing how many answers in a row agree with it
     */
    private record Pending(Bounds bounds, MonotonicTime since, int agreeing) {

        static final Pending NOTHING = new Pending(Bounds.NONE, MonotonicTime.DISTANT_PAST, 0);

        Pending with(Bounds sample, MonotonicTime at) {
            return agreeing > 0 && bounds.meets(sample)
                    ? new Pending(bounds.narrowedBy(sample), since, agreeing + 1)
                    : new Pending(sample, at, 1);
        }
    }

    boolean isKnown() {
        return known != Known.NOTHING;
    }

    Bounds bounds() {
        return known.bounds;
    }

    /** Whether the service itself stands for what is known, and more than one answer. */
    boolean isProven() {
        boolean isContested = pending.agreeing >= WITNESSES_OF_THE_SECOND && !isDecidedByTokens(pending);
        return known.accepted && known.supporting >= WITNESSES_OF_THE_SECOND && !isContested;
    }

    /** Whether the token that the service has accepted tells the known time from this one. */
    private boolean isDecidedByTokens(Pending other) {
        return known.accepted && !isNear(other);
    }

    /** Whether the service accepts tokens of both times. */
    private boolean isNear(Pending other) {
        return known.bounds.widenedBy(TOKEN_VALID).meets(other.bounds);
    }

    Measurement with(Bounds sample, MonotonicTime at, long wallMinusMonotonic) {
        if (disproved != Bounds.NONE && disproved.widenedBy(AROUND).meets(sample)) {
            return this;
        }
        if (!isKnown()) {
            return knowing(new Known(sample, at, 1, false));
        }
        if (known.bounds.meets(sample)) {
            return knowing(known.supportedBy(known.bounds.narrowedBy(sample), at));
        }
        long drift = (long) (DRIFT * at.since(known.at).toMillis());
        if (known.bounds.widenedBy(drift).meets(sample)) {
            return knowing(known.driftedTo(sample, at));
        }
        boolean secondWitness = sample.contains(wallMinusMonotonic) && !known.bounds.contains(wallMinusMonotonic);
        if (secondWitness) {
            return corrected(new Known(sample, at, 1, false), at);
        }
        Pending told = pending.with(sample, at);
        return isProof(told, at)
                ? corrected(new Known(told.bounds, at, told.agreeing, false), at)
                : new Measurement(known.contradicted(), told, disproved, correctedAt);
    }

    private boolean isProof(Pending told, MonotonicTime at) {
        boolean decided = isDecidedByTokens(told);
        Duration since = at.since(told.since);
        if (isNear(told) && known.supporting < WITNESSES_OF_THE_SECOND && told.agreeing >= WITNESSES_OF_THE_SECOND) {
            // No token will ever tell which is right, and more answers stand for this one.
            return true;
        }
        return told.agreeing >= (decided ? WITNESSES_IF_ACCEPTED : WITNESSES)
                && since.compareTo(decided ? WITNESSED_FOR_IF_ACCEPTED : WITNESSED_FOR) >= 0;
    }

    Measurement refused(long time, MonotonicTime at) {
        if (pending.agreeing > 0 && !pending.bounds.widenedBy(AROUND).contains(time)) {
            return corrected(new Known(pending.bounds, pending.since, pending.agreeing, false), at);
        }
        boolean isDisproved =
                disproved != Bounds.NONE && disproved.widenedBy(AROUND).contains(time);
        return isDisproved ? this : new Measurement(known, pending, Bounds.NONE, correctedAt);
    }

    Measurement accepted(long time) {
        return isKnown() && !known.accepted && known.bounds.widenedBy(AROUND).contains(time)
                ? new Measurement(
                        new Known(known.bounds, known.at, known.supporting, true), pending, disproved, correctedAt)
                : this;
    }

    Measurement disproved(long time, MonotonicTime at) {
        return isKnown() && known.bounds.widenedBy(AROUND).contains(time)
                ? new Measurement(Known.NOTHING, Pending.NOTHING, known.bounds, at)
                : this;
    }

    private Measurement knowing(Known now) {
        return new Measurement(now, Pending.NOTHING, disproved, correctedAt);
    }

    private Measurement corrected(Known now, MonotonicTime at) {
        return new Measurement(now, Pending.NOTHING, disproved, at);
    }

    /** The service's clock minus the monotonic one with its sleep, in milliseconds, is at least {@code from} and at most {@code to}. */
    record Bounds(long from, long to) {

        static final Bounds NONE = new Bounds(0, 0);

        /** Whether there is any such difference. */
        boolean isPossible() {
            return from <= to;
        }

        Duration halfWidth() {
            return Duration.ofMillis((to - from) / 2);
        }

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
