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
import java.util.stream.Collectors;

/**
 * ListScanner the lists of a pass, several at a time. One list of one location that fails holds up no other: it waits for its
 * turn to be asked again. What the service refuses for good is given up. Confined to the loop.
 */
final class ListScanner {

    /** ListScanner under way at the same time; the request budget may allow fewer. */
    private static final int PARALLEL = 8;

    /** How people call the list of locations. */
    private static final String LOCATIONS = "the list of locations";

    /** How often it is looked whether the clock was set, and by how much at least. */
    private static final Duration CLOCK_CHECK = Duration.ofSeconds(1);

    private static final Duration CLOCK_SET = Duration.ofSeconds(5);

    private static final Page NOTHING = new Page(List.of(), List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);

    /**
     * Failures of one GET in a row.
     *
     * @param since when the first of them was
     */
    private record Failures(int inARow, MonotonicTime since) {

        static final Failures NONE = new Failures(0, MonotonicTime.DISTANT_PAST);

        Failures oneMore(MonotonicTime now) {
            return new Failures(inARow + 1, inARow == 0 ? now : since);
        }

        RetryPolicy.History history(MonotonicTime now) {
            return new RetryPolicy.History(inARow, now.since(since));
        }
    }

    /** Whom the walks tell. */
    interface Owner {
        /**
         * A page has come.
         *
         * @throws DoshiiApiException if the list does not advance, whatever is asked
         */
        void came(ListCursor walk, Page page);

        /** A list is given up, at this location. */
        void givenUp(ListCursor walk, String why);

        /** One row of a list cannot be had. */
        void rowSkipped(ListCursor walk, String why);

        /** A list was read for a shorter time than wanted. */
        void shortened(ListCursor walk);

        /** Whether more changes may be brought at present. */
        boolean hasRoom();

        /** Something came or failed. */
        void changed();
    }

    private final RecoveryContext tools;
    private final Owner owner;
    private final Deque<ListCursor> ready = new ArrayDeque<>();
    private final Map<ListCursor, Failures> failures = new HashMap<>();

    private final List<ListCursor> doubtful = new ArrayList<>();
    private int underWay;
    private int delayed;
    private Failures locationFailures = Failures.NONE;
    private boolean over;

    ListScanner(RecoveryContext tools, Owner owner) {
        this.tools = tools;
        this.owner = owner;
    }

    void add(ListCursor walk) {
        ready.add(walk);
    }

    /** Nothing is asked or answered any more. */
    void end() {
        over = true;
    }

    boolean isDone() {
        return isQuiet() && delayed == 0;
    }

    /** Whether there is nothing to do but to wait until something that failed is asked for again. */
    boolean isStalled() {
        return isQuiet() && delayed > 0;
    }

    boolean isFailing() {
        return locationFailures.inARow() > 0 || !failures.isEmpty();
    }

    private boolean isQuiet() {
        return ready.isEmpty() && underWay == 0;
    }

    /** Asks for what may be asked for now. */
    void proceed() {
        while (!over && underWay < PARALLEL && owner.hasRoom() && !ready.isEmpty()) {
            ask(ready.poll());
        }
    }

    /**
     * GETs the locations, again and again until they come.
     *
     * @param refused run instead if the service refuses them for good, with its reason
     */
    void askLocations(Consumer<Page> then, Consumer<String> refused) {
        underWay++;
        tools.statistics().request();
        RestCalls.send(
                tools.loop(),
                () -> tools.lists().page(ListRequests.locations()),
                page -> answered(() -> {
                    locationFailures = Failures.NONE;
                    tools.troubles().over(LOCATIONS, true);
                    then.accept(page);
                }),
                failure -> answered(() -> locationsFailed(then, refused, failure)));
    }

    private void locationsFailed(Consumer<Page> then, Consumer<String> refused, DoshiiApiException failure) {
        MonotonicTime now = tools.clocks().monotonicNow();
        locationFailures = locationFailures.oneMore(now);
        RetryPolicy.Decision decision = tools.failurePolicy().ofLocations(failure, locationFailures.history(now));
        if (decision.step() == RetryPolicy.Step.GIVE_UP) {
            tools.statistics().failedRequest();
            locationFailures = Failures.NONE;
            tools.troubles().over(LOCATIONS, false);
            refused.accept(failure.getMessage());
        } else {
            retryLater(LOCATIONS, failure, decision, () -> askLocations(then, refused));
        }
    }

    private void ask(ListCursor walk) {
        underWay++;
        tools.statistics().request();
        RestCalls.send(
                tools.loop(),
                () -> answerOf(walk),
                page -> answered(() -> came(walk, page)),
                failure -> answered(() -> failed(walk, failure)));
    }

    /**
     * GETs one entity, once: what fails here is seen again when the window is asked for once more.
     *
     * @param notGiven the service says that there is no such entity, or not for this client
     */
    void askOne(ApiRequest request, Consumer<Entity> then, Runnable notGiven) {
        underWay++;
        tools.statistics().request();
        RestCalls.send(
                tools.loop(),
                () -> tools.lists().entity(request),
                entity -> answered(() -> then.accept(entity)),
                failure -> answered(() -> {
                    tools.statistics().failedRequest();
                    if (tools.failurePolicy().ofEntity(failure).step() == RetryPolicy.Step.NOTHING_THERE) {
                        notGiven.run();
                    }
                }));
    }

    private CompletableFuture<Page> answerOf(ListCursor walk) {
        return walk.list() == RecoverableList.MENUS
                ? tools.lists().entity(walk.next()).thenApply(ListScanner::pageOfOne)
                : tools.lists().page(walk.next());
    }

