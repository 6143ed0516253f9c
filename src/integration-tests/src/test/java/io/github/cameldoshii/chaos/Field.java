package io.github.cameldoshii.chaos;

import io.github.cameldoshii.simulator.state.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What surrounds a run for as long as it takes, and heals no more than the service itself.
 *
 * @param clockIsSet whether the wall clock of the routes' machine is set now and then
 * @param clockAheadMillis how far that clock is ahead in the beginning
 * @param dates what becomes of the {@code Date} of REST answers
 * @param lieMillis how far a wrong one is off
 * @param equalIds whether locations number their entities alike
 * @param refusal a list that is refused for good
 * @param maxBodyBytes the largest answer that the client takes, and some entities are larger; 0 for the usual
 */
record Field(
        boolean clockIsSet,
        long clockAheadMillis,
        Dates dates,
        long lieMillis,
        boolean equalIds,
        Optional<Refusal> refusal,
        int maxBodyBytes) {

    /** What becomes of the {@code Date} that the service tells. */
    enum Dates {
        RIGHT,
        MISSING,
        SOMETIMES_MISSING,
        GARBAGE,
        /** Wrong, and with the {@code Age} that a cache gives it. */
        SOMETIMES_OLD,
        SOMETIMES_WRONG,
        WRONG_IN_A_ROW,
        ALWAYS_WRONG;

        /** Whether the client may be told another time than the service's, and nothing gives that away. */
        boolean mayLie() {
            return this == SOMETIMES_WRONG || this == WRONG_IN_A_ROW || this == ALWAYS_WRONG;
        }

        /** Whether the client is ever told the time of the service. */
        boolean tellTheTruth() {
            return this != MISSING && this != GARBAGE && this != ALWAYS_WRONG;
        }
    }

    /**
     * A list that is refused, whenever it is asked for.
     *
     * @param location index of the location; {@link #EVERYWHERE} for all
     * @param olderThanMillis refused only if the window begins so long ago; 0 for always
     */
    record Refusal(Kind kind, int location, int status, long olderThanMillis) {

        static final int EVERYWHERE = -1;

        boolean concerns(int index) {
            return location == EVERYWHERE || location == index;
        }
    }

    static final Field CALM = new Field(false, 0, Dates.RIGHT, 0, false, Optional.empty(), 0);

    /** What is larger is larger than an order and smaller than some of them. */
    static final int SMALL_BODY = 60_000;

    private static final List<Integer> FINAL = List.of(400, 403, 404, 405, 410, 414, 422, 501);
    private static final List<Kind> LISTS = List.of(Kind.ORDER, Kind.CHECKIN, Kind.BOOKING, Kind.LOYALTY_CHECKIN);
    private static final long DAY_AND_HOUR = Duration.ofHours(25).toMillis();

    static Field draw(RandomGenerator random, int locations) {
        Dates dates =
                random.nextInt(4) > 0 ? Dates.RIGHT : Dates.values()[1 + random.nextInt(Dates.values().length - 1)];
        // With a clock that is wrong and nothing that tells the right time, nobody could know it.
        boolean set = random.nextInt(3) == 0 && dates != Dates.ALWAYS_WRONG;
        return new Field(
                set,
                set && random.nextBoolean() ? drawClock(random) : 0,
                dates,
                (20 + random.nextInt(1_200)) * (random.nextBoolean() ? 60_000L : -60_000L),
                random.nextInt(4) == 0,
                random.nextInt(6) == 0 ? Optional.of(drawRefusal(random, locations)) : Optional.empty(),
                random.nextInt(6) == 0 ? SMALL_BODY : 0);
    }

    /** How far the clock is ahead from now on, up to 25 h either way. */
    static long drawClock(RandomGenerator random) {
        long steps = DAY_AND_HOUR / SettableClock.STEP_MILLIS;
        return random.nextInt(4) == 0 ? 0 : (random.nextLong(2 * steps + 1) - steps) * SettableClock.STEP_MILLIS;
    }

    private static Refusal drawRefusal(RandomGenerator random, int locations) {
        Kind kind = LISTS.get(random.nextInt(LISTS.size()));
        boolean byChange = kind == Kind.ORDER || kind == Kind.CHECKIN;
        return new Refusal(
                kind,
                random.nextInt(3) == 0 ? Refusal.EVERYWHERE : random.nextInt(locations),
                FINAL.get(random.nextInt(FINAL.size())),
                byChange && random.nextBoolean() ? 1_000 + random.nextInt(5_000) : 0);
    }

    boolean isCalm() {
        return !clockIsSet && dates == Dates.RIGHT && !equalIds && refusal.isEmpty() && maxBodyBytes == 0;
    }

    /** For people: what is not as it should be, in few words. */
    String describe() {
        List<String> words = new ArrayList<>();
        if (clockIsSet) {
            words.add("clock set");
        }
        if (dates != Dates.RIGHT) {
            words.add("dates " + dates);
        }
        if (equalIds) {
            words.add("equal ids");
        }
        refusal.ifPresent(
                refused -> words.add(refused.status() + " for " + refused.kind().path()
                        + (refused.olderThanMillis() == 0 ? "" : " older than " + refused.olderThanMillis() + " ms")));
        if (maxBodyBytes > 0) {
            words.add("large entities");
        }
        return isCalm() ? "calm" : String.join(", ", words);
    }
}
