package io.github.cameldoshii;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the duration options as they were written, before Camel does: Camel takes {@code abc} and {@code -5s} for 0, and
 * {@code 5min} for 5m. A bare number means milliseconds, so one that is too small to be meant so is rejected. Stateless.
 */
final class DurationText {

    /** For a bare number below this nobody means milliseconds; 0 is checked elsewhere. By option in lower case. */
    private static final Map<String, Long> LEAST_BARE_NUMBERS = Map.ofEntries(
            Map.entry("heartbeatinterval", 100L),
            Map.entry("pongtimeout", 100L),
            Map.entry("connecttimeout", 100L),
            Map.entry("reconnectdelay", 50L),
            Map.entry("reconnectmaxdelay", 200L),
            Map.entry("refuseddelay", 1_000L),
            Map.entry("catchupoverlap", 200L),
            Map.entry("catchupmaxage", 5_000L),
            Map.entry("initialcatchup", 5_000L),
            Map.entry("reconcileinterval", 1_000L));

    private static final Set<String> ZERO_ALLOWED = Set.of("catchupoverlap", "initialcatchup", "reconcileinterval");

    private static final Pattern WITH_UNITS =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,12})ms)?");

    private static final Pattern BARE = Pattern.compile("\\d{1,18}");

    private static final Pattern ISO = Pattern.compile("[+-]?P.+", Pattern.CASE_INSENSITIVE);

    private static final Duration MOST = Duration.ofDays(3_650);

    private static final int QUOTED = 40;

    private DurationText() {}

    /**
     * The value that Camel is to convert in place of the one given; other options and other types than text and numbers
     * pass as they are.
     *
     * @throws IllegalArgumentException if it is no duration that the option can have; the message quotes it and says what
     *     is accepted
     */
    static Object checked(String option, Object value) {
        Long least = LEAST_BARE_NUMBERS.get(option.toLowerCase(Locale.ROOT));
        if (least == null || !(value instanceof String || value instanceof Number)) {
            return value;
        }
        String text = value.toString().strip();
        if (text.startsWith("#") || text.startsWith("@@")) {
            // A reference to a bean, or what Camel's tools put in place of a value.
            return value;
        }
        Duration duration = parse(option, text);
        if (BARE.matcher(text).matches() && !duration.isZero() && duration.toMillis() < least) {
            throw new IllegalArgumentException("Option " + option + " is " + text + " ms; did you mean " + text
                    + "s? A number without a unit counts milliseconds; write " + text + "ms if you mean them");
        }
        return duration;
    }

    private static Duration parse(String option, String text) {
        Duration duration = text.startsWith("-") ? negated(text.substring(1)) : parse(text);
        if (duration == null || duration.isNegative() || duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("Option " + option + " is \"" + quoted(text)
                    + "\": it must be a duration"
                    + (duration != null && duration.isNegative() ? least(option) : "")
                    + (duration != null && duration.compareTo(MOST) > 0 ? " of at most " + MOST.toDays() + "d" : "")
                    + ", such as 30s, 5m, 1h30m, or milliseconds");
        }
        return duration;
    }

    private static String least(String option) {
        return ZERO_ALLOWED.contains(option.toLowerCase(Locale.ROOT)) ? " and not negative" : " of more than 0";
    }

    /** Null if it is no duration. */
    private static Duration negated(String text) {
        Duration duration = text.startsWith("-") ? null : parse(text);
        return duration == null ? null : duration.negated();
    }

    /** Null if it is no duration. */
    private static Duration parse(String text) {
        if (BARE.matcher(text).matches()) {
            return Duration.ofMillis(Long.parseLong(text));
        }
        if (ISO.matcher(text).matches()) {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                return null;
            }
        }
        Matcher units = WITH_UNITS.matcher(text);
        return text.isEmpty() || !units.matches()
                ? null
                : Duration.ofDays(number(units, 1))
                        .plusHours(number(units, 2))
                        .plusMinutes(number(units, 3))
                        .plusSeconds(number(units, 4))
                        .plusMillis(number(units, 5));
    }

    private static long number(Matcher units, int group) {
        return units.group(group) == null ? 0 : Long.parseLong(units.group(group));
    }

    private static String quoted(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() > QUOTED ? printable.substring(0, QUOTED) + "..." : printable;
    }
}
