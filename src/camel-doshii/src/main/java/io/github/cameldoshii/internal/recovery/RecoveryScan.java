package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scan: reads every list of every location once, from the earliest resume point of its targets, while the socket keeps
 * delivering. Each page is a chunk of an incremental snapshot: its changes are dispatched when a barrier that was sent after
 * the page has passed, and live events of the same entity win until then. Ends with the connection at the latest. Confined to
 * the event loop.
 */
final class RecoveryScan {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    /** No further page is requested while this many changes wait for a barrier or for a consumer: bounds the memory. */
    private static final int MAX_WAITING = 5_000;

    /** Entities that one scan requests by id; the verification scan covers the rest. */
    private static final int MAX_VERIFIED_ENTITIES = 128;

    /** The purpose of a scan. */
    enum Kind {
        /** Recovers what consumers missed while they were not connected. */
        CATCH_UP,
        /** Reads the tables and locations of now, so that a later scan can tell which are gone. */
        BASELINE,
        /** Reads the window of a catch-up a second time, for changes that the lists showed late. */
        VERIFY,
        /** Checks that the socket delivers what the lists show. */
        RECONCILE;

        /** The origin that the recovered events carry. */
        Origin origin() {
            return this == RECONCILE ? Origin.RECONCILE : Origin.CATCHUP;
        }
    }

    /**
     * A consumer that the scan is for.
     *
     * @param from its resume point, less the overlap
     */
    record Target(ConsumerRecoveryState state, ServiceTime from) {}

    /** What the scan covers: the targets, and when its window ends. */
    record Scope(List<Target> targets, Moment to) {}

    private final RecoveryContext context;
    private final RecoveryService service;
    private final GapReporter gaps;
    private final LocationCatalog catalog;
    private final ScanQueue.Request request;
    private final TimeWindow.Checkpoint checkpoint;
    private final ListScanner scanner;
    private final WatermarkBuffer buffer;
    private final Set<String> reported;
    private final ChangeDispatcher dispatcher;

    private MonotonicTime startedAt = MonotonicTime.DISTANT_PAST;
    private List<Target> targets = List.of();
    private TimeWindow window = TimeWindow.NONE;
    private int verifiedEntities;
    private boolean cursorsAdded;
    private boolean ended;
    private boolean clockCorrected;

    RecoveryScan(
            RecoveryContext context,
            RecoveryService service,
            GapReporter gaps,
            LocationCatalog catalog,
            ScanQueue.Request request,
            long connectionNumber,
            TimeWindow.Checkpoint checkpoint) {
        this.context = context;
        this.service = service;
        this.gaps = gaps;
        this.catalog = catalog;
        this.request = request;
        this.checkpoint = checkpoint;
        this.scanner = new ListScanner(context, this);
        this.reported = new LinkedHashSet<>(request.reported());
        this.buffer = new WatermarkBuffer(context.barrier(), this::dispatch, this::onChanged);
        this.dispatcher = new ChangeDispatcher(context, request, connectionNumber, buffer);
    }

    ScanQueue.Request request() {
        return request;
    }

    TimeWindow window() {
        return window;
    }

    List<Target> targets() {
        return targets;
    }

    /** The lists of locations whose gaps were reported; the caller may add to it. */
    Set<String> reported() {
        return reported;
    }

    ChangeDispatcher dispatcher() {
        return dispatcher;
    }

    Duration runningFor() {
        return context.clocks().monotonicNow().since(startedAt);
    }

    /** Whether the scan is for events that a consumer missed while it was not connected. */
    boolean recoversGap() {
        return request.kind() == Kind.CATCH_UP || request.kind() == Kind.VERIFY;
    }

    /** Whether what it cannot read is a gap. A catch-up of a wrong window is repeated, and reports what is a gap then. */
    boolean reportsGaps() {
        boolean repeated = request.kind() == Kind.CATCH_UP && isClockCorrected();
        return recoversGap() && !repeated;
    }

    /** Whether requests fail at present. */
    boolean isFailing() {
        return !ended && scanner.isFailing();
    }

    /** Whether nothing can be done before a failed request is due again. */
    boolean isStalled() {
        return !ended && scanner.isStalled() && buffer.isEmpty();
    }

    void start() {
        startedAt = context.clocks().monotonicNow();
        scanner.requestLocations(this::onLocations, this::onLocationsRefused);
    }

    /** Ends the scan, because the connection has ended or no consumer is left. Changes already dispatched are delivered. */
    void abort() {
        ended = true;
        scanner.stop();
        buffer.stop();
    }

    /** A live event is about to be delivered to the consumer: it supersedes the rows of its entity. */
    void onLiveEvent(ConsumerRecoveryState state, DoshiiEvent event) {
        buffer.onLiveEvent(state, event);
    }

    /** Whether the service's clock was corrected since the window was chosen, so that the window may be the wrong one. */
    boolean isClockCorrected() {
        clockCorrected |= window.end().isClockCorrected(context.clocks());
        return clockCorrected;
    }

    private void onLocations(Page locations) {
        Set<String> ids =
                locations.rows().stream().map(Entity::id).collect(Collectors.toCollection(LinkedHashSet::new));
        openWindow(service.scope(this, ids));
        if (context.settings().lists().contains(RecoverableList.LOCATIONS)) {
            onPage(locationsCursor(), locations);
        } else {
            countUnreadable(RecoverableList.LOCATIONS, "", locations.malformed().size(), locations);
        }
        addCursors(ids);
    }

    private void onLocationsRefused(String why) {
        Set<String> ids = service.fallbackLocations();
        openWindow(service.scope(this, ids));
        if (ids.isEmpty()) {
            gaps.noLocations(this, why);
        } else if (context.settings().lists().contains(RecoverableList.LOCATIONS)) {
            reportGap(locationsCursor(), why);
        }
        addCursors(ids);
    }

