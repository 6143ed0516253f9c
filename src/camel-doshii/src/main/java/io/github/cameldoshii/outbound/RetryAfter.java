package io.github.cameldoshii.outbound;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.http.base.HttpOperationFailedException;

/** When a web service wants to be asked again. */
final class RetryAfter {

    /** A service that asks for more is asked nevertheless. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private RetryAfter() {}

    /** Milliseconds to wait, at least 1; empty if nothing was answered that says so. */
    static OptionalLong millis(Throwable thrown) {
        return Failures.httpAnswer(thrown)
                .map(HttpOperationFailedException::getResponseHeaders)
                .flatMap(headers -> headers.entrySet().stream()
                        .filter(header -> "Retry-After".equalsIgnoreCase(header.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .map(RetryAfter::wait)
                .filter(wait -> wait.toMillis() > 0)
                .map(wait -> OptionalLong.of(Math.min(wait.toMillis(), LONGEST.toMillis())))
                .orElseGet(OptionalLong::empty);
    }

    private static Duration wait(String value) {
        try {
            return value.strip().matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value.strip()))
                    : Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
