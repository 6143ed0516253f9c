package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.rest.RestLists;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Holds what every recovery scan of one connection uses: the settings, the REST API, the barriers of the socket, the clocks
 * and the counters. Its parts live as long as the connection's {@link RecoveryService}. Used on the event loop only.
 *
 * @param barrier sends a ping over the socket and runs the task when its pong arrives; never, if the connection ends before
 */
record RecoveryContext(
        RecoverySettings settings,
        RestLists lists,
        Consumer<Runnable> barrier,
        EventLoop loop,
        Clocks clocks,
        RetryPolicy retryPolicy,
        RecoveryStatistics statistics) {

    /** The event types that the configured lists can bring back. */
    Set<String> recoverableTypes() {
        return RecoverableList.eventTypesOf(settings.lists());
    }

    /**
     * Sends a GET and returns its result to the event loop: exactly one of the two callbacks runs, in a later turn.
     *
     * @param call may throw at once, e.g. because an id that the service has sent cannot be part of a path
     */
    <T> void send(Supplier<CompletableFuture<T>> call, Consumer<T> onSuccess, Consumer<DoshiiApiException> onFailure) {
        CompletableFuture<T> answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((value, error) -> loop.execute(() -> {
            if (error == null) {
                onSuccess.accept(value);
            } else {
                onFailure.accept(apiException(error));
            }
        }));
    }

    /** The failure of a call. Any other exception is a defect of this program: its text, which may hold data, is left out. */
    static DoshiiApiException apiException(Throwable error) {
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