    private ListCursor locationsCursor() {
        return new ListCursor(RecoverableList.LOCATIONS, "", window, window.from(), "");
    }

    private void openWindow(Scope scope) {
        targets = scope.targets();
        TimeWindow.End end = TimeWindow.End.of(scope.to(), context.clocks());
        ServiceTime from = targets.stream()
                .map(Target::from)
                .min(Comparator.naturalOrder())
                .orElse(end.time());
        window = new TimeWindow(from, end);
        checkpoint.begin(Set.copyOf(targets.stream().map(Target::state).toList()), window, context.clocks());
    }

    private void addCursors(Set<String> locationIds) {
        LOG.debug(
                "Requesting what has changed at {} locations in the last {} s",
                locationIds.size(),
                window.to().since(window.from()).toSeconds());
        for (String id : locationIds) {
            if (targets.stream().anyMatch(target -> target.state().listener().wantsLocation(id))) {
                addCursors(id);
            }
        }
        cursorsAdded = true;
        proceed();
    }

    private void addCursors(String locationId) {
        for (RecoverableList list : context.settings().lists()) {
            boolean isPartOfScan = request.kind() != Kind.BASELINE || list == RecoverableList.TABLES;
            if (list != RecoverableList.LOCATIONS && isPartOfScan && isWanted(list)) {
                scanner.add(new ListCursor(
                        list,
                        locationId,
                        window,
                        checkpoint.resumeFrom(
                                list, locationId, window, context.settings().overlap()),
                        catalog.menuVersionBefore(locationId, window)));
            }
        }
    }

    private boolean isWanted(RecoverableList list) {
        return targets.stream().map(target -> target.state().listener()).anyMatch(listener -> list.eventTypes().stream()
                .anyMatch(listener::wantsType));
    }

    /** Sends the requests that may be sent now, and completes the scan when nothing is left. */
    void proceed() {
        if (ended) {
            return;
        }
        scanner.proceed();
        if (cursorsAdded && scanner.isDone() && buffer.isEmpty()) {
            abort();
            service.onCompleted(this);
        }
    }

    /** Whether more changes may be read now, without too many waiting. */
    boolean hasCapacity() {
        return buffer.size() < MAX_WAITING
                && targets.stream().allMatch(target -> target.state().waiting() < MAX_WAITING);
    }

    /** A request was answered, has failed or is due again. */
    void onChanged() {
        proceed();
        service.onChanged();
    }

    /** The list, or a row of it, cannot be read at this location. */
    void reportGap(ListCursor cursor, String why) {
        gaps.listUnavailable(this, cursor, why);
    }

    /** The list was read for a shorter time than requested. */
    void onShortened(ListCursor cursor) {
        gaps.beginningUnavailable(this, cursor);
    }

    /**
     * Turns the rows of a page into changes, which wait for a barrier.
     *
     * @throws DoshiiApiException if the list does not advance, whatever is requested
     */
    void onPage(ListCursor cursor, Page page) {
        context.statistics().page(page.rows().size());
        List<Entity> rows = cursor.accept(page);
        Change.Found found = changes(cursor, rows);
        countUnreadable(cursor.list(), cursor.locationId(), page.malformed().size() + found.unreadable(), page);
        if (cursor.isDone() && page.malformed().isEmpty() && found.unreadable() == 0) {
            context.statistics().onReadable(cursor.describe());
        }
        if (cursor.list() == RecoverableList.MENUS) {
            rows.forEach(menu -> catalog.onMenu(cursor.locationId(), menu));
        }
        boolean authoritative = request.kind() != Kind.CATCH_UP;
        buffer.add(new WatermarkBuffer.Chunk(
                cursor,
                cursor.readUntil(),
                found.changes(),
                authoritative,
                EntityInventory.Listing.of(cursor.list(), cursor.locationId(), page)));
    }

    private Change.Found changes(ListCursor cursor, List<Entity> rows) {
        return Change.read(
                cursor.list(),
                cursor.locationId(),
                rows,
                window,
                request.kind().origin(),
                context.clocks().wallNow());
    }

    private void countUnreadable(RecoverableList list, String locationId, int count, Page page) {
        if (count > 0) {
            context.statistics().onUnreadable(list.describe(locationId), count, page);
        }
    }

    /** The barrier of a chunk has passed. */
    private void dispatch(WatermarkBuffer.Chunk chunk) {
        for (Change change : dispatcher.dispatch(chunk, targets, window)) {
            verifyEntity(change, chunk.cursor());
        }
        checkpoint.advance(chunk.cursor(), chunk.readUntil());
    }

    /**
     * GETs an entity by its id, because the list may lag behind its last event. If the service does not know it, the row
     * counts; if the request fails, the verification scan settles it.
     */
    private void verifyEntity(Change change, ListCursor cursor) {
        if (verifiedEntities == MAX_VERIFIED_ENTITIES) {
            return;
        }
        try {
            RecoverableList.entityRequest(change.key(), cursor.locationId()).ifPresent(get -> {
                verifiedEntities++;
                scanner.requestEntity(
                        get,
                        entity -> addVerified(changes(cursor, List.of(entity)).changes(), cursor),
                        () -> addVerified(List.of(change), cursor));
            });
        } catch (DoshiiApiException e) {
            LOG.debug("An entity cannot be requested by its id: {}", e.getMessage());
        }
    }

    private void addVerified(List<Change> changes, ListCursor cursor) {
        buffer.add(new WatermarkBuffer.Chunk(cursor, window.from(), changes, true, Optional.empty()));
    }
}
