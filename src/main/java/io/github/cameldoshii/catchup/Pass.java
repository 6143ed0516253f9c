package io.github.cameldoshii.catchup;

import io.github.cameldoshii.api.ApiErrorKind;
import io.github.cameldoshii.api.DoshiiApiException;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.Origin;
import io.github.cameldoshii.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all lists of all locations once for what has changed since a time, while the socket lives. A page's changes are
 * offered when a mark that was sent after the page came has been answered. Ends with the connection at the latest.
 * Confined to the loop.
 */
final class Pass {

    private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

    /** Walks under way at the same time; the request budget may allow fewer. */
    private static final int PARALLEL = 8;

    /** While so many changes wait for a mark or for the consumers, no further page is asked for. */
    private static final int MOST_WAITING = 5_000;

    /** A change this old has been told on the socket, if it is told at all. */
    private static final long SOCKET_LAG_MILLIS = 10_000;

    /**
     * A consumer that takes part.
     *
     * @param from what it lacks begins there, epoch milliseconds by the service's clock, the overlap taken off
     */
    record Target(Share share, long from) {}

    /** What a pass needs to know, and whom it tells. */
    interface Owner {
        Lists lists();

        Marks marks();

        EventLoop loop();

        CatchUpSettings settings();

        ApiRetry retry();

        CatchUpStatistics statistics();

        /** The consumers and what they lack, once the service's clock is known. */
        List<Target> targets();

        /** Whether the pass {@link #isTroubled()} may have changed. */
        void changed();

        void done(Pass pass);
    }

    private final Owner owner;
    private final Origin origin;
    private final boolean settling;
    private final long epoch;
    private final Progress progress;
    private final Unproven unproven = new Unproven();
    private final Deque<ListWalk> ready = new ArrayDeque<>();
    private final Map<ListWalk, Integer> failures = new HashMap<>();

    private List<Target> targets = List.of();
    private Window window = new Window(0, 0);
    private int underWay;
    private int delayed;
    private int locationFailures;
    private boolean markSent;
    private boolean walking;
    private boolean over;
    private long missed;

    /** @param settling whether the window was asked for before, or is not the end of a gap */
    Pass(Owner owner, Origin origin, boolean settling, long epoch, Progress progress) {
        this.owner = owner;
        this.origin = origin;
        this.settling = settling;
        this.epoch = epoch;
        this.progress = progress;
    }

    Window window() {
        return window;
    }

    List<Target> targets() {
        return targets;
    }

    /** Changes that consumers were told of although the socket should have brought them long before. */
    long missed() {
        return missed;
    }

    /** GETs that fail at present, and the last failure's text; for health. */
    boolean isTroubled() {
        return !over && (locationFailures > 0 || !failures.isEmpty());
    }

    void start() {
        askLocations();
    }

    /** The connection has ended, or nobody is left. What was offered is given all the same. */
    void abort() {
        over = true;
    }

    /** The share is about to be given an event of the socket. */
    void live(Share share, DoshiiEvent event) {
        unproven.live(share, event);
    }

    private void askLocations() {
        whenDone(
                owner.lists().page(ListQuery.of(RecoverableList.LOCATIONS, "", window, 0, 0, 0)),
                this::begin,
                failure -> {
                    locationFailures++;
                    retryLater(failure, locationFailures, this::askLocations);
                });
    }

    private void begin(Page locations) {
        locationFailures = 0;
        long now = owner.loop().currentTimeMillis() + owner.lists().clockOffset();
        targets = owner.targets();
        long from = targets.stream().mapToLong(Target::from).min().orElse(now);
        window = new Window(from, now);
        progress.begin(shares(), from);
        LOG.info(
                "Asking what has changed at {} locations in the last {} s",
                locations.rows().size(),
                (now - from) / 1000);
        if (owner.settings().lists().contains(RecoverableList.LOCATIONS)) {
            take(new ListWalk(RecoverableList.LOCATIONS, "", window, from), locations);
        }
        for (Entity location : locations.rows()) {
            if (targets.stream().anyMatch(target -> target.share().participant().wantsLocation(location.id()))) {
                plan(location.id());
            }
        }
        walking = true;
        proceed();
    }

    private void plan(String locationId) {
        for (RecoverableList list : owner.settings().lists()) {
            if (list != RecoverableList.LOCATIONS && isWanted(list)) {
                long resume = progress.resumeFrom(
                        list, locationId, window, owner.settings().overlap().toMillis());
                ready.add(new ListWalk(list, locationId, window, resume));
            }
        }
    }

    private boolean isWanted(RecoverableList list) {
        return targets.stream()
                .map(target -> target.share().participant())
                .anyMatch(participant -> list.eventTypes().stream().anyMatch(participant::wants));
    }

    /** Goes on with what can be gone on with. */
    void proceed() {
        while (!over && underWay < PARALLEL && hasRoom() && !ready.isEmpty()) {
            ask(ready.poll());
        }
        if (!over && walking && ready.isEmpty() && underWay == 0 && delayed == 0 && unproven.isEmpty()) {
            over = true;
            owner.done(this);
        }
    }

