package io.github.cameldoshii.catchup;

import io.github.cameldoshii.api.DoshiiApiException;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.loop.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all lists of all locations once for what has changed since a time, while the socket lives. A page's changes are
 * offered when a mark that was sent after the page came has been answered. Ends with the connection at the latest.
 * Confined to the loop.
 */
final class Pass implements Walks.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    /** While so many changes wait for a mark or for the consumers, no further page is asked for. */
    private static final int MOST_WAITING = 5_000;

    /** Entities that are asked for by their ids; what is more is left to the second pass. */
    private static final int MOST_ASKED_FOR = 128;

    /**
     * A consumer that takes part.
     *
     * @param from what it lacks begins there, epoch milliseconds by the service's clock, the overlap taken off
     */
    record Target(Share share, long from) {}

    /** What a pass works with. */
    interface Environment {
        Lists lists();

        Marks marks();

        EventLoop loop();

        CatchUpSettings settings();

        ApiRetry retry();

        CatchUpStatistics statistics();

        Troubles troubles();

        /** The service's clock minus the monotonic one, in milliseconds. */
        long serviceMinusSteady();

        /** How much that may be wrong by. */
        long clockErrorMillis();
    }

    /** Whom a pass tells. */
    interface Owner {
        /** The locations have come, and with them the service's time: what the consumers lack, and until when. */
        Scope scope(Pass pass, Set<String> locations);

        /** A version of the location's menu that need not be sent again; empty for none. */
        String lastMenu(String locationId, Window window);

        void menu(String locationId, Entity menu);

        /** A list at a location is given up. */
        void givenUp(Pass pass, ListWalk walk, String why);

        /** Something came or failed. */
        void changed();

        void done(Pass pass);
    }

    /**
     * What a pass is about.
     *
     * @param to epoch milliseconds by the service's clock
     */
    record Scope(List<Target> targets, long to) {}

    private final Environment environment;
    private final Owner owner;
    private final Plan plan;
    private final long epoch;
    private final Progress progress;
    private final Walks walks;
    private final Unproven unproven = new Unproven();
    private final Set<String> told;
    private final Offers offers;

    private List<Target> targets = List.of();
    private Window window = new Window(0, 0);
    private boolean markSent;
    private boolean begun;
    private boolean over;
    private int askedFor;

    Pass(Environment environment, Owner owner, Plan plan, long epoch, Progress progress) {
        this.environment = environment;
        this.owner = owner;
        this.plan = plan;
        this.epoch = epoch;
        this.progress = progress;
        this.walks = new Walks(environment, this);
        this.told = new LinkedHashSet<>(plan.told());
        this.offers = new Offers(environment, plan, epoch, unproven);
    }

    Plan plan() {
        return plan;
    }

    Window window() {
        return window;
    }

    List<Target> targets() {
        return targets;
    }

    /** The lists at locations of which it was told that they cannot be had; may be added to. */
    Set<String> told() {
        return told;
    }

    /** What was offered. */
    Offers offers() {
        return offers;
    }

    /** Whether it is about something that was missed. */
    boolean closesAGap() {
        return plan.kind() == Plan.Kind.CATCH_UP || plan.kind() == Plan.Kind.SETTLE;
    }

    /** Whether GETs fail at present. */
    boolean isTroubled() {
        return !over && walks.isFailing();
    }

    /** Whether there is nothing to do but to wait until what failed is asked for again. */
    boolean isStalled() {
        return !over && walks.isStalled() && unproven.isEmpty();
    }

    void start() {
        walks.askLocations(this::begin);
    }

    /** The connection has ended, or nobody is left. What was offered is given all the same. */
    void abort() {
        over = true;
        walks.end();
    }

    /** The share is about to be given an event of the socket. */
    void live(Share share, DoshiiEvent event) {
        unproven.live(share, event);
    }

    private void begin(Page locations) {
        Set<String> ids =
                locations.rows().stream().map(Entity::id).collect(Collectors.toCollection(LinkedHashSet::new));
        Scope scope = owner.scope(this, ids);
        targets = scope.targets();
        long from = targets.stream().mapToLong(Target::from).min().orElse(scope.to());
        window = new Window(from, Math.max(from, scope.to()));
        progress.begin(shares(), from);
        LOG.debug("Asking what has changed at {} locations in the last {} s", ids.size(), (scope.to() - from) / 1000);
        if (environment.settings().lists().contains(RecoverableList.LOCATIONS)) {
            came(new ListWalk(RecoverableList.LOCATIONS, "", window, from, ""), locations);
        } else {
            unreadable(RecoverableList.LOCATIONS, "", locations.malformed().size(), locations);
        }
        for (String id : scope.to() < from ? Set.<String>of() : ids) {
            if (targets.stream().anyMatch(target -> target.share().participant().wantsLocation(id))) {
                plan(id);
            }
        }
        begun = true;
        proceed();
    }

    private void plan(String locationId) {
        for (RecoverableList list : environment.settings().lists()) {
            boolean ofUse = plan.kind() != Plan.Kind.CENSUS || list == RecoverableList.TABLES;
            if (list != RecoverableList.LOCATIONS && ofUse && isWanted(list)) {
                long overlap = environment.settings().overlap().toMillis();
                walks.add(new ListWalk(
                        list,
                        locationId,
                        window,
                        progress.resumeFrom(list, locationId, window, overlap),
                        owner.lastMenu(locationId, window)));
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
        if (over) {
            return;
        }
        walks.proceed();
        if (begun && walks.isDone() && unproven.isEmpty()) {
            abort();
            owner.done(this);
        }
    }

    @Override
    public boolean hasRoom() {
        int waiting = unproven.size();
        for (Target target : targets) {
            waiting = Math.max(waiting, target.share().waiting());
        }
        return waiting < MOST_WAITING;
    }

    @Override
    public void changed() {
        proceed();
        owner.changed();
    }

    @Override
    public void givenUp(ListWalk walk, String why) {
        owner.givenUp(this, walk, why);
    }

    @Override
    public void came(ListWalk walk, Page page) {
        environment.statistics().page(page.rows().size());
        List<Entity> rows = walk.take(page);
        Changes.Found found = Changes.of(
                walk.list(),
                walk.locationId(),
                rows,
                window,
                plan.origin(),
                environment.loop().currentTimeMillis());
        unreadable(walk.list(), walk.locationId(), page.malformed().size() + found.unreadable(), page);
        if (walk.done() && page.malformed().isEmpty() && found.unreadable() == 0) {
            environment.troubles().readable(Troubles.name(walk.list(), walk.locationId()));
        }
        if (walk.list() == RecoverableList.MENUS) {
            rows.forEach(menu -> owner.menu(walk.locationId(), menu));
        }
        boolean settled = plan.kind() != Plan.Kind.CATCH_UP;
        prove(new Unproven.Batch(walk, walk.coveredTo(), found.changes(), settled, roll(walk, page)));
    }

    private void prove(Unproven.Batch batch) {
        unproven.add(batch);
        sendMark();
    }

    private void unreadable(RecoverableList list, String locationId, int count, Page page) {
        if (count > 0) {
            environment.statistics().malformedRows(count);
            String why = page.malformed().isEmpty()
                    ? "a part without an id"
                    : page.malformed().get(0).why();
            environment.troubles().unreadable(Troubles.name(list, locationId), count, why);
        }
    }

    private void sendMark() {
        if (markSent || over) {
            return;
        }
        markSent = true;
        int count = unproven.count();
        environment.marks().mark(() -> {
            markSent = false;
            if (over) {
                return;
            }
            for (Unproven.Batch batch : unproven.take(count)) {
                offers.offer(batch, targets, window).forEach(change -> askFor(change, batch.walk()));
                progress.covered(batch.walk(), batch.coveredTo());
            }
            unproven.clearIfEmpty();
            if (!unproven.isEmpty()) {
                sendMark();
            }
            changed();
        });
    }

    /** A row that cannot be read may be any, so that none can be told to be gone. */
    private static Optional<Roll> roll(ListWalk walk, Page page) {
        boolean ofAll = walk.list() == RecoverableList.TABLES || walk.list() == RecoverableList.LOCATIONS;
        if (!ofAll || !page.malformed().isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = page.rows().stream().map(Entity::id).collect(Collectors.toSet());
        return Optional.of(new Roll(walk.list(), walk.locationId(), names));
    }

    /**
     * What is asked for by its id is not as late as a list may be. If the service does not give it, the list's row is all
     * there is; if it just fails, the second pass settles it.
     */
    private void askFor(Change change, ListWalk walk) {
        if (askedFor == MOST_ASKED_FOR) {
            return;
        }
        try {
            ListQuery.one(change.key(), walk.locationId()).ifPresent(request -> {
                askedFor++;
                walks.askOne(request, entity -> cameAlone(entity, walk), () -> settled(List.of(change), walk));
            });
        } catch (DoshiiApiException e) {
            LOG.debug("An entity cannot be asked for by its id: {}", e.getMessage());
        }
    }

    private void cameAlone(Entity entity, ListWalk walk) {
        Changes.Found found = Changes.of(
                walk.list(),
                walk.locationId(),
                List.of(entity),
                window,
                plan.origin(),
                environment.loop().currentTimeMillis());
        settled(found.changes(), walk);
    }

    private void settled(List<Change> changes, ListWalk walk) {
        prove(new Unproven.Batch(walk, window.from(), changes, true, Optional.empty()));
    }

    private Set<Share> shares() {
        return Set.copyOf(targets.stream().map(Target::share).toList());
    }
}
