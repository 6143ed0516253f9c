package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.statistics.RestCalls;
import io.github.cameldoshii.internal.statistics.RestOperation;
import io.github.cameldoshii.internal.statistics.RestStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Client of the partner API, version 3, read-only. Every call is asynchronous; a failure is a {@link DoshiiApiException}, which
 * the returned future holds unwrapped. A call is sent once. Only after a 401 it is sent again with a new token, and a third
 * time with a token by the wall clock if that differs from the service's time. Any other retry is {@link Retrier}'s.
 *
 * <p>camel-http's producer blocks, so requests run on the given executor, no more at once than the rate limiter allows.
 * Futures are completed on that executor. Methods may be called from any thread, an event loop included.
 */
public final class DoshiiRestClient implements RestLists, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DoshiiRestClient.class);

    private final ApiSettings settings;
    private final OriginGuard origin;
    private final ServiceClock clock;
    private final TokenSource tokens;
    private final ApiFailures failures;
    private final HttpTransport transport;
    private final AdaptiveRateLimiter budget;
    private final Executor executor;
    private final RestCalls calls;

    /** Turns that have not come yet, so that closing does not leave their callers waiting. */
    private final Set<CompletableFuture<Void>> turns = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /**
     * @param settings address, credentials and limits
     * @param transport sends the requests; of the same settings, and ended by whoever made it
     * @param budget shared by all that use the client id
     * @param executor runs the requests, which block; needs as many threads as the budget lets run at once
     * @param clock of this client alone
     * @param calls counts the requests
     */
    public DoshiiRestClient(
            ApiSettings settings,
            HttpTransport transport,
            AdaptiveRateLimiter budget,
            Executor executor,
            ServiceClock clock,
            RestCalls calls) {
        this.settings = settings;
        this.origin = new OriginGuard(settings.apiUrl(), settings.hosts());
        this.clock = clock;
        this.tokens = new TokenSource(settings.clientId(), settings.clientSecret(), clock);
        this.failures = new ApiFailures(tokens::withoutSecrets, clock);
        this.transport = transport;
        this.budget = budget;
        this.executor = executor;
        this.calls = calls;
    }

    /**
     * GETs the entity that an event's {@code uri} names.
     *
     * @param uri the address as it came; refused ({@link ApiErrorKind#REFUSED_REQUEST}) unless it is of the scheme, host
     *     and port of {@code apiUrl} and under its path
     * @param locationId the event's location; empty if it had none
     */
    public CompletableFuture<Entity> fetch(String uri, String locationId) {
        try {
            return entity(origin.request(uri, locationId));
        } catch (DoshiiApiException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** GETs one entity. */
    @Override
    public CompletableFuture<Entity> entity(ApiRequest request) {
        return call(request, ResponseReader::entity);
    }

    /** GETs one page of a list. A body that is no list is {@link ApiErrorKind#MALFORMED_ANSWER}, never an empty page. */
    @Override
    public CompletableFuture<Page> page(ApiRequest request) {
        return call(request, ResponseReader::page);
    }

    /** The names of the component's options that make the other another client than this; empty if none does. */
    public List<String> differences(DoshiiRestClient other) {
        return settings.differences(other.settings);
    }

    /** The service's time, measured with each answer. */
    @Override
    public ServiceClock clock() {
        return clock;
    }

    private <T> CompletableFuture<T> call(ApiRequest request, BodyReader<T> reader) {
        CompletableFuture<T> result = new CompletableFuture<>();
        attempt(request, reader, tokens::token)
                .exceptionallyCompose(failure -> isUnauthorized(request, failure)
                        ? attempt(request, reader, tokens::token)
                        : CompletableFuture.failedFuture(failure))
                .exceptionallyCompose(failure -> isUnauthorized(request, failure) && tokens.wallClockDiffers()
                        ? byWallClock(request, reader)
                        : CompletableFuture.failedFuture(failure))
                .whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(typed(request, failure));
                    }
                });
        return result;
    }

    private <T> CompletableFuture<T> byWallClock(ApiRequest request, BodyReader<T> reader) {
        ServiceTime refused = clock.now();
        MonotonicTime at = clock.monotonicNow();
        return attempt(request, reader, tokens::tokenByWallClock).whenComplete((value, failure) -> {
            if (failure == null) {
                clock.disproved(refused, at);
            }
        });
    }

    private boolean isUnauthorized(ApiRequest request, Throwable failure) {
        return typed(request, failure).kind() == ApiErrorKind.UNAUTHORIZED;
    }

    private <T> CompletableFuture<T> attempt(
            ApiRequest request, BodyReader<T> reader, Function<String, TokenSource.Token> tokenFor) {
        try {
            TokenSource.Token token = tokenFor.apply(request.operation());
            return turn(request).thenCompose(turn -> run(request, token, reader));
        } catch (DoshiiApiException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> CompletableFuture<T> run(ApiRequest request, TokenSource.Token token, BodyReader<T> reader) {
        try {
            return CompletableFuture.supplyAsync(() -> exchange(request, token, reader), executor)
                    .whenComplete((value, failure) -> budget.release());
        } catch (RejectedExecutionException e) {
            budget.release();
            return CompletableFuture.failedFuture(closed(request.operation()));
        }
    }

    private CompletableFuture<Void> turn(ApiRequest request) {
        CompletableFuture<Void> turn = budget.acquire();
        turns.add(turn);
        turn.whenComplete((none, failure) -> turns.remove(turn));
        if (closed) {
            turn.completeExceptionally(closed(request.operation()));
        }
        return turn;
    }

    private <T> T exchange(ApiRequest request, TokenSource.Token token, BodyReader<T> reader) {
        if (closed) {
            throw closed(request.operation());
        }
        RestOperation operation = RestOperation.ofPath(request.path());
        HttpResponse answer;
        try {
            answer = transport.get(request, token.text());
            calls.increment(operation, RestStatus.of(answer.status()));
        } catch (Exception e) {
            calls.increment(operation, RestStatus.NONE);
            throw closed ? closed(request.operation()) : failures.of(request.operation(), e);
        }
        LOG.debug("{} at {}: {}", request.operation(), request.locationId(), answer);
        if (answer.intermediary().isEmpty()) {
            clock.observe(answer.date(), answer.sent(), answer.received());
        }
        if (!answer.isSuccess()) {
            throw failed(request, token, answer);
        }
        budget.succeeded();
        clock.accepted(token.time(), answer.sent());
        try {
            return reader.read(answer.body());
        } catch (UnreadableException e) {
            throw failures.malformed(request.operation(), answer, e.getMessage());
        }
    }

    private DoshiiApiException failed(ApiRequest request, TokenSource.Token token, HttpResponse answer) {
        DoshiiApiException failure = failures.of(request.operation(), answer);
        switch (failure.kind()) {
            case UNAUTHORIZED -> {
                clock.refused(token.time(), answer.sent());
                tokens.reject(token);
            }
            case RATE_LIMITED -> budget.rateLimited(failure.retryAfter());
            default -> budget.pause(failure.retryAfter());
        }
        return failure;
    }

    private DoshiiApiException typed(ApiRequest request, Throwable failure) {
        return failures.of(request.operation(), ApiFailures.cause(failure));
    }

    private static DoshiiApiException closed(String operation) {
        return DoshiiApiException.unanswered(ApiErrorKind.CLOSED, operation, "the client was closed");
    }

    /**
     * Calls that wait or come later fail as {@link ApiErrorKind#CLOSED}; so do those that run, at the latest when the transport is
     * closed.
     */
    @Override
    public void close() {
        closed = true;
        turns.forEach(turn -> turn.completeExceptionally(closed("GET")));
    }

    @FunctionalInterface
    private interface BodyReader<T> {
        T read(byte[] body) throws UnreadableException;
    }
}
