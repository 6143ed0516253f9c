package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.Backoff;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Retries calls whose failure is temporary ({@link ApiErrorKind#retryable}), by {@link Backoff}. Cancelling the returned
 * future ends the retries. Safe for use by any thread; retries run on the timer's thread, so calls must be asynchronous.
 */
public final class Retrier {

    private final Backoff backoff;
    private final int maxAttempts;
    private final ApiTimer timer;

    /** @param maxAttempts how often a call is sent in all, at least once */
    public Retrier(Backoff backoff, int maxAttempts, ApiTimer timer) {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("a call needs at least 1 attempt");
        }
        this.backoff = backoff;
        this.maxAttempts = maxAttempts;
        this.timer = timer;
    }

    /** Calls until it works, fails for good, or was tried often enough; then the last failure is the result. */
    public <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> call) {
        Repetition<T> repetition = new Repetition<>(call);
        repetition.result.whenComplete((value, failure) -> repetition.wait.cancel());
        repetition.attempt(1);
        return repetition.result;
    }

    /** What the service asks for is always waited for, and a little more, because it tells all clients the same time. */
    private Duration delay(int failures, Duration retryAfter) {
        return retryAfter.isZero() ? backoff.wait(failures - 1) : backoff.withJitter(retryAfter);
    }

    /** One call with its repetitions. */
    private final class Repetition<T> {

        private final Supplier<CompletableFuture<T>> call;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        /** Written by whoever completed the last attempt, read by whoever cancels. */
        private volatile ApiTimer.Cancel wait = () -> {};

        Repetition(Supplier<CompletableFuture<T>> call) {
            this.call = call;
        }

        void attempt(int attempt) {
            if (result.isDone()) {
                return;
            }
            try {
                call.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        failed(attempt, ApiFailures.cause(failure));
                    }
                });
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        private void failed(int attempt, Throwable failure) {
            if (!(failure instanceof DoshiiApiException typed) || !typed.kind().retryable() || attempt >= maxAttempts) {
                result.completeExceptionally(failure);
                return;
            }
            try {
                wait = timer.after(delay(attempt, typed.retryAfter()), () -> attempt(attempt + 1));
            } catch (RejectedExecutionException timerHasEnded) {
                result.completeExceptionally(failure);
            }
        }
    }
}
