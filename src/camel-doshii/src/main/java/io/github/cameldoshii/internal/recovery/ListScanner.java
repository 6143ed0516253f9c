package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads the lists of one scan, several at a time, and decides by the {@link RetryPolicy} what follows a failure. A list that
 * fails at one location waits for its retry and delays no other; a list that the service refuses for good is abandoned.
 * Confined to the event loop.
 */
final class ListScanner {

    /** Lists that are read at the same time; the rate limiter may allow fewer requests. */
    private static final int MAX_IN_FLIGHT = 8;

    /** The name of the list of locations in health and log lines. */
    private static final String LOCATIONS = "the list of locations";

    /** How often the wall clock is checked while a retry waits for it to be set. */
    private static final Duration CLOCK_CHECK_INTERVAL = Duration.ofSeconds(1);

    /** A smaller step of the wall clock does not make a refused token valid. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(5);

    private static final Page EMPTY_PAGE = new Page(List.of(), List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);

    /**
     * Consecutive failures of one request.
     *
     * @param since when the first of them was
     */
    private record Failures(int inARow, MonotonicTime since) {

        static final Failures NONE = new Failures(0, MonotonicTime.DISTANT_PAST);

        Failures plusOne(MonotonicTime now) {
            return new Failures(inARow + 1, inARow == 0 ? now : since);
        }

        RetryPolicy.History history(MonotonicTime now) {
            return new RetryPolicy.History(inARow, now.since(since));
        }
    }

    private final RecoveryContext context;
    private final RecoveryScan scan;
    private final Deque<ListCursor> ready = new ArrayDeque<>();
    private final Map<ListCursor, Failures> failures = new HashMap<>();

    private final List<ListCursor> awaitingLocations = new ArrayList<>();
    private int inFlight;
    private int delayed;
    private Failures locationFailures = Failures.NONE;
    private boolean stopped;

    ListScanner(RecoveryContext context, RecoveryScan scan) {
        this.context = context;
        this.scan = scan;
    }

    void add(ListCursor cursor) {
        ready.add(cursor);
    }

    /** Sends no further request and ignores what is still answered. */
    void stop() {
        stopped = true;
    }

    boolean isDone() {
        return isQuiet() && delayed == 0;
    }

    /** Whether nothing can be done before a failed request is due again. */
    boolean isStalled() {
        return isQuiet() && delayed > 0;
    }

    boolean isFailing() {
        return locationFailures.inARow() > 0 || !failures.isEmpty();
    }

    private boolean isQuiet() {
        return ready.isEmpty() && inFlight == 0;
    }

    /** Sends the requests that may be sent now. */
    void proceed() {
        while (!stopped && inFlight < MAX_IN_FLIGHT && scan.hasCapacity() && !ready.isEmpty()) {
            request(ready.poll());
        }
    }

    /**
     * GETs the list of locations, again and again until it is answered.
     *
     * @param onRefused run instead, with the reason, if the service refuses it for good
     */
    void requestLocations(Consumer<Page> onLocations, Consumer<String> onRefused) {
        send(
                () -> context.lists().page(RecoverableList.locationsRequest()),
                page -> {
                    locationFailures = Failures.NONE;
                    context.statistics().onEnd(LOCATIONS, true);
                    onLocations.accept(page);
                },
                failure -> onLocationsFailure(onLocations, onRefused, failure));
    }

    private void onLocationsFailure(
            Consumer<Page> onLocations, Consumer<String> onRefused, DoshiiApiException failure) {
        MonotonicTime now = context.clocks().monotonicNow();
        locationFailures = locationFailures.plusOne(now);
        RetryPolicy.Decision decision = context.retryPolicy().ofLocations(failure, locationFailures.history(now));
        if (decision.step() == RetryPolicy.Step.ABANDON) {
            context.statistics().failedRequest();
            locationFailures = Failures.NONE;
            context.statistics().onEnd(LOCATIONS, false);
            onRefused.accept(failure.getMessage());
        } else {
            retryLater(LOCATIONS, failure, decision, () -> requestLocations(onLocations, onRefused));
        }
    }

    /**
     * GETs one entity, once: the verification scan sees again what fails here.
     *
     * @param onMissing run if the service has no such entity, or not for this client
     */
    void requestEntity(ApiRequest request, Consumer<Entity> onEntity, Runnable onMissing) {
        send(() -> context.lists().entity(request), onEntity, failure -> {
            context.statistics().failedRequest();
            if (context.retryPolicy().ofEntity(failure).step() == RetryPolicy.Step.ABSENT) {
                onMissing.run();
            }
        });
    }

    private void request(ListCursor cursor) {
        send(() -> page(cursor), page -> onPage(cursor, page), failure -> onFailure(cursor, failure));
    }

    private CompletableFuture<Page> page(ListCursor cursor) {
        return cursor.list() == RecoverableList.MENUS
                ? context.lists().entity(cursor.nextRequest()).thenApply(ListScanner::pageOfOne)
                : context.lists().page(cursor.nextRequest());
    }

    private static Page pageOfOne(Entity entity) {
        return new Page(List.of(entity), List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);
    }

    private <T> void send(
            Supplier<CompletableFuture<T>> call, Consumer<T> onSuccess, Consumer<DoshiiApiException> onFailure) {
        inFlight++;
        context.send(
                call,
                value -> onResponse(() -> onSuccess.accept(value)),
                failure -> onResponse(() -> onFailure.accept(failure)));
    }

    private void onResponse(Runnable task) {
        if (!stopped) {
            inFlight--;
            task.run();
            scan.onChanged();
        }
    }

