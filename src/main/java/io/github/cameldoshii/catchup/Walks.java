package io.github.cameldoshii.catchup;

import io.github.cameldoshii.api.ApiErrorKind;
import io.github.cameldoshii.api.ApiRequest;
import io.github.cameldoshii.api.DoshiiApiException;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Walks the lists of a pass, several at a time. One list of one location that fails holds up no other: it waits for its
 * turn to be asked again. What the service refuses for good is given up. Confined to the loop.
 */
final class Walks {

    /** Walks under way at the same time; the request budget may allow fewer. */
    private static final int PARALLEL = 8;

    private static final Page NOTHING = new Page(List.of(), List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);

    /** Whom the walks tell. */
    interface Owner {
        /**
         * A page has come.
         *
         * @throws DoshiiApiException if the list does not advance, whatever is asked
         */
        void came(ListWalk walk, Page page);

        /** A list is given up, at this location. */
        void givenUp(ListWalk walk, String why);

        /** Whether more changes may be brought at present. */
        boolean hasRoom();

        /** Something came or failed. */
        void changed();
    }

    private final Pass.Environment environment;
    private final Owner owner;
    private final Deque<ListWalk> ready = new ArrayDeque<>();
    private final Map<ListWalk, Integer> failures = new HashMap<>();

    /** Refused once: whether the location is still there is asked before that is believed. */
    private final Set<ListWalk> doubted = new HashSet<>();

    private final List<ListWalk> doubtful = new ArrayList<>();
    private int underWay;
    private int delayed;
    private int locationFailures;
    private boolean over;

    Walks(Pass.Environment environment, Owner owner) {
        this.environment = environment;
        this.owner = owner;
    }

    void add(ListWalk walk) {
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
        return locationFailures > 0 || !failures.isEmpty();
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

    /** GETs the locations, again and again until they come. */
    void askLocations(Consumer<Page> then) {
        underWay++;
        environment.statistics().request();
        Calls.send(
                environment.loop(),
                () -> environment.lists().page(ListQuery.locations()),
                page -> answered(() -> {
                    locationFailures = 0;
                    environment.troubles().over("the list of locations", true);
                    then.accept(page);
                }),
                failure -> answered(() -> {
                    locationFailures++;
                    retryLater("the list of locations", failure, locationFailures, () -> askLocations(then));
                }));
    }

    private void ask(ListWalk walk) {
        underWay++;
        environment.statistics().request();
        Calls.send(
                environment.loop(),
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
        environment.statistics().request();
        Calls.send(
                environment.loop(),
                () -> environment.lists().entity(request),
                entity -> answered(() -> then.accept(entity)),
                failure -> answered(() -> {
                    environment.statistics().failedRequest();
                    if (failure.kind() == ApiErrorKind.NOT_FOUND || failure.kind() == ApiErrorKind.FORBIDDEN) {
                        notGiven.run();
                    }
                }));
    }

    private CompletableFuture<Page> answerOf(ListWalk walk) {
        return walk.list() == RecoverableList.MENUS
                ? environment.lists().entity(walk.next()).thenApply(Walks::pageOfOne)
                : environment.lists().page(walk.next());
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

    private void came(ListWalk walk, Page page) {
        try {
            owner.came(walk, page);
        } catch (RuntimeException e) {
            failed(walk, Calls.typed(e));
            return;
        }
        forget(walk, true);
        if (!walk.done()) {
            // To the front: a walk that is begun is ended before others are, which bounds what is remembered.
            ready.addFirst(walk);
        }
    }

    private void failed(ListWalk walk, DoshiiApiException failure) {
        ApiErrorKind kind = failure.kind();
        if (kind == ApiErrorKind.NOT_MODIFIED && walk.namesAVersion()) {
            came(walk, NOTHING);
        } else if (kind == ApiErrorKind.TOO_LARGE && walk.askForLess()) {
            ready.addFirst(walk);
        } else if (kind == ApiErrorKind.REFUSED_REQUEST) {
            giveUp(walk, failure.getMessage());
        } else if (kind == ApiErrorKind.NOT_FOUND || kind == ApiErrorKind.FORBIDDEN) {
            if (doubted.add(walk)) {
                doubt(walk);
            } else if (kind == ApiErrorKind.NOT_FOUND && walk.list() == RecoverableList.MENUS) {
                // A location without a menu has lost none.
                walk.giveUp();
                forget(walk, true);
            } else {
                giveUp(walk, failure.getMessage());
            }
        } else {
            int inARow = failures.merge(walk, 1, Integer::sum);
            retryLater(Troubles.name(walk.list(), walk.locationId()), failure, inARow, () -> ready.addFirst(walk));
        }
    }

    /**
     * The location may have gone since the list of locations was read, or the credentials may have been refused, which is
     * no reason to give up anything. One GET tells for all.
     */
    private void doubt(ListWalk walk) {
        environment.statistics().failedRequest();
        doubtful.add(walk);
        if (doubtful.size() == 1) {
            askLocations(this::judge);
        }
    }

    private void judge(Page locations) {
        Set<String> there = locations.rows().stream().map(Entity::id).collect(Collectors.toSet());
        List<ListWalk> doubts = List.copyOf(doubtful);
        doubtful.clear();
        for (ListWalk walk : doubts) {
            if (there.contains(walk.locationId())) {
                ready.add(walk);
            } else {
                giveUp(walk, "location " + Troubles.printable(walk.locationId()) + " is not in the list of locations");
            }
        }
    }

    private void giveUp(ListWalk walk, String why) {
        walk.giveUp();
        forget(walk, false);
        owner.givenUp(walk, why);
    }

    private void forget(ListWalk walk, boolean answered) {
        if (failures.remove(walk) != null) {
            environment.troubles().over(Troubles.name(walk.list(), walk.locationId()), answered);
        }
    }

    private void retryLater(String what, DoshiiApiException failure, int inARow, Runnable again) {
        environment.statistics().failedRequest();
        long wait = environment.retry().nanosAfter(failure, inARow);
        environment.troubles().failed(what, failure.getMessage(), wait / 1_000_000);
        delayed++;
        environment.loop().schedule(wait, () -> {
            if (!over) {
                delayed--;
                again.run();
                owner.changed();
            }
        });
    }
}
