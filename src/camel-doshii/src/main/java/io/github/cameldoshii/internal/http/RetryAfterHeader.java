package io.github.cameldoshii.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Parses the header {@code Retry-After}: seconds or an HTTP date (RFC 9110, 10.2.3). Stateless. */
public final class RetryAfterHeader {

    /** The longest wait: a mistaken header must not keep the component away from a service that is back. */
    public static final Duration MAX = Duration.ofMinutes(10);

    private RetryAfterHeader() {}

    /**
     * The wait asked for; zero if the header is empty, neither form, or in the past.
     *
     * @param now the service's time, which a date is meant in
     */
    public static Duration parse(String header, Instant now) {
        String value = header.strip();
        if (value.isEmpty()) {
            return Duration.ZERO;
        }
        return bounded(value.chars().allMatch(c -> c >= '0' && c <= '9') ? seconds(value) : until(value, now));
    }

    private static Duration seconds(String digits) {
        return digits.length() > 9 ? MAX : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Duration until(String date, Instant now) {
        try {
            return Duration.between(now, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
