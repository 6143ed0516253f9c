package io.github.cameldoshii;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** The {@code Date} of each answer, as it reaches the client. */
final class ModelDates {

    /** An answer tells whole seconds, and travels for less than a second. */
    private static final long APART_MILLIS = 3_000;

    private final FieldConditions conditions;
    private final Random random;
    private int lies;
    private long lastOff;

    ModelDates(FieldConditions conditions, Random random) {
        this.conditions = conditions;
        this.random = random;
    }

    /** @param now epoch milliseconds by the service's clock; the header, empty for none */
    String next(long now) {
        return switch (conditions.dates()) {
            case RIGHT -> header(now);
            case MISSING -> "";
            case SOMETIMES_MISSING -> random.nextInt(3) == 0 ? header(now) : "";
            case GARBAGE -> random.nextBoolean() ? "yesterday" : Long.toString(now);
            case SOMETIMES_WRONG ->
                header(random.nextInt(6) == 0 ? now + random.nextInt(40 * 3_600_000) - 20 * 3_600_000L : now);
            case WRONG_IN_A_ROW -> header(now + (lies() ? conditions.lie().toMillis() : 0));
            case ALWAYS_WRONG -> header(now + conditions.lie().toMillis());
            case SOMETIMES_NEARLY_RIGHT -> header(now + (random.nextInt(6) == 0 ? off() : 0));
        };
    }

    /** By up to two minutes. No two in a row tell the same time: those could not be told from the truth. */
    private long off() {
        long off;
        do {
            off = random.nextInt(240_000) - 120_000L;
        } while (Math.abs(off - lastOff) < APART_MILLIS);
        lastOff = off;
        return off;
    }

    private boolean lies() {
        if (lies == 0 && random.nextInt(12) == 0) {
            lies = 1 + random.nextInt(5);
        } else if (lies > 0) {
            lies--;
        }
        return lies > 0;
    }

    /** Whether a header tells the service's time. */
    static boolean isTrue(String header, long now) {
        return header.equals(header(now));
    }

    private static String header(long now) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC));
    }
}
