package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Retries calls whose failure is temporary ({@link ApiErrorKind#retryable}), by {@link ApiBackOff}. Cancelling the returned
 * future ends the retries. Safe for use by any thread; retries run on the timer's thread, so calls must be asynchronous.
 */
public final class Retrier {

    private final ApiBackOff backOff;
    private final ApiTimer timer;

    public Retrier(ApiBackOff backOff, ApiTimer timer) {
        this.backOff = backOff;
        this.timer = timer;
    }

    /** Calls until it works, fails for good, or was tried often enough; then the last failure is the result. */
    public <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> call) {
        Repetition<T> repetition = new Repetition<>(call);
        repetition.result.whenComplete((value, failure) -> repetition.wait.cancel());
        repetition.attempt(1);
        return repetition.result;
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
            if (!(failure instanceof DoshiiApiException typed)
                    || !typed.kind().retryable()
                    || attempt >= backOff.maxAttempts()) {
                result.completeExceptionally(failure);
                return;
            }
            try {
                wait = timer.after(backOff.wait(attempt, typed.retryAfter()), () -> attempt(attempt + 1));
            } catch (RejectedExecutionException timerHasEnded) {
                result.completeExceptionally(failure);
            }
        }
    }
}
