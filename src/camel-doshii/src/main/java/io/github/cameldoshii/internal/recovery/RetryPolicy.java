package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.DoshiiApiException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides what follows when a request of recovery fails: a retry with back-off, a smaller request, or none, in which case the
 * changes that it would have shown are a gap. All decisions are made here; {@code docs/catch-up.md} shows them as a table.
 * Confined to the event loop.
 */
final class RetryPolicy {

    /** The next step after a failure. */
    enum Step {
        /** Retry the same request after a delay. */
        RETRY,
        /** As {@link #RETRY}, but at once if the wall clock is set meanwhile. */
        RETRY_OR_WHEN_CLOCK_SET,
        /** Request half as many rows per page, after a delay if there is one. */
        HALVE_PAGE,
        /** Request a shorter time. */
        SHORTEN_WINDOW,
        /** The next row cannot be read, however it is requested: go on behind it. */
        SKIP_ROW,
        /** The row that was looked back for is too large to be read; assume that it has not changed. */
        MARK_UNREADABLE,
        /** The entity still has the version that the request named. */
        UNCHANGED,
        /** Request the list of locations, then retry: the location may be gone, or the credentials be refused. */
        CHECK_LOCATION,
        /** The entity does not exist, so nothing is lost. */
        ABSENT,
        /** A retry cannot succeed: report a gap. */
        ABANDON
    }

    /** @param delay the delay before the step; zero for none */
    record Decision(Step step, Duration delay) {
        static Decision now(Step step) {
            return new Decision(step, Duration.ZERO);
        }
    }

    /**
     * The failures of one request so far.
     *
     * @param inARow consecutive failures, this one included
     * @param lasting the time since the first of them
     */
    record History(int inARow, Duration lasting) {}

    private static final long FIRST_DELAY_MILLIS = 500;
    private static final long MAX_DELAY_MILLIS = 30_000;

    /** Until then an unreadable answer counts as a passing fault of a proxy in between. */
    static final Duration MAX_UNREADABLE_TIME = Duration.ofMinutes(15);

    /** Every other list needs the list of locations, so it is abandoned only after this many refusals. */
    private static final int MAX_LOCATION_REFUSALS = 5;

    /** From this many consecutive time-outs on, the page may be too large for the service. */
    private static final int TIMEOUTS_OF_LARGE_PAGE = 2;

    private final RandomGenerator random;
    private final Duration refusedDelay;

    /** @param refusedDelay the delay after the service has refused the credentials */
    RetryPolicy(RandomGenerator random, Duration refusedDelay) {
        this.random = random;
        this.refusedDelay = refusedDelay;
    }

    /** Decides for a page of a list at a location. */
    Decision ofList(ListCursor cursor, DoshiiApiException failure, History history) {
        return switch (failure.kind()) {
            case NOT_MODIFIED ->
                cursor.isConditional() ? Decision.now(Step.UNCHANGED) : unreadable(cursor, failure, history);
            case TOO_LARGE -> Decision.now(shrink(cursor));
            case REJECTED ->
                Decision.now(isAboutTheWindow(failure) && cursor.canShorten() ? Step.SHORTEN_WINDOW : Step.ABANDON);
            case UNAUTHORIZED, FORBIDDEN, NOT_FOUND, REDIRECTED -> Decision.now(checkLocationOnce(cursor, failure));
            case MALFORMED_ANSWER, INTERNAL, INTERCEPTED -> unreadable(cursor, failure, history);
            case TIMEOUT ->
                history.inARow() >= TIMEOUTS_OF_LARGE_PAGE && cursor.canHalvePageSize()
                        ? new Decision(Step.HALVE_PAGE, backoff(failure, history))
                        : new Decision(Step.RETRY, backoff(failure, history));
            case REFUSED_REQUEST, CONFLICT, NOT_ADVANCING -> Decision.now(Step.ABANDON);
            case RATE_LIMITED, NOT_NOW, SERVER_ERROR, CONNECTION, CLOSED ->
                new Decision(Step.RETRY, backoff(failure, history));
            case MISSING_CREDENTIALS -> new Decision(Step.RETRY, refusedDelay);
        };
    }

