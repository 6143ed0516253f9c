package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import java.util.Comparator;
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
final class RecoveryScan implements ListScanner.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    /** While so many changes wait for a mark or for the consumers, no further page is asked for. */
    private static final int MOST_WAITING = 5_000;

    /**
     * A consumer that takes part.
     *
     * @param from what it lacks begins there, the overlap taken off
     */
    record Target(ConsumerRecoveryState share, ServiceTime from) {}

    /** Whom a pass tells. */
    interface Owner {
        /** The locations have come, and with them the service's time: what the consumers lack, and until when. */
        Scope scope(RecoveryScan pass, Set<String> locations);

        /** A version of the location's menu that need not be sent again; empty for none. */
        String lastMenu(String locationId, TimeWindow window);

        void menu(String locationId, Entity menu);

        /** The service refuses for good to list the locations: those that are known otherwise. */
        Set<String> locationsInstead();

        /** Nothing can be asked for, as no locations are known. */
        void nothingListed(RecoveryScan pass, String why);

        /** Something of a list at a location cannot be had, up to then. */
        void givenUp(RecoveryScan pass, ListCursor walk, ServiceTime to, String why);

        /** Something came or failed. */
        void changed();

        void done(RecoveryScan pass);
    }

    /** What a pass is about: what the targets lack, until then. */
    record Scope(List<Target> targets, Moment to) {}

    private final RecoveryContext tools;
    private final Owner owner;
    private final ScanRequest plan;
    private final long epoch;
    private final ScanCheckpoint progress;
    private final ListScanner walks;
    private final WatermarkBuffer unproven = new WatermarkBuffer();
    private final Set<String> told;
    private final ChangeDispatcher offers;
    private final EntityVerification doubtful;

    private List<Target> targets = List.of();
    private TimeWindow window = TimeWindow.NONE;
    private ScanEnd until = ScanEnd.NOTHING;
    private boolean markSent;
    private boolean begun;
    private boolean over;

    RecoveryScan(RecoveryContext tools, Owner owner, ScanRequest plan, long epoch, ScanCheckpoint progress) {
        this.tools = tools;
        this.owner = owner;
        this.plan = plan;
        this.epoch = epoch;
        this.progress = progress;
        this.walks = new ListScanner(tools, this);
        this.told = new LinkedHashSet<>(plan.told());
        this.doubtful = new EntityVerification(walks);
        this.offers = new ChangeDispatcher(tools, plan, epoch, unproven);
    }

    ScanRequest plan() {
        return plan;
    }

    TimeWindow window() {
        return window;
    }

    /** When the window ends, as all clocks had it. */
    Moment end() {
        return until.moment();
    }

    List<Target> targets() {
        return targets;
    }

    /** The lists at locations of which it was told that they cannot be had; may be added to. */
    Set<String> told() {
        return told;
    }

    /** What was offered. */
    ChangeDispatcher offers() {
        return offers;
    }

    /** Whether it is about something that was missed. */
    boolean closesAGap() {
        return plan.kind() == ScanRequest.Kind.CATCH_UP || plan.kind() == ScanRequest.Kind.SETTLE;
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
        walks.askLocations(this::begin, this::beginWithoutList);
    }

    /** The connection has ended, or nobody is left. What was offered is given all the same. */
    void abort() {
        over = true;
        walks.end();
    }

    /** The share is about to be given an event of the socket. */
    void live(ConsumerRecoveryState share, DoshiiEvent event) {
        unproven.live(share, event);
    }

    /** Whether the service's time has turned out to be another than it was taken to be when it was decided what to ask. */
    boolean askedByAWrongClock() {
        return until.wasByAWrongClock(tools.clocks());
    }

    private void begin(Page locations) {
        Set<String> ids =
                locations.rows().stream().map(Entity::id).collect(Collectors.toCollection(LinkedHashSet::new));
        open(owner.scope(this, ids));
        if (tools.settings().lists().contains(RecoverableList.LOCATIONS)) {
            came(new ListCursor(RecoverableList.LOCATIONS, "", window, window.from(), ""), locations);
        } else {
            unreadable(RecoverableList.LOCATIONS, "", locations.malformed().size(), locations);
        }
        planAll(ids);
    }

    private void beginWithoutList(String why) {
        Set<String> ids = owner.locationsInstead();
        open(owner.scope(this, ids));
        if (ids.isEmpty()) {
            owner.nothingListed(this, why);
        } else if (tools.settings().lists().contains(RecoverableList.LOCATIONS)) {
            ListCursor walk = new ListCursor(RecoverableList.LOCATIONS, "", window, window.from(), "");
            owner.givenUp(this, walk, window.to(), why);
        }
        planAll(ids);
    }

    private void open(Scope scope) {
        targets = scope.targets();
        until = ScanEnd.of(scope.to(), tools.clocks());
        ServiceTime to = until.time();
        ServiceTime from = targets.stream()
                .map(Target::from)
                .min(Comparator.naturalOrder())
                .orElse(to);
        window = new TimeWindow(from, ClockTime.later(from, to));
        progress.begin(shares(), from, until, tools.clocks());
    }

    private void planAll(Set<String> ids) {
        LOG.debug(
                "Asking what has changed at {} locations in the last {} s",
                ids.size(),
                window.to().since(window.from()).toSeconds());
        for (String id : ids) {
            if (targets.stream().anyMatch(target -> target.share().participant().wantsLocation(id))) {
                plan(id);
            }
        }
        begun = true;
        proceed();
    }

    private void plan(String locationId) {
        for (RecoverableList list : tools.settings().lists()) {
            boolean ofUse = plan.kind() != ScanRequest.Kind.CENSUS || list == RecoverableList.TABLES;
            if (list != RecoverableList.LOCATIONS && ofUse && isWanted(list)) {
                walks.add(new ListCursor(
                        list,
                        locationId,
                        window,
                        progress.resumeFrom(
                                list, locationId, window, tools.settings().overlap()),
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
    public void givenUp(ListCursor walk, String why) {
        owner.givenUp(this, walk, window.to(), why);
    }

    @Override
    public void rowSkipped(ListCursor walk, String why) {
        owner.givenUp(this, walk, window.to(), "a row of it cannot be had: " + why);
    }

    @Override
    public void shortened(ListCursor walk) {
        owner.givenUp(this, walk, walk.leftOutTo(), "the service gives no more of it: " + walk.refusal());
    }

    @Override
    public void came(ListCursor walk, Page page) {
        tools.statistics().page(page.rows().size());
        List<Entity> rows = walk.take(page);
        Changes.Found found = changes(walk, rows);
        unreadable(walk.list(), walk.locationId(), page.malformed().size() + found.unreadable(), page);
        if (walk.done() && page.malformed().isEmpty() && found.unreadable() == 0) {
            tools.troubles().readable(RequestFailures.name(walk.list(), walk.locationId()));
        }
        if (walk.list() == RecoverableList.MENUS) {
            rows.forEach(menu -> owner.menu(walk.locationId(), menu));
        }
        boolean settled = plan.kind() != ScanRequest.Kind.CATCH_UP;
        prove(new WatermarkBuffer.Batch(walk, walk.coveredTo(), found.changes(), settled, roll(walk, page)));
    }

    private void prove(WatermarkBuffer.Batch batch) {
        unproven.add(batch);
        sendMark();
    }

    private void unreadable(RecoverableList list, String locationId, int count, Page page) {
        if (count > 0) {
            tools.statistics().malformedRows(count);
            String why = page.malformed().isEmpty()
                    ? "a part without an id"
                    : page.malformed().get(0).why();
            tools.troubles().unreadable(RequestFailures.name(list, locationId), count, why);
        }
    }

    private void sendMark() {
        if (markSent || over) {
            return;
        }
        markSent = true;
        int count = unproven.count();
        tools.marks().mark(() -> {
            markSent = false;
            if (over) {
                return;
            }
            for (WatermarkBuffer.Batch batch : unproven.take(count)) {
                for (Change change : offers.offer(batch, targets, window)) {
                    askAlone(change, batch.walk());
                }
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
    private static Optional<InventoryList> roll(ListCursor walk, Page page) {
        boolean ofAll = walk.list() == RecoverableList.TABLES || walk.list() == RecoverableList.LOCATIONS;
        if (!ofAll || !page.malformed().isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = page.rows().stream().map(Entity::id).collect(Collectors.toSet());
        return Optional.of(new InventoryList(walk.list(), walk.locationId(), names));
    }

    private void askAlone(Change change, ListCursor walk) {
        doubtful.ask(
                change,
                walk,
                entity -> settled(changes(walk, List.of(entity)).changes(), walk),
                () -> settled(List.of(change), walk));
    }

    private Changes.Found changes(ListCursor walk, List<Entity> rows) {
        return Changes.of(
                walk.list(),
                walk.locationId(),
                rows,
                window,
                plan.origin(),
                tools.clocks().wallNow());
    }

    private void settled(List<Change> changes, ListCursor walk) {
        prove(new WatermarkBuffer.Batch(walk, window.from(), changes, true, Optional.empty()));
    }

    private Set<ConsumerRecoveryState> shares() {
        return Set.copyOf(targets.stream().map(Target::share).toList());
    }
}
