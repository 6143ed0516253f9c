package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.DoshiiApiException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides for every GET of recovery what a failed answer means: again later, less at a time, or not at all, and then what it
 * would have shown is a gap. {@code docs/catch-up.md} has it as a table. Confined to the loop.
 */
final class RetryPolicy {

    /** What to do next. */
    enum Step {
        /** The same GET once more, after a wait. */
        AGAIN,
        /** As {@link #AGAIN}, and earlier if this machine's clock is set meanwhile. */
        AGAIN_OR_WHEN_CLOCK_SET,
        /** Fewer rows on a page, after a wait if there is one. */
        FEWER_ROWS,
        /** A shorter time. */
        SHORTER_TIME,
        /** The next row cannot be had, whatever is asked: go on behind it. */
        SKIP_ROW,
        /** The row that was to be seen once more cannot be had, which may be as it was: go on with that. */
        NOTED_UNREADABLE,
        /** Nothing has changed since the version that the request named. */
        UNCHANGED,
        /** Ask which locations there are, and then once more: the location, or the credentials, may be what is wrong. */
        CHECK_LOCATION,
        /** There is nothing to be had, and so nothing lost. */
        NOTHING_THERE,
        /** Asking again changes nothing. */
        GIVE_UP
    }

    /** @param delay before the step; zero for at once */
    record Decision(Step step, Duration delay) {
        static Decision now(Step step) {
            return new Decision(step, Duration.ZERO);
        }
    }

    /**
     * What has failed before.
     *
     * @param inARow failures in a row, this one included
     * @param lasting for how long it has failed
     */
    record History(int inARow, Duration lasting) {}

    private static final long FIRST_MILLIS = 500;
    private static final long LARGEST_MILLIS = 30_000;

    /** An answer that cannot be read is a passing fault of something in between, unless it stays for so long. */
    static final Duration UNREADABLE_FOR_GOOD = Duration.ofMinutes(15);

    /** The list of locations is needed for everything else, so it is not given up at the first word. */
    private static final int REFUSALS_OF_LOCATIONS = 5;

    /** So many time-outs in a row may mean that a page is too much for the service. */
    private static final int SLOW_PAGES = 2;

    private final RandomGenerator random;
    private final Duration refusedDelay;

    /** @param refusedDelay the wait after the credentials were refused */
    RetryPolicy(RandomGenerator random, Duration refusedDelay) {
        this.random = random;
        this.refusedDelay = refusedDelay;
    }

    /** Of a page of a list at a location. */
    Decision ofList(ListCursor walk, DoshiiApiException failure, History history) {
        return switch (failure.kind()) {
            case NOT_MODIFIED ->
                walk.namesAVersion() ? Decision.now(Step.UNCHANGED) : unreadable(walk, failure, history);
            case TOO_LARGE -> Decision.now(smaller(walk));
            case REJECTED ->
                Decision.now(isAboutTheWindow(failure) && walk.canAskShorter() ? Step.SHORTER_TIME : Step.GIVE_UP);
            case UNAUTHORIZED, FORBIDDEN, NOT_FOUND, REDIRECTED -> Decision.now(doubt(walk, failure));
            case MALFORMED_ANSWER, INTERNAL, INTERCEPTED -> unreadable(walk, failure, history);
            case TIMEOUT ->
                history.inARow() >= SLOW_PAGES && walk.canAskForLess()
                        ? new Decision(Step.FEWER_ROWS, backOff(failure, history))
                        : new Decision(Step.AGAIN, backOff(failure, history));
            case REFUSED_REQUEST, CONFLICT, NOT_ADVANCING -> Decision.now(Step.GIVE_UP);
            case RATE_LIMITED, NOT_NOW, SERVER_ERROR, CONNECTION, CLOSED ->
                new Decision(Step.AGAIN, backOff(failure, history));
            case MISSING_CREDENTIALS -> new Decision(Step.AGAIN, refusedDelay);
        };
    }

