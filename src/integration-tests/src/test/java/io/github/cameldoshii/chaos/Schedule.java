package io.github.cameldoshii.chaos;

import io.github.cameldoshii.simulator.state.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What is to happen in a run, and when: drawn from a seed and from nothing else. */
record Schedule(long seed, Conditions conditions, List<Timed> steps) {

    /**
     * A step and its time.
     *
     * @param atMillis since the start of the run
     */
    record Timed(long atMillis, Step step) {}

    private static final int LENGTH_MILLIS = 9_000;

    private static final List<Kind> KINDS =
            List.of(Kind.ORDER, Kind.ORDER, Kind.ORDER, Kind.CHECKIN, Kind.BOOKING, Kind.LOYALTY_CHECKIN);

    private static final List<Integer> CLOSE_CODES =
            List.of(1000, 1001, 1005, 1006, 1008, 1011, 1012, 1013, 4000, 4404);

    private static final List<String> GARBAGE = List.of(
            "{oops",
            "",
            "null",
            "[]",
            "\"primus::id::7\"",
            "{\"emit\":[]}",
            "{\"emit\":7}",
            "{\"doshii\":{\"ping\":5,\"version\":\"3.12.0\"}}");

    Schedule {
        steps = List.copyOf(steps);
    }

    static Schedule of(long seed) {
        return new Drawing(
                        new SplittableRandom(seed),
                        new SplittableRandom(31 * seed + 7),
                        new SplittableRandom(17 * seed + 3))
                .draw(seed);
    }

    /** For people: what is drawn, a step a line. */
    String describe() {
        return "seed " + seed + ": " + conditions + "\n"
                + steps.stream()
                        .map(timed -> String.format("%6d ms  %s%n", timed.atMillis(), timed.step()))
                        .collect(Collectors.joining());
    }

    /** Draws one schedule. */
    private static final class Drawing {

        private final RandomGenerator random;
        private final RandomGenerator field;
        private final RandomGenerator store;
        private final List<Timed> steps = new ArrayList<>();
        private Conditions conditions;

        Drawing(RandomGenerator random, RandomGenerator field, RandomGenerator store) {
            this.random = random;
            this.field = field;
            this.store = store;
        }

        Schedule draw(long seed) {
            conditions = Conditions.draw(random, field, store);
            some(40 + random.nextInt(60), this::data);
            some(2 + random.nextInt(7), this::socketFault);
            some(random.nextInt(7), this::restFault);
            if (random.nextInt(3) == 0) {
                add(new Step.MalformedRow());
            }
            if (conditions.reconcileMillis() > 0) {
                // A row that cannot be read would make it two faults at once for one entity.
                steps.removeIf(timed -> timed.step() instanceof Step.MalformedRow);
                some(1 + random.nextInt(4), () -> new Step.ForgetToTell(kind(), location()));
            }
            if (conditions.child()) {
                kills();
            } else {
                controls();
            }
            if (conditions.cluster()) {
                takeOvers();
            }
            field();
            steps.sort(Comparator.comparingLong(Timed::atMillis));
            return new Schedule(seed, conditions, steps);
        }

        private void field() {
            if (conditions.field().clockIsSet()) {
                for (int i = 1 + field.nextInt(5); i > 0; i--) {
                    steps.add(new Timed(field.nextInt(LENGTH_MILLIS), new Step.SetClock(Field.drawClock(field))));
                }
            }
            if (conditions.field().maxBodyBytes() > 0) {
                for (int i = 2 + field.nextInt(5); i > 0; i--) {
                    steps.add(new Timed(
                            field.nextInt(LENGTH_MILLIS), new Step.Bloat(field.nextInt(1_000), field.nextBoolean())));
                }
            }
        }

        private Step data() {
            int what = random.nextInt(100);
            if (what < 30) {
                return new Step.Create(kind(), location());
            } else if (what < 80) {
                return new Step.Change(pick());
            } else if (what < 92) {
                // A list that lags hides an order that has just changed, with all its transactions.
                return conditions.listLagMillis() > 0 ? new Step.Change(pick()) : new Step.Pay(pick());
            } else if (what < 96) {
                return new Step.Burst(location(), 2 + random.nextInt(12));
            }
            return new Step.Delete(pick());
        }

