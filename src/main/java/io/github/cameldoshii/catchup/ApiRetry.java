package io.github.cameldoshii.catchup;

import io.github.cameldoshii.api.DoshiiApiException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before a failed GET is sent again: full jitter, doubling, and never less than the service asks. */
final class ApiRetry {

    private static final long FIRST_MILLIS = 500;
    private static final long LARGEST_MILLIS = 30_000;

    private final RandomGenerator random;
    private final Duration refusedDelay;

    ApiRetry(RandomGenerator random, Duration refusedDelay) {
        this.random = random;
        this.refusedDelay = refusedDelay;
    }

    /** @param failures failures of this GET in a row, this one included */
    long nanosAfter(DoshiiApiException failure, int failures) {
        long millis =
                switch (failure.kind()) {
                    case UNAUTHORIZED, FORBIDDEN, MISSING_CREDENTIALS -> refusedDelay.toMillis();
                    case RATE_LIMITED, INTERCEPTED, SERVER_ERROR, TIMEOUT, CONNECTION, MALFORMED_ANSWER ->
                        jitter(failures);
                    case NOT_FOUND,
                            NOT_MODIFIED,
                            CONFLICT,
                            REJECTED,
                            REDIRECTED,
                            REFUSED_REQUEST,
                            TOO_LARGE,
                            CLOSED,
                            INTERNAL -> LARGEST_MILLIS;
                };
        return Duration.ofMillis(Math.max(millis, failure.retryAfter().toMillis()))
                .toNanos();
    }

    private long jitter(int failures) {
        long cap = Math.min(LARGEST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, 10));
        return Math.max(FIRST_MILLIS / 5, random.nextLong(cap + 1));
    }
}
