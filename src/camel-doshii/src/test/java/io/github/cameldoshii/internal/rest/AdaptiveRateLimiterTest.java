package io.github.cameldoshii.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cameldoshii.ApiErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AdaptiveRateLimiterTest {

    private final ManualTimer timer = new ManualTimer();
    private final AdaptiveRateLimiter budget = new AdaptiveRateLimiter(10, 4, timer);

    @Test
    void lets_go_no_more_at_once_than_allowed() {
        List<CompletableFuture<Void>> turns = acquire(6);

        assertThat(came(turns)).isEqualTo(4);
        timer.advance(Duration.ofSeconds(10));
        assertThat(came(turns)).isEqualTo(4);

        budget.release();
        assertThat(came(turns)).isEqualTo(5);
    }

    @Test
    void lets_go_no_more_per_second_than_allowed() {
        List<CompletableFuture<Void>> turns = acquire(100);
        releaseAsTheyCome(turns);

        assertThat(came(turns)).isEqualTo(4);
        timer.advance(Duration.ofSeconds(1));
        assertThat(came(turns)).isBetween(13, 14);
        timer.advance(Duration.ofSeconds(2));
        assertThat(came(turns)).isBetween(33, 34);
    }

    @Test
    void lets_go_in_the_order_of_asking() {
        List<CompletableFuture<Void>> turns = acquire(20);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            turns.get(i).thenRun(() -> order.add(number));
        }
        releaseAsTheyCome(turns);
        timer.advance(Duration.ofSeconds(3));

        assertThat(order).hasSize(20).isSorted();
    }

    @Test
    void gives_no_burst_after_a_quiet_hour() {
        timer.advance(Duration.ofHours(1));
        List<CompletableFuture<Void>> turns = acquire(100);
        releaseAsTheyCome(turns);

        assertThat(came(turns)).isEqualTo(4);
    }

    @Test
    void stops_for_as_long_as_the_service_asks() {
        budget.rateLimited(Duration.ofSeconds(30));
        List<CompletableFuture<Void>> turns = acquire(1);

        timer.advance(Duration.ofMillis(29_990));
        assertThat(came(turns)).isZero();
        timer.advance(Duration.ofMillis(20));
        assertThat(came(turns)).isEqualTo(1);
    }

    @Test
    void stops_for_a_second_if_the_service_does_not_say_how_long() {
        budget.rateLimited(Duration.ZERO);
        List<CompletableFuture<Void>> turns = acquire(1);

        timer.advance(Duration.ofMillis(990));
        assertThat(came(turns)).isZero();
        timer.advance(Duration.ofMillis(20));
        assertThat(came(turns)).isEqualTo(1);
    }

    @Test
    void a_shorter_wait_does_not_end_a_longer_one() {
        budget.pause(Duration.ofSeconds(30));
        budget.pause(Duration.ofSeconds(1));
        List<CompletableFuture<Void>> turns = acquire(1);

        timer.advance(Duration.ofSeconds(29));
        assertThat(came(turns)).isZero();
    }

    @Test
    void a_pause_that_begins_while_others_wait_holds_them_too() {
        List<CompletableFuture<Void>> turns = acquire(8);
        releaseAsTheyCome(turns.subList(0, 4));
        int before = came(turns);

        budget.pause(Duration.ofSeconds(20));
        timer.advance(Duration.ofSeconds(19));
        assertThat(came(turns)).isEqualTo(before);
        timer.advance(Duration.ofSeconds(2));
        assertThat(came(turns)).isEqualTo(8);
    }

    @Test
    void shrinks_with_each_rate_limit_but_never_to_nothing() {
        budget.rateLimited(Duration.ofSeconds(1));
        assertThat(budget.currentPerSecond()).isEqualTo(5);

        for (int i = 0; i < 20; i++) {
            budget.rateLimited(Duration.ofSeconds(1));
        }
        List<CompletableFuture<Void>> turns = acquire(2);
        timer.advance(Duration.ofSeconds(20));
        assertThat(came(turns)).isEqualTo(1);
        budget.release();
        assertThat(came(turns)).isEqualTo(2);
    }

    @Test
    void grows_back_with_successes() {
        budget.rateLimited(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            budget.succeeded();
        }

        assertThat(budget.currentPerSecond()).isEqualTo(10);
    }

    @Test
    void a_cancelled_turn_takes_no_place() {
        List<CompletableFuture<Void>> turns = acquire(10);
        turns.subList(4, 9).forEach(turn -> turn.cancel(false));
        timer.advance(Duration.ofSeconds(1));

        budget.release();

        assertThat(turns.get(9)).isCompletedWithValue(null);
    }

    @Test
    void plans_no_wake_up_when_nobody_waits() {
        List<CompletableFuture<Void>> turns = acquire(50);
        releaseAsTheyCome(turns);
        timer.advance(Duration.ofSeconds(60));

        assertThat(came(turns)).isEqualTo(50);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void fails_those_who_wait_when_its_timer_has_ended() {
        ApiTimer ended = new ApiTimer() {
            @Override
            public long nanoTime() {
                return timer.nanoTime();
            }

            @Override
            public Cancel after(Duration delay, Runnable task) {
                throw new RejectedExecutionException("ended");
            }
        };
        AdaptiveRateLimiter orphan = new AdaptiveRateLimiter(1, 1, ended);
        orphan.acquire();
        orphan.release();

        CompletableFuture<Void> turn = orphan.acquire();

        assertThat(ApiUnderTest.failure(turn).kind()).isEqualTo(ApiErrorKind.CLOSED);
    }

    @Test
    void refuses_figures_that_would_never_let_go() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AdaptiveRateLimiter(0, 1, timer));
        assertThatIllegalArgumentException().isThrownBy(() -> new AdaptiveRateLimiter(1, 0, timer));
    }

    private List<CompletableFuture<Void>> acquire(int n) {
        List<CompletableFuture<Void>> turns = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            turns.add(budget.acquire());
        }
        return turns;
    }

    private void releaseAsTheyCome(List<CompletableFuture<Void>> turns) {
        turns.forEach(turn -> turn.thenRun(budget::release));
    }

    private static int came(List<CompletableFuture<Void>> turns) {
        return (int) turns.stream().filter(CompletableFuture::isDone).count();
    }
}
