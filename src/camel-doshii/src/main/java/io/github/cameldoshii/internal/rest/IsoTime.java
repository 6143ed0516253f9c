package io.github.cameldoshii.internal.rest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Parses the ISO 8601 times of the service. The usual form, {@code 2026-01-31T12:00:00.000Z}, is read digit by digit: Java's
 * formatter creates hundreds of objects for each of a row's two times, and their garbage collection delays live events. Pure
 * functions.
 */
final class IsoTime {

    private static final int SECONDS_END = 19;
    private static final int NONE = -1;

    private IsoTime() {}

    /**
     * Epoch milliseconds of an ISO 8601 time with an offset.
     *
     * @throws DateTimeException if it is none
     */
    static long epochMillis(String text) {
        if (!isUsual(text)) {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        }
        int end = text.length() - 1;
        int millis = millis(text, end);
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        if (millis < 0 || year < 0 || month < 0 || day < 0 || !isTime(hour, minute, second)) {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second;
        return seconds * 1_000 + millis;
    }

    private static boolean isUsual(String text) {
        return text.length() > SECONDS_END
                && text.charAt(text.length() - 1) == 'Z'
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static boolean isTime(int hour, int minute, int second) {
        return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    }

    /** The fraction, of up to nine digits, cut off after three; {@link #NONE} if it is something else. */
    private static int millis(String text, int end) {
        if (end == SECONDS_END) {
            return 0;
        }
        int digits = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > 9) {
            return NONE;
        }
        int fraction = number(text, SECONDS_END + 1, end);
        for (int i = digits; fraction > 0 && i < 3; i++) {
            fraction *= 10;
        }
        for (int i = digits; fraction > 0 && i > 3; i--) {
            fraction /= 10;
        }
        return fraction;
    }

    /** {@link #NONE} if it is none. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