    private void onPage(ListCursor cursor, Page page) {
        if (cursor.completeProbe()) {
            clearFailures(cursor, true);
            ready.addFirst(cursor);
            return;
        }
        try {
            scan.onPage(cursor, page);
        } catch (RuntimeException e) {
            onFailure(cursor, RecoveryContext.apiException(e));
            return;
        }
        clearFailures(cursor, true);
        goOn(cursor);
    }

    private void goOn(ListCursor cursor) {
        if (!cursor.isDone()) {
            // To the front: a list that is begun is finished before others are, which bounds what is remembered.
            ready.addFirst(cursor);
        } else if (cursor.isShortened()) {
            scan.onShortened(cursor);
        }
    }

    private void onFailure(ListCursor cursor, DoshiiApiException failure) {
        MonotonicTime now = context.clocks().monotonicNow();
        Failures soFar = failures.getOrDefault(cursor, Failures.NONE).plusOne(now);
        RetryPolicy.Decision decision = context.retryPolicy().ofList(cursor, failure, soFar.history(now));
        String what = cursor.describe();
        switch (decision.step()) {
            case RETRY, RETRY_OR_WHEN_CLOCK_SET -> {
                failures.put(cursor, soFar);
                retryLater(what, failure, decision, () -> ready.addFirst(cursor));
            }
            case HALVE_PAGE -> {
                cursor.halvePageSize();
                if (decision.delay().isZero()) {
                    context.statistics().failedRequest();
                    ready.addFirst(cursor);
                } else {
                    failures.put(cursor, soFar);
                    retryLater(what, failure, decision, () -> ready.addFirst(cursor));
                }
            }
            case SHORTEN_WINDOW -> {
                context.statistics().failedRequest();
                cursor.shorten(failure.getMessage());
                ready.addFirst(cursor);
            }
            case SKIP_ROW -> {
                context.statistics().failedRequest();
                cursor.skipRow();
                scan.reportGap(cursor, "a row of it cannot be had: " + failure.getMessage());
                ready.addFirst(cursor);
            }
            case MARK_UNREADABLE -> {
                context.statistics().failedRequest();
                cursor.markUnreadable();
                scan.onPage(cursor, EMPTY_PAGE);
                // Not answered, so the failures of this list still count.
                goOn(cursor);
            }
            case UNCHANGED -> onPage(cursor, EMPTY_PAGE);
            case CHECK_LOCATION -> checkLocation(cursor, failure.getMessage());
            case ABSENT -> {
                cursor.abandon();
                clearFailures(cursor, true);
            }
            case ABANDON -> {
                context.statistics().failedRequest();
                abandon(cursor, failure.getMessage());
            }
        }
    }

    /**
     * Requests the list of locations before a list is abandoned: the location may be gone, or the credentials may be refused
     * for a while, which is no reason to abandon anything. One request serves all lists that wait for it.
     */
    private void checkLocation(ListCursor cursor, String why) {
        context.statistics().failedRequest();
        cursor.markLocationChecked();
        awaitingLocations.add(cursor);
        if (awaitingLocations.size() == 1) {
            requestLocations(this::evaluateLocations, refusal -> takeAwaitingLocations()
                    .forEach(waiting -> abandon(waiting, why)));
        }
    }

    private void evaluateLocations(Page locations) {
        Set<String> present = locations.rows().stream().map(Entity::id).collect(Collectors.toSet());
        for (ListCursor cursor : takeAwaitingLocations()) {
            if (present.contains(cursor.locationId())) {
                ready.add(cursor);
            } else {
                abandon(
                        cursor,
                        "location " + RecoverableList.printable(cursor.locationId())
                                + " is not in the list of locations");
            }
        }
    }

    private List<ListCursor> takeAwaitingLocations() {
        List<ListCursor> taken = List.copyOf(awaitingLocations);
        awaitingLocations.clear();
        return taken;
    }

    private void abandon(ListCursor cursor, String why) {
        cursor.abandon();
        clearFailures(cursor, false);
        scan.reportGap(cursor, why);
    }

    private void clearFailures(ListCursor cursor, boolean answered) {
        if (failures.remove(cursor) != null) {
            context.statistics().onEnd(cursor.describe(), answered);
        }
    }

    private void retryLater(String what, DoshiiApiException failure, RetryPolicy.Decision decision, Runnable retry) {
        context.statistics()
                .onFailure(what, failure.getMessage(), decision.delay().toMillis());
        delayed++;
        Runnable resume = () -> {
            if (!stopped) {
                delayed--;
                retry.run();
                scan.onChanged();
            }
        };
        if (decision.step() == RetryPolicy.Step.RETRY_OR_WHEN_CLOCK_SET) {
            afterOrWhenClockSet(decision.delay(), context.clocks().wallMinusMonotonic(), resume);
        } else {
            context.loop().schedule(decision.delay().toNanos(), resume);
        }
    }

    /** A token that is signed with a wrong time is refused; whoever sees that most likely sets the clock next. */
    private void afterOrWhenClockSet(Duration wait, Duration clockBefore, Runnable task) {
        Duration step = wait.compareTo(CLOCK_CHECK_INTERVAL) < 0 ? wait : CLOCK_CHECK_INTERVAL;
        context.loop().schedule(step.toNanos(), () -> {
            Duration change =
                    context.clocks().wallMinusMonotonic().minus(clockBefore).abs();
            if (stopped || wait.compareTo(step) <= 0 || change.compareTo(CLOCK_STEP) >= 0) {
                task.run();
            } else {
                afterOrWhenClockSet(wait.minus(step), clockBefore, task);
            }
        });
    }
}