    private static Page pageOfOne(Entity entity) {
        return new Page(List.of(entity), List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);
    }

    private void answered(Runnable task) {
        if (!over) {
            underWay--;
            task.run();
            owner.changed();
        }
    }

    private void came(ListCursor walk, Page page) {
        if (walk.wasProbe()) {
            forget(walk, true);
            ready.addFirst(walk);
            return;
        }
        try {
            owner.came(walk, page);
        } catch (RuntimeException e) {
            failed(walk, RestCalls.typed(e));
            return;
        }
        forget(walk, true);
        goOn(walk);
    }

    private void goOn(ListCursor walk) {
        if (!walk.done()) {
            // To the front: a walk that is begun is ended before others are, which bounds what is remembered.
            ready.addFirst(walk);
        } else if (walk.isShortened()) {
            owner.shortened(walk);
        }
    }

    private void failed(ListCursor walk, DoshiiApiException failure) {
        MonotonicTime now = tools.clocks().monotonicNow();
        Failures soFar = failures.getOrDefault(walk, Failures.NONE).oneMore(now);
        RetryPolicy.Decision decision = tools.failurePolicy().ofList(walk, failure, soFar.history(now));
        String what = RequestFailures.name(walk.list(), walk.locationId());
        switch (decision.step()) {
            case AGAIN, AGAIN_OR_WHEN_CLOCK_SET -> {
                failures.put(walk, soFar);
                retryLater(what, failure, decision, () -> ready.addFirst(walk));
            }
            case FEWER_ROWS -> {
                walk.askForLess();
                if (decision.delay().isZero()) {
                    tools.statistics().failedRequest();
                    ready.addFirst(walk);
                } else {
                    failures.put(walk, soFar);
                    retryLater(what, failure, decision, () -> ready.addFirst(walk));
                }
            }
            case SHORTER_TIME -> {
                tools.statistics().failedRequest();
                walk.askShorter(failure.getMessage());
                ready.addFirst(walk);
            }
            case SKIP_ROW -> {
                tools.statistics().failedRequest();
                walk.skipRow();
                owner.rowSkipped(walk, failure.getMessage());
                ready.addFirst(walk);
            }
            case NOTED_UNREADABLE -> {
                tools.statistics().failedRequest();
                walk.sawUnreadable();
                owner.came(walk, NOTHING);
                // No answer, so what fails still fails.
                goOn(walk);
            }
            case UNCHANGED -> came(walk, NOTHING);
            case CHECK_LOCATION -> doubt(walk, failure.getMessage());
            case NOTHING_THERE -> {
                walk.giveUp();
                forget(walk, true);
            }
            case GIVE_UP -> {
                tools.statistics().failedRequest();
                giveUp(walk, failure.getMessage());
            }
        }
    }

    /**
     * The location may have gone since the list of locations was read, or the credentials may have been refused, which is
     * no reason to give up anything. One GET tells for all.
     */
    private void doubt(ListCursor walk, String why) {
        tools.statistics().failedRequest();
        walk.doubt();
        doubtful.add(walk);
        if (doubtful.size() == 1) {
            askLocations(this::judge, whyNot -> takeDoubtful().forEach(doubted -> giveUp(doubted, why)));
        }
    }

    private void judge(Page locations) {
        Set<String> there = locations.rows().stream().map(Entity::id).collect(Collectors.toSet());
        for (ListCursor walk : takeDoubtful()) {
            if (there.contains(walk.locationId())) {
                ready.add(walk);
            } else {
                giveUp(
                        walk,
                        "location " + RequestFailures.printable(walk.locationId())
                                + " is not in the list of locations");
            }
        }
    }

    private List<ListCursor> takeDoubtful() {
        List<ListCursor> taken = List.copyOf(doubtful);
        doubtful.clear();
        return taken;
    }

    private void giveUp(ListCursor walk, String why) {
        walk.giveUp();
        forget(walk, false);
        owner.givenUp(walk, why);
    }

    private void forget(ListCursor walk, boolean answered) {
        if (failures.remove(walk) != null) {
            tools.troubles().over(RequestFailures.name(walk.list(), walk.locationId()), answered);
        }
    }

    private void retryLater(String what, DoshiiApiException failure, RetryPolicy.Decision decision, Runnable again) {
        tools.statistics().failedRequest();
        tools.troubles().failed(what, failure.getMessage(), decision.delay().toMillis());
        delayed++;
        Runnable resume = () -> {
            if (!over) {
                delayed--;
                again.run();
                owner.changed();
            }
        };
        if (decision.step() == RetryPolicy.Step.AGAIN_OR_WHEN_CLOCK_SET) {
            afterOrWhenClockSet(decision.delay(), tools.clocks().wallMinusMonotonic(), resume);
        } else {
            tools.loop().schedule(decision.delay().toNanos(), resume);
        }
    }

    /** A token that is signed with a wrong time is refused; who is told so most likely sets the clock next. */
    private void afterOrWhenClockSet(Duration wait, Duration clockThen, Runnable task) {
        Duration step = wait.compareTo(CLOCK_CHECK) < 0 ? wait : CLOCK_CHECK;
        tools.loop().schedule(step.toNanos(), () -> {
            Duration set = tools.clocks().wallMinusMonotonic().minus(clockThen).abs();
            if (over || wait.compareTo(step) <= 0 || set.compareTo(CLOCK_SET) >= 0) {
                task.run();
            } else {
                afterOrWhenClockSet(wait.minus(step), clockThen, task);
            }
        });
    }
}