    /** Decides for the list of locations, without which no other list can be requested. */
    Decision ofLocations(DoshiiApiException failure, History history) {
        return switch (failure.kind()) {
            case UNAUTHORIZED -> new Decision(Step.RETRY_OR_WHEN_CLOCK_SET, atLeast(refusedDelay, failure));
            case FORBIDDEN, MISSING_CREDENTIALS -> new Decision(Step.RETRY, atLeast(refusedDelay, failure));
            case REJECTED, TOO_LARGE, REFUSED_REQUEST, CONFLICT, NOT_MODIFIED, NOT_ADVANCING ->
                history.inARow() < MAX_LOCATION_REFUSALS
                        ? new Decision(Step.RETRY, backoff(failure, history))
                        : Decision.now(Step.ABANDON);
            case MALFORMED_ANSWER, INTERNAL ->
                history.lasting().compareTo(MAX_UNREADABLE_TIME) < 0
                        ? new Decision(Step.RETRY, backoff(failure, history))
                        : Decision.now(Step.ABANDON);
            // Most likely apiUrl is wrong and will be corrected: nothing is abandoned until then.
            case NOT_FOUND, REDIRECTED ->
                new Decision(Step.RETRY, atLeast(Duration.ofMillis(MAX_DELAY_MILLIS), failure));
            case INTERCEPTED, TIMEOUT, RATE_LIMITED, NOT_NOW, SERVER_ERROR, CONNECTION, CLOSED ->
                new Decision(Step.RETRY, backoff(failure, history));
        };
    }

    /**
     * Decides for a single entity that a list has shown, which is requested once. If the service does not have it, the row
     * counts; any other failure is left to the verification scan. That includes refused credentials, because the list was
     * answered, so only the clock that signs them can have changed; and an entity that is too large, because the row may show
     * an earlier, smaller state.
     */
    Decision ofEntity(DoshiiApiException failure) {
        return switch (failure.kind()) {
            case NOT_FOUND, FORBIDDEN, REJECTED, REDIRECTED -> Decision.now(Step.ABSENT);
            default -> Decision.now(Step.ABANDON);
        };
    }

    /** Whether the status says that the request is invalid, which may be because its time span is too long. */
    private static boolean isAboutTheWindow(DoshiiApiException failure) {
        return switch (failure.status()) {
            case 400, 413, 416, 422 -> true;
            default -> false;
        };
    }

    private static Step checkLocationOnce(ListCursor cursor, DoshiiApiException failure) {
        if (!cursor.isLocationChecked()) {
            return Step.CHECK_LOCATION;
        }
        boolean noMenu = cursor.list() == RecoverableList.MENUS && failure.status() == 404;
        return noMenu ? Step.ABSENT : Step.ABANDON;
    }

    private static Step shrink(ListCursor cursor) {
        if (cursor.isLookingBack()) {
            return Step.MARK_UNREADABLE;
        }
        if (cursor.canHalvePageSize()) {
            return Step.HALVE_PAGE;
        }
        return cursor.canSkipRow() ? Step.SKIP_ROW : Step.ABANDON;
    }

    private Decision unreadable(ListCursor cursor, DoshiiApiException failure, History history) {
        if (history.lasting().compareTo(MAX_UNREADABLE_TIME) >= 0) {
            // If the list of locations cannot be read either, the fault is not of this list.
            return Decision.now(cursor.isLocationChecked() ? shrink(cursor) : Step.CHECK_LOCATION);
        }
        return new Decision(Step.RETRY, backoff(failure, history));
    }

    /** Exponential back-off with full jitter, and never less than Retry-After. */
    private Duration backoff(DoshiiApiException failure, History history) {
        long limit = Math.min(MAX_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(history.inARow() - 1, 10));
        return atLeast(Duration.ofMillis(Math.max(FIRST_DELAY_MILLIS / 5, random.nextLong(limit + 1))), failure);
    }

    private static Duration atLeast(Duration delay, DoshiiApiException failure) {
        return delay.compareTo(failure.retryAfter()) < 0 ? failure.retryAfter() : delay;
    }
}