    /** Of the list of locations, without which no other can be asked. */
    Decision ofLocations(DoshiiApiException failure, History history) {
        return switch (failure.kind()) {
            case UNAUTHORIZED -> new Decision(Step.AGAIN_OR_WHEN_CLOCK_SET, atLeast(refusedDelay, failure));
            case FORBIDDEN, MISSING_CREDENTIALS -> new Decision(Step.AGAIN, atLeast(refusedDelay, failure));
            case REJECTED, TOO_LARGE, REFUSED_REQUEST, CONFLICT, NOT_MODIFIED, NOT_ADVANCING ->
                history.inARow() < REFUSALS_OF_LOCATIONS
                        ? new Decision(Step.AGAIN, backOff(failure, history))
                        : Decision.now(Step.GIVE_UP);
            case MALFORMED_ANSWER, INTERNAL ->
                history.lasting().compareTo(UNREADABLE_FOR_GOOD) < 0
                        ? new Decision(Step.AGAIN, backOff(failure, history))
                        : Decision.now(Step.GIVE_UP);
            // Most likely the address is wrong, which somebody will put right: until then nothing is given up.
            case NOT_FOUND, REDIRECTED -> new Decision(Step.AGAIN, atLeast(Duration.ofMillis(LARGEST_MILLIS), failure));
            case INTERCEPTED, TIMEOUT, RATE_LIMITED, NOT_NOW, SERVER_ERROR, CONNECTION, CLOSED ->
                new Decision(Step.AGAIN, backOff(failure, history));
        };
    }

    /**
     * Of a single entity, which a list has shown: it is asked for once. If the service does not give it, the list's row is
     * all there is; whatever else fails is seen again when the window is asked for once more. That is so of refused
     * credentials, too: the list was given, so it is the clock they are signed by that has changed. And of an entity that is
     * too large: the row may be an earlier state of it, which had its size.
     */
    Decision ofEntity(DoshiiApiException failure) {
        return switch (failure.kind()) {
            case NOT_FOUND, FORBIDDEN, REJECTED, REDIRECTED -> Decision.now(Step.NOTHING_THERE);
            default -> Decision.now(Step.GIVE_UP);
        };
    }

    /** A status that says that the request is bad, which may be because it asks for too long a time. */
    private static boolean isAboutTheWindow(DoshiiApiException failure) {
        return switch (failure.status()) {
            case 400, 413, 416, 422 -> true;
            default -> false;
        };
    }

    private static Step doubt(ListCursor walk, DoshiiApiException failure) {
        if (!walk.isDoubted()) {
            return Step.CHECK_LOCATION;
        }
        boolean noMenu = walk.list() == RecoverableList.MENUS && failure.status() == 404;
        return noMenu ? Step.NOTHING_THERE : Step.GIVE_UP;
    }

    private static Step smaller(ListCursor walk) {
        if (walk.isLookingBack()) {
            return Step.NOTED_UNREADABLE;
        }
        if (walk.canAskForLess()) {
            return Step.FEWER_ROWS;
        }
        return walk.canSkipRow() ? Step.SKIP_ROW : Step.GIVE_UP;
    }

    private Decision unreadable(ListCursor walk, DoshiiApiException failure, History history) {
        if (history.lasting().compareTo(UNREADABLE_FOR_GOOD) >= 0) {
            // If the list of locations cannot be had either, it is not this list that is wrong.
            return Decision.now(walk.isDoubted() ? smaller(walk) : Step.CHECK_LOCATION);
        }
        return new Decision(Step.AGAIN, backOff(failure, history));
    }

    /** Full jitter, doubling, and never less than the service asks. */
    private Duration backOff(DoshiiApiException failure, History history) {
        long cap = Math.min(LARGEST_MILLIS, FIRST_MILLIS << Math.min(history.inARow() - 1, 10));
        return atLeast(Duration.ofMillis(Math.max(FIRST_MILLIS / 5, random.nextLong(cap + 1))), failure);
    }

    private static Duration atLeast(Duration wait, DoshiiApiException failure) {
        return wait.compareTo(failure.retryAfter()) < 0 ? failure.retryAfter() : wait;
    }
}
