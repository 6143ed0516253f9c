package io.github.cameldoshii;

import java.time.Duration;

/** Checks the values of options; an error names the option, its value and what is allowed. Pure functions. */
final class OptionCheck {

    private OptionCheck() {}

    static Duration positive(String option, long millis, String example) {
        if (millis <= 0) {
            throw new IllegalArgumentException("Option " + option + " is " + millis
                    + " ms: it must be a duration of more than 0, for example " + example);
        }
        return Duration.ofMillis(millis);
    }

    static Duration notNegative(String option, long millis, String example) {
        if (millis < 0) {
            throw new IllegalArgumentException("Option " + option + " is " + millis
                    + " ms: it must be a duration and not negative, for example " + example);
        }
        return Duration.ofMillis(millis);
    }

    static int atLeast(String option, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "Option " + option + " is " + value + ": it must be a whole number of at least " + least);
        }
        return value;
    }

    /** The value without white space around it; empty if the option is not set. */
    static String text(String value) {
        return value == null ? "" : value.trim();
    }
}