        private Step socketFault() {
            return switch (random.nextInt(14)) {
                case 0, 1 -> new Step.Reset();
                case 2, 3 -> new Step.Close(CLOSE_CODES.get(random.nextInt(CLOSE_CODES.size())));
                case 4 -> new Step.HalfOpen();
                case 5 -> new Step.Silent();
                case 6 -> new Step.HangingUpgrade(1);
                case 7 -> new Step.BusyUpgrade(1 + random.nextInt(2));
                case 8 -> new Step.RefusedUpgrade(random.nextBoolean() ? 401 : 403);
                case 9 -> new Step.AcceptThenClose(1 + random.nextInt(4));
                case 10 -> new Step.CutInsteadOfEvent();
                case 11 -> new Step.CutWithinEvent();
                case 12 -> new Step.CutBehindEvent(pick());
                default -> new Step.Garbage(GARBAGE.get(random.nextInt(GARBAGE.size())));
            };
        }

        private Step restFault() {
            return switch (random.nextInt(9)) {
                case 0 -> new Step.RestStatus(503, 1 + random.nextInt(4));
                case 1 -> new Step.RestStatus(List.of(500, 502, 504, 401).get(random.nextInt(4)), 1);
                case 2 -> new Step.RestBusy(1 + random.nextInt(2));
                case 3 -> new Step.RestHangs(1);
                case 4 -> new Step.RestHtml(1 + random.nextInt(3));
                case 5 -> new Step.RestTruncated(random.nextBoolean());
                case 6 -> new Step.RestBrokenGzip();
                default -> new Step.CutDuringCatchUp(random.nextInt(6));
            };
        }

        /** Twice the process is killed, and started again after things have happened. */
        private void kills() {
            long first = 500 + random.nextInt(2_500);
            long second = LENGTH_MILLIS - 3_500 + random.nextInt(2_500);
            for (long at : List.of(first, second)) {
                steps.add(new Timed(at, new Step.Kill()));
                steps.add(new Timed(at + 200 + random.nextInt(1_200), new Step.Spawn()));
            }
            if (random.nextBoolean()) {
                steps.add(new Timed(0, new Step.Pace(5 + random.nextInt(60))));
            }
        }

        /** Instead of what is done to one route of one machine. */
        private void takeOvers() {
            steps.removeIf(timed -> timed.step() instanceof Step.StopRoute
                    || timed.step() instanceof Step.StartRoute
                    || timed.step() instanceof Step.SuspendRoute
                    || timed.step() instanceof Step.ResumeRoute);
            for (int i = 1 + store.nextInt(3); i > 0; i--) {
                steps.add(new Timed(store.nextInt(LENGTH_MILLIS), new Step.TakeOver()));
            }
        }

        private void controls() {
            if (random.nextInt(3) > 0) {
                between(2_500, new Step.Pace(5 + random.nextInt(250)), new Step.Pace(0));
            }
            if (random.nextInt(3) == 0) {
                between(4_000, new Step.Failures(1 + random.nextInt(4)), new Step.Failures(0));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                int route = random.nextInt(conditions.routes().size());
                switch (random.nextInt(3)) {
                    case 0 -> between(2_500, new Step.StopRoute(route), new Step.StartRoute(route));
                    case 1 -> between(2_500, new Step.SuspendRoute(route), new Step.ResumeRoute(route));
                    default -> between(2_000, new Step.StopContext(), new Step.StartContext());
                }
            }
        }

        private void between(int atMost, Step begin, Step end) {
            long at = random.nextInt(LENGTH_MILLIS - 1_000);
            steps.add(new Timed(at, begin));
            steps.add(new Timed(Math.min(LENGTH_MILLIS, at + 100 + random.nextInt(atMost)), end));
        }

        private void some(int count, Supplier<Step> step) {
            for (int i = 0; i < count; i++) {
                add(step.get());
            }
        }

        private void add(Step step) {
            steps.add(new Timed(random.nextInt(LENGTH_MILLIS), step));
        }

        private Kind kind() {
            return KINDS.get(random.nextInt(KINDS.size()));
        }

        private int location() {
            return random.nextInt(conditions.locations());
        }

        private int pick() {
            return random.nextInt(1_000);
        }
    }
}
