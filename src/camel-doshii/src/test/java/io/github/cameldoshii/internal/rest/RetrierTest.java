package io.github.cameldoshii.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.Backoff;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetrierTest {

    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofSeconds(60);

    private final ManualTimer timer = new ManualTimer();
    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void a_call_that_works_is_sent_once() {
        assertThat(calls(5, 0.5).call(() -> succeeding())).isCompletedWithValue("done");
        assertThat(sent).hasValue(1);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void a_call_is_repeated_until_it_works() {
        CompletableFuture<String> result =
                calls(5, 0.5).call(() -> sent.get() < 3 ? failing(ApiErrorKind.SERVER_ERROR, 0) : succeeding());

        timer.advance(Duration.ofMillis(500 + 1000 + 1999));
        assertThat(result).isNotDone();
        timer.advance(Duration.ofMillis(1));
        assertThat(result).isCompletedWithValue("done");
    }

    @Test
    void the_last_failure_is_the_result_when_the_attempts_are_used_up() {
        CompletableFuture<String> result = calls(3, 0).call(() -> failing(ApiErrorKind.TIMEOUT, 0));

        timer.advance(Duration.ofHours(1));

        assertThat(sent).hasValue(3);
        assertThat(ApiUnderTest.failure(result).kind()).isEqualTo(ApiErrorKind.TIMEOUT);
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiErrorKind.class,
            names = {
                "UNAUTHORIZED",
                "FORBIDDEN",
                "NOT_FOUND",
                "CONFLICT",
                "REJECTED",
                "NOT_MODIFIED",
                "REDIRECTED",
                "TOO_LARGE",
                "MISSING_CREDENTIALS",
                "REFUSED_REQUEST",
                "CLOSED",
                "INTERNAL"
            })
    void a_call_that_cannot_work_is_not_repeated(ApiErrorKind kind) {
        CompletableFuture<String> result = calls(3, 0).call(() -> failing(kind, 0));

        assertThat(result).isCompletedExceptionally();
        assertThat(sent).hasValue(1);
    }

    @Test
    void the_service_is_given_the_time_it_asks_for() {
        CompletableFuture<String> result =
                calls(3, 0.5).call(() -> sent.get() < 1 ? failing(ApiErrorKind.RATE_LIMITED, 120) : succeeding());

        timer.advance(Duration.ofSeconds(120));
        assertThat(result).isNotDone();
        timer.advance(Duration.ofSeconds(1));
        assertThat(result).isCompletedWithValue("done");
    }

    @Test
    void cancelling_ends_the_repetition() {
        CompletableFuture<String> result =
                calls(Integer.MAX_VALUE, 0.5).call(() -> failing(ApiErrorKind.CONNECTION, 0));

        result.cancel(false);

        assertThat(timer.waiting()).isZero();
        timer.advance(Duration.ofHours(1));
        assertThat(sent).hasValue(1);
    }

    @Test
    void a_timer_that_has_ended_ends_the_repetition() {
        ApiTimer ended = new ApiTimer() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public Cancel after(Duration delay, Runnable task) {
                throw new RejectedExecutionException("ended");
            }
        };

        assertThat(ApiUnderTest.failure(
                                new Retrier(backoff(0), 3, ended).call(() -> failing(ApiErrorKind.CONNECTION, 0)))
                        .kind())
                .isEqualTo(ApiErrorKind.CONNECTION);
    }

    @Test
    void waits_double_up_to_the_longest() {
        CompletableFuture<String> result = calls(Integer.MAX_VALUE, 0.5)
                .call(() -> sent.get() < 9 ? failing(ApiErrorKind.TIMEOUT, 0) : succeeding());

        timer.advance(Duration.ofMillis(500 + 1_000 + 2_000 + 4_000 + 8_000 + 16_000 + 3 * 30_000 - 1));
        assertThat(result).isNotDone();
        timer.advance(Duration.ofMillis(1));
        assertThat(result).isCompletedWithValue("done");
    }

    @Test
    void a_call_without_an_attempt_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> calls(0, 0));
    }

    private Retrier calls(int attempts, double random) {
        return new Retrier(backoff(random), attempts, timer);
    }

    /** @param fraction of the range that each wait takes, from 0 to below 1 */
    private static Backoff backoff(double fraction) {
        return new Backoff(DELAY, MAX_DELAY, new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public long nextLong(long bound) {
                return (long) (fraction * bound);
            }
        });
    }

    private CompletableFuture<String> succeeding() {
        sent.incrementAndGet();
        return CompletableFuture.completedFuture("done");
    }

    private CompletableFuture<String> failing(ApiErrorKind kind, int retryAfterSeconds) {
        sent.incrementAndGet();
        return CompletableFuture.failedFuture(new DoshiiApiException(
                kind, "GET /orders", DoshiiApiException.NO_STATUS, "", Duration.ofSeconds(retryAfterSeconds)));
    }
}
