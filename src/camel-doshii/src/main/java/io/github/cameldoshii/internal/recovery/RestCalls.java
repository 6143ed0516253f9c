package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends GETs and brings what comes of them back to the loop, failures as what they are. */
final class RestCalls {

    private RestCalls() {}

    /**
     * Exactly one of the two is run, on the loop, in a later turn.
     *
     * @param call may throw at once, e.g. because an id from the wire cannot be sent
     */
    static <T> void send(
            EventLoop loop,
            Supplier<CompletableFuture<T>> call,
            Consumer<T> success,
            Consumer<DoshiiApiException> failure) {
        CompletableFuture<T> answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((value, error) -> loop.execute(() -> {
            if (error == null) {
                success.accept(value);
            } else {
                failure.accept(typed(error));
            }
        }));
    }

    /** The failure of a call; what is not one is a fault of this program, and named without its text. */
    static DoshiiApiException typed(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof DoshiiApiException typed
                ? typed
                : new DoshiiApiException(
                        ApiErrorKind.INTERNAL,
                        "catch-up",
                        DoshiiApiException.NO_STATUS,
                        cause.getClass().getSimpleName(),
                        Duration.ZERO);
    }
}
