package io.github.cameldoshii;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * How the field is in one run of the model.
 *
 * @param troubles those that are switched on
 * @param dates what becomes of the {@code Date} of the answers
 * @param lie how far a wrong {@code Date} is off
 * @param refusal a list that is refused for good
 * @param sleepIsTold whether the operating system tells how long the machine has slept
 */
record FieldConditions(
        Set<FieldTrouble> troubles, Dates dates, Duration lie, Optional<Refusal> refusal, boolean sleepIsTold) {

    /** What becomes of the {@code Date} that the service tells. */
    enum Dates {
        RIGHT,
        MISSING,
        SOMETIMES_MISSING,
        GARBAGE,
        SOMETIMES_WRONG,
        WRONG_IN_A_ROW,
        ALWAYS_WRONG,
        SOMETIMES_NEARLY_RIGHT;

        /** Whether the client may be told another time than the service's. */
        boolean mayLie() {
            return this == SOMETIMES_WRONG
                    || this == WRONG_IN_A_ROW
                    || this == ALWAYS_WRONG
                    || this == SOMETIMES_NEARLY_RIGHT;
        }

        /** Whether the client is ever told the time of the service. */
        boolean tellTheTruth() {
            return this != MISSING && this != GARBAGE && this != ALWAYS_WRONG;
        }
    }

    /**
     * A list that is refused, whenever it is asked for.
     *
     * @param location empty for all
     * @param olderThan refused only if the window begins so long ago; zero for always
     */
    record Refusal(String path, String location, int status, Duration olderThan) {

        boolean concerns(String askedPath, String askedLocation) {
            return path.equals(askedPath) && (location.isEmpty() || location.equals(askedLocation));
        }
    }

    private static final List<Integer> FINAL = List.of(400, 400, 400, 403, 404, 405, 410, 414, 422, 422, 501);

    /** What a service answers that does not like the time that it is asked for. */
    private static final Set<Integer> ABOUT_THE_WINDOW = Set.of(400, 422);

    static FieldConditions draw(Random random, Set<FieldTrouble> troubles) {
        Dates dates = Dates.RIGHT;
        if (troubles.contains(FieldTrouble.DATE_MISSING)) {
            dates = List.of(Dates.MISSING, Dates.SOMETIMES_MISSING, Dates.GARBAGE)
                    .get(random.nextInt(3));
        }
        if (troubles.contains(FieldTrouble.DATE_WRONG)) {
            dates = List.of(Dates.SOMETIMES_WRONG, Dates.WRONG_IN_A_ROW, Dates.ALWAYS_WRONG)
                    .get(random.nextInt(3));
        }
        if (troubles.contains(FieldTrouble.DATE_NEARLY_RIGHT)) {
            dates = Dates.SOMETIMES_NEARLY_RIGHT;
        }
        long lie = (20 + random.nextInt(1_200)) * (random.nextBoolean() ? 60_000L : -60_000L);
        Optional<Refusal> refusal = refusal(random, troubles);
        boolean sleepIsTold = !troubles.contains(FieldTrouble.SLEEP) || random.nextBoolean();
        return new FieldConditions(troubles, dates, Duration.ofMillis(lie), refusal, sleepIsTold);
    }

    private static Optional<Refusal> refusal(Random random, Set<FieldTrouble> troubles) {
        String path = random.nextBoolean() ? "/orders" : "/checkins";
        String location = random.nextInt(3) == 0 ? "" : "L" + random.nextInt(3);
        int status = FINAL.get(random.nextInt(FINAL.size()));
        boolean tooEarly = ABOUT_THE_WINDOW.contains(status) && random.nextInt(3) > 0;
        Duration olderThan = tooEarly ? Duration.ofMinutes(10 + random.nextInt(600)) : Duration.ZERO;
        return troubles.contains(FieldTrouble.REFUSED_LISTS)
                ? Optional.of(new Refusal(path, location, status, olderThan))
                : Optional.empty();
    }

    boolean has(FieldTrouble trouble) {
        return troubles.contains(trouble);
    }

    /** Whether the wall clock may be set: not where nothing else tells the time, or how much of it was slept. */
    boolean clockIsSet() {
        return dates != Dates.ALWAYS_WRONG && sleepIsTold;
    }
}
