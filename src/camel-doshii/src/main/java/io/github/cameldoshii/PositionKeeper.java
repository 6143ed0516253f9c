package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.connection.ConnectionChange;
import io.github.cameldoshii.internal.position.Delivery;
import io.github.cameldoshii.internal.position.DeliveryJournal;
import io.github.cameldoshii.internal.position.EntityKey;
import io.github.cameldoshii.internal.position.Position;
import io.github.cameldoshii.internal.position.PositionTracker;
import io.github.cameldoshii.internal.position.ResumePoint;
import io.github.cameldoshii.internal.position.StoredHistory;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.EventFilter;
import io.github.cameldoshii.internal.recovery.Gap;
import io.github.cameldoshii.internal.recovery.RecoveryListener;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.statistics.EnumCounts;
import io.github.cameldoshii.internal.statistics.GapKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the position of one consumer, and takes part in the connection's recovery for it: tells recovery from where to
 * resume, pins the position while recovery is under way, and reports what could not be recovered as a gap. Confined to the
 * connection's event loop, which owns the fields, but for {@link #status} and, once the consumer has left the connection,
 * {@link #position()}.
 */
final class PositionKeeper implements RecoveryListener {

    private static final Logger LOG = LoggerFactory.getLogger(PositionKeeper.class);

    /**
     * What does not change.
     *
     * @param recovery absent where nothing can be recovered
     * @param whyNot why it is absent
     * @param parallelism recovered events that may be in progress at the same time
     * @param clocks of the connection
     * @param receiveWatermark every message that the server sent before it has been read
     * @param provenUntil the same as a ping and its pong have proved it: a message may have been read late
     * @param loop of the connection
     * @param barrier sends a ping on the connection and runs what it is given when the pong has come
     * @param former what former sessions have delivered
     * @param gaps counts the gaps that are announced
     */
    record Setup(
            String routeId,
            EventFilter filter,
            Optional<RecoveryService> recovery,
            String whyNot,
            Duration initialCatchUp,
            int parallelism,
            Clocks clocks,
            Supplier<MonotonicTime> receiveWatermark,
            Supplier<MonotonicTime> provenUntil,
            EventLoop loop,
            Consumer<Runnable> barrier,
            StoredHistory former,
            EnumCounts<GapKind> gaps) {}

    private final Setup setup;
    private final BiConsumer<DoshiiEvent, Runnable> dispatch;
    private final Consumer<DoshiiEvent> connectionEvents;
    private final Consumer<Position> store;
    private final PositionTracker tracker = new PositionTracker();
    private final DeliveryJournal journal;

    /** Where the previous session ended; empty as soon as what was missed since then is recovered. */
    private Optional<ResumePoint> previousEnd;

    /** The last receive watermark, converted when it was new: the clocks may be set, or measured, meanwhile. */
    private Moment watermark = Moment.DISTANT_PAST;

    /** Up to when a ping and its pong have proved that everything was received, converted when it was new. */
    private Moment proven = Moment.DISTANT_PAST;

    private boolean begun;

    /** Up to when events are handed to the route; in the distant future until the consumer stops. */
    private Moment heldBackSince = Moment.DISTANT_FUTURE;

    private volatile Optional<Gap> lastGap = Optional.empty();

    /** The position when it was last looked at. */
    private volatile Optional<WallTime> positionTime = Optional.empty();

    /**
     * @param dispatch takes a recovered event and what to run when it is finished
     * @param connectionEvents takes an event about the connection
     * @param store takes the position; must not block
     * @param storeHistory takes lines of the delivery history; must not block
     * @param previousEnd where the previous session of the consumer ended
     */
    PositionKeeper(
            Setup setup,
            BiConsumer<DoshiiEvent, Runnable> dispatch,
            Consumer<DoshiiEvent> connectionEvents,
            Consumer<Position> store,
            Consumer<String> storeHistory,
            Optional<ResumePoint> previousEnd) {
        this.setup = setup;
        this.dispatch = dispatch;
        this.connectionEvents = connectionEvents;
        this.store = store;
        this.previousEnd = previousEnd;
        this.journal = new DeliveryJournal(
                setup.former(), setup.loop(), setup.clocks(), () -> proven, setup.barrier(), storeHistory);
    }

    void join() {
        setup.recovery().ifPresent(recovery -> recovery.join(this, journal));
        publishPosition();
    }

    void leave() {
        journal.leave();
        setup.recovery().ifPresent(recovery -> recovery.leave(this));
    }

    /** An event of the WebSocket is about to be dispatched; the returned delivery is to be run when it is finished. */
    Delivery received(DoshiiEvent event) {
        Delivery delivery = tracker.received(watermark());
        if (setup.recovery().isPresent()) {
            setup.recovery().get().beforeLiveEvent(this, event, delivery);
        }
        return delivery;
    }

    /** Whether the event is left to the next session, because the consumer stops and a list will show its entity. */
    boolean holdsBack(DoshiiEvent event) {
        if (heldBackSince == Moment.DISTANT_FUTURE || !setup.recovery().get().recovers(event.type())) {
            return false;
        }
        journal.heldBack(EntityKey.of(event));
        return true;
    }

    void ponged() {
        proven = setup.clocks().at(setup.provenUntil().get());
        tracker.mark(watermark());
        if (setup.recovery().isPresent()) {
            journal.storeFinished();
        }
        save();
    }

    /** The consumer stops: from now on no event is handed to the route that the next session can recover. */
    void holdBack() {
        if (setup.recovery().isPresent() && heldBackSince == Moment.DISTANT_FUTURE) {
            heldBackSince = watermark();
        }
    }

    /** Holds events back, and runs the task as soon as it is certain of all before, within {@link Settlement#LIMIT}. */
    void settle(Runnable settled) {
        holdBack();
        if (setup.recovery().isPresent()) {
            new Settlement(setup.routeId(), journal, setup.clocks(), setup.loop(), setup.barrier()).await(settled);
        } else {
            settled.run();
        }
    }

    /** Stores what the route has finished since the consumer has left the connection. */
    void storeRest() {
        if (setup.recovery().isPresent()) {
            journal.storeRest();
        }
    }

    void changed(ConnectionChange change) {
        if (change.kind() == ConnectionChange.Kind.CONNECTED) {
            journal.connected(change.connectionNumber());
            connected(change.connectionNumber());
        } else if (change.kind() == ConnectionChange.Kind.CONNECTING) {
            // An event may come before the first pong, and so before it is known what was missed: it must not move the
            // position.
            tracker.pinHere();
            begun |= tracker.position().isPresent();
            journal.connecting(change.connectionNumber());
            setup.recovery().ifPresent(recovery -> recovery.connecting(change.connectionNumber()));
        } else {
            journal.disconnected(proven);
            setup.recovery().ifPresent(recovery -> recovery.disconnected(proven));
        }
    }

    private void connected(long connectionNumber) {
        Optional<ResumePoint> resumePoint = resumePoint();
        begun = true;
        resumePoint.ifPresent(
                since -> tracker.pin(since instanceof ResumePoint.OfThisProcess here ? here.moment() : watermark()));
        tracker.mark(watermark());
        if (setup.recovery().isPresent()) {
            setup.recovery().get().connected(this, connectionNumber, resumePoint);
        } else if (resumePoint.isPresent()) {
            List<String> types = unrecoverableTypes(Set.of());
            if (!types.isEmpty()) {
                Gap gap = new Gap(
                        localTime(resumePoint.get()), setup.clocks().wallNow(), "", setup.whyNot(), types, false);
                LOG.warn(
                        "Route {}: not connected between {} and {}; what the service has sent meanwhile is lost, because {}",
                        name(),
                        gap.from(),
                        gap.to(),
                        setup.whyNot());
                onGap(gap);
            }
            previousEnd = Optional.empty();
            tracker.unpin();
        }
        save();
    }

    private Optional<ResumePoint> resumePoint() {
        if (previousEnd.isPresent()) {
            return previousEnd;
        }
        if (begun) {
            return tracker.position().map(ResumePoint.Since::new);
        }
        return setup.initialCatchUp().isZero()
                ? Optional.empty()
                : Optional.of(new ResumePoint.LookBack(setup.clocks().now().minus(setup.initialCatchUp())));
    }

    private WallTime localTime(ResumePoint point) {
        Clocks clocks = setup.clocks();
        if (point instanceof ResumePoint.OfThisProcess since) {
            return clocks.wallTime(since.moment());
        }
        return point instanceof ResumePoint.Stored stored
                ? clocks.wallTime(stored.position().serviceTime(clocks, stored.read()))
                : Gap.UNKNOWN_BEGINNING;
    }

    @Override
    public String name() {
        return setup.routeId();
    }

    @Override
    public boolean wantsType(String eventType) {
        return setup.filter().matchesType(eventType);
    }

    @Override
    public boolean wantsLocation(String locationId) {
        return setup.filter().matchesLocation(locationId);
    }

    @Override
    public Set<String> namedLocations() {
        return setup.filter().locationIds();
    }

    @Override
    public int maxInFlight() {
        return setup.parallelism();
    }

    @Override
    public void onRecovered(DoshiiEvent event, Runnable finished) {
        dispatch.accept(event, finished);
    }

    @Override
    public List<String> unrecoverableTypes(Set<String> recoverableTypes) {
        return setup.filter().knownTypesOutside(recoverableTypes);
    }

    @Override
    public void onGap(Gap gap) {
        setup.gaps().increment(gap.unlisted() ? GapKind.NO_LIST : GapKind.NOT_RECOVERED);
        // Every reconnect reports a gap of the events that no list has: it must not hide the others.
        if (!gap.unlisted() || lastGap.map(Gap::unlisted).orElse(true)) {
            lastGap = Optional.of(gap);
        }
        connectionEvents.accept(ConnectionEvents.of(gap));
    }

    @Override
    public void onWindowClosed(WallTime from, Moment to) {
        previousEnd = Optional.empty();
        tracker.pin(to);
        save();
        connectionEvents.accept(ConnectionEvents.recovered(from, setup.clocks().wallTime(to)));
    }

    @Override
    public void onVerified() {
        tracker.unpin();
        save();
    }

    /** State of the recovery. Any thread. */
    RecoveryStatus status(boolean fenced) {
        return setup.recovery()
                .map(recovery -> new RecoveryStatus(
                        recovery.status(), recovery.describe(), recovery.statistics(), lastGap, fenced))
                .orElseGet(() -> RecoveryStatus.none(lastGap, fenced));
    }

    /**
     * The position now; empty before the first connection, and while the end of the previous session is unknown, so that what
     * is stored then stays stored.
     */
    Optional<Position> position() {
        if (previousEnd.isPresent()) {
            return previousEnd.get() instanceof ResumePoint.Stored stored
                    ? Optional.of(stored.position())
                    : Optional.empty();
        }
        Clocks clocks = setup.clocks();
        return tracker.position()
                .map(moment -> Moment.earlier(moment, heldBackSince))
                .map(moment -> clocks.isWallTimeSafer(moment)
                        ? new Position.ByWallClock(clocks.wallTime(moment))
                        : new Position.ByService(clocks.serviceTime(moment)));
    }

    /** The position when it was last looked at, by the wall clock; empty while it is not known. Any thread. */
    Optional<WallTime> positionTime() {
        return positionTime;
    }

    private void publishPosition() {
        positionTime = previousEnd.isPresent()
                ? previousEnd.filter(ResumePoint.Stored.class::isInstance).map(this::localTime)
                : tracker.position().map(setup.clocks()::wallTime);
    }

    private Moment watermark() {
        return watermark(setup.receiveWatermark().get());
    }

    private Moment watermark(MonotonicTime upTo) {
        if (!watermark.monotonic().equals(upTo)) {
            watermark = setup.clocks().at(upTo);
        }
        return watermark;
    }

    private void save() {
        publishPosition();
        if (begun) {
            position().ifPresent(store);
        }
    }
}