    private boolean hasRoom() {
        int waiting = unproven.size();
        for (Target target : targets) {
            waiting = Math.max(waiting, target.share().waiting());
        }
        return waiting < MOST_WAITING;
    }

    private void ask(ListWalk walk) {
        underWay++;
        CompletableFuture<Page> answer = walk.list() == RecoverableList.MENUS
                ? owner.lists().entity(walk.next()).thenApply(Pass::pageOfOne)
                : owner.lists().page(walk.next());
        whenDone(
                answer,
                page -> {
                    underWay--;
                    failures.remove(walk);
                    take(walk, page);
                    if (!walk.done()) {
                        // To the front: a walk that is begun is ended before others are, which bounds what is
                        // remembered.
                        ready.addFirst(walk);
                    }
                    proceed();
                },
                failure -> {
                    underWay--;
                    failed(walk, failure);
                    proceed();
                });
    }

    private void came(ListWalk walk, Page page) {
        try {
            take(walk, page);
        } catch (DoshiiApiException listDoesNotAdvance) {
            failed(walk, listDoesNotAdvance);
            return;
        }
        failures.remove(walk);
        if (!walk.done()) {
            // To the front: a walk that is begun is ended before others are, which bounds what is remembered.
            ready.addFirst(walk);
        }
    }

    private void take(ListWalk walk, Page page) {
        owner.statistics().page(page.rows().size());
        for (Page.Malformed row : page.malformed()) {
            owner.statistics().malformedRow();
            LOG.warn(
                    "A row of {} at location {} cannot be read and is skipped: {}",
                    walk.list().optionName(),
                    walk.locationId(),
                    row.why());
        }
        List<Change> changes = Changes.of(
                walk.list(),
                walk.locationId(),
                walk.take(page),
                window,
                origin,
                owner.loop().currentTimeMillis());
        unproven.add(new Unproven.Batch(walk, walk.coveredTo(), changes));
        sendMark();
    }

    private void failed(ListWalk walk, DoshiiApiException failure) {
        ApiErrorKind kind = failure.kind();
        boolean locationGone = kind == ApiErrorKind.NOT_FOUND || kind == ApiErrorKind.FORBIDDEN;
        if (locationGone || kind == ApiErrorKind.REFUSED_REQUEST) {
            LOG.warn(
                    "{} of location {} cannot be asked for, the rest goes on: {}",
                    walk.list().optionName(),
                    walk.locationId(),
                    failure.getMessage());
            walk.giveUp();
            failures.remove(walk);
            return;
        }
        if (kind == ApiErrorKind.TOO_LARGE && walk.askForLess()) {
            ready.addFirst(walk);
            return;
        }
        int inARow = failures.merge(walk, 1, Integer::sum);
        retryLater(failure, inARow, () -> {
            ready.addFirst(walk);
            proceed();
        });
    }

    private void retryLater(DoshiiApiException failure, int inARow, Runnable again) {
        owner.statistics().failedRequest();
        long wait = owner.retry().nanosAfter(failure, inARow);
        LOG.warn("Catch-up: {}; asked again in {} ms", failure.getMessage(), wait / 1_000_000);
        delayed++;
        owner.loop().schedule(wait, () -> {
            delayed--;
            if (!over) {
                again.run();
            }
        });
    }

    private void sendMark() {
        if (markSent || over) {
            return;
        }
        markSent = true;
        int count = unproven.count();
        owner.marks().mark(() -> {
            markSent = false;
            if (over) {
                return;
            }
            for (Unproven.Batch batch : unproven.take(count)) {
                offer(batch);
            }
            unproven.clearIfEmpty();
            if (!unproven.isEmpty()) {
                sendMark();
            }
            proceed();
        });
    }

    private void offer(Unproven.Batch batch) {
        for (Change change : batch.changes()) {
            for (Target target : targets) {
                boolean lacking = change.updatedAt() == 0 || change.updatedAt() >= target.from();
                if (lacking && !unproven.isSuperseded(change, target.share())) {
                    int events = target.share().offer(change, epoch, settling);
                    if (events > 0 && change.updatedAt() < window.to() - SOCKET_LAG_MILLIS) {
                        missed++;
                    }
                    owner.statistics().recovered(events);
                }
            }
        }
        progress.covered(batch.walk(), batch.coveredTo());
    }

    private Set<Share> shares() {
        return Set.copyOf(targets.stream().map(Target::share).toList());
    }

    private <T> void whenDone(CompletableFuture<T> future, Consumer<T> success, Consumer<DoshiiApiException> failure) {
        owner.statistics().request();
        future.whenComplete((value, error) -> owner.loop().execute(() -> {
            if (over) {
                return;
            }
            if (error == null) {
                success.accept(value);
            } else {
                failure.accept(typed(error));
            }
            owner.changed();
        }));
    }

    private static DoshiiApiException typed(Throwable error) {
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

    private static Page pageOfOne(Entity entity) {
        return new Page(new ArrayList<>(List.of(entity)), List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);
    }
}
