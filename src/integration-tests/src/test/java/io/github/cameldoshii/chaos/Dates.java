package io.github.cameldoshii.chaos;

import io.github.cameldoshii.simulator.fault.RestTarget;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/** Sees to the {@code Date} of each answer. Any thread. */
final class Dates {

    private static final String DATE = "Date";
    private static final int HOUR = 3_600_000;

    private final Field field;
    private final SplittableRandom random;
    private int lies;

    Dates(Field field) {
        this.field = field;
        this.random = new SplittableRandom(field.lieMillis());
    }

    /** @param now epoch milliseconds by the service's clock */
    synchronized void on(RestTarget call, long now) {
        switch (field.dates()) {
            case RIGHT -> {
                // As the service has it.
            }
            case MISSING -> call.header(DATE, "");
            case SOMETIMES_MISSING -> {
                if (random.nextInt(3) > 0) {
                    call.header(DATE, "");
                }
            }
            case GARBAGE -> call.header(DATE, random.nextBoolean() ? "yesterday" : Long.toString(now));
            case SOMETIMES_OLD -> {
                if (random.nextInt(3) == 0) {
                    lie(call, now - 2L * HOUR);
                    call.header("Age", "7200");
                }
            }
            case SOMETIMES_WRONG -> {
                if (random.nextInt(6) == 0) {
                    lie(call, now + random.nextInt(40 * HOUR) - 20L * HOUR);
                }
            }
            case WRONG_IN_A_ROW -> {
                lies = lies == 0 && random.nextInt(12) == 0 ? 1 + random.nextInt(5) : Math.max(0, lies - 1);
                if (lies > 0) {
                    lie(call, now + field.lieMillis());
                }
            }
            case ALWAYS_WRONG -> lie(call, now + field.lieMillis());
        }
    }

    private static void lie(RestTarget call, long time) {
        call.header(
                DATE,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC)));
    }
}
