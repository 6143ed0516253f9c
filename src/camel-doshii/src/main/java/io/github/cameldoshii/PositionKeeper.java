package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.connection.ConnectionChange;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.EventFilter;
import io.github.cameldoshii.internal.recovery.Gap;
import io.github.cameldoshii.internal.recovery.RecoveryListener;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.recovery.ResumePoint;
import io.github.cameldoshii.position.Position;
import io.github.cameldoshii.position.PositionTracker;
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
 * Keeps the position of one consumer and sees to it that what it lacks is asked for, or that the loss is told. All methods
 * are called on the connection's event loop, which owns the fields, but for {@link #status} and, when the consumer has
 * left the connection, {@link #position()}.
 */
final class PositionKeeper implements RecoveryListener {

    private static final Logger LOG = LoggerFactory.getLogger(PositionKeeper.class);

    /**
     * What does not change.
     *
     * @param catchUp absent where nothing can be asked for
     * @param whyNot why it is absent, for people
     * @param lanes recovered events that may be in work at the same time
     * @param clocks of the connection
     * @param covered up to when all that the service has sent has been read
     */
    record Setup(
            String routeId,
            EventFilter filter,
            Optional<RecoveryService> catchUp,
            String whyNot,
            Duration initialCatchUp,
            int lanes,
            Clocks clocks,
            Supplier<MonotonicTime> covered) {}

    private final Setup setup;
    private final BiConsumer<DoshiiEvent, Runnable> handOver;
    private final Consumer<DoshiiEvent> tell;
    private final Consumer<Position> store;
    private final PositionTracker tracker = new PositionTracker();

    /** Where a former life has ended; nothing as soon as what is missing since then was recovered. */
    private Optional<ResumePoint> former;

    /** What was covered last, as the clocks had it when it was new: they may be set, or measured, meanwhile. */
    private Moment covered = Moment.DISTANT_PAST;

    private boolean begun;
    private volatile Optional<Gap> lastGap = Optional.empty();

    /**
     * @param handOver takes a recovered event and what to run when it is finished
     * @param tell takes an event about the connection
     * @param store takes the position; must not block
     * @param former where a former life of the consumer has ended
     */
    PositionKeeper(
            Setup setup,
            BiConsumer<DoshiiEvent, Runnable> handOver,
            Consumer<DoshiiEvent> tell,
            Consumer<Position> store,
            Optional<ResumePoint> former) {
        this.setup = setup;
        this.handOver = handOver;
        this.tell = tell;
        this.store = store;
        this.former = former;
    }

    void join() {
        setup.catchUp().ifPresent(catchUp -> catchUp.join(this));
    }

    void leave() {
        setup.catchUp().ifPresent(catchUp -> catchUp.leave(this));
    }

    /** An event of the socket is about to be handed over; the ticket is to be run when it is finished. */
    Runnable received(DoshiiEvent event) {
        setup.catchUp().ifPresent(catchUp -> catchUp.beforeLiveEvent(this, event));
        return tracker.received(covered());
    }

    void ponged() {
        tracker.mark(covered());
        save();
    }

    void changed(ConnectionChange change, MonotonicTime upTo) {
        if (change.kind() == ConnectionChange.Kind.CONNECTED) {
            connected(change.epoch());
        } else if (change.kind() == ConnectionChange.Kind.CONNECTING) {
            // An event may come before the first pong and so before it is known what is lacking: it is no mark.
            tracker.holdHere();
            begun |= tracker.position().isPresent();
            setup.catchUp().ifPresent(catchUp -> catchUp.connecting(change.epoch()));
        } else {
            setup.catchUp().ifPresent(catchUp -> catchUp.disconnected(covered(upTo)));
        }
    }

    private void connected(long epoch) {
        Optional<ResumePoint> lacking = lacking();
        begun = true;
        lacking.ifPresent(since -> tracker.hold(since instanceof ResumePoint.Since here ? here.moment() : covered()));
        tracker.mark(covered());
        if (setup.catchUp().isPresent()) {
            setup.catchUp().get().connected(this, epoch, lacking);
        } else if (lacking.isPresent()) {
            List<String> types = unrecoverableTypes(Set.of());
            if (!types.isEmpty()) {
                Gap gap = new Gap(localTime(lacking.get()), setup.clocks().wallNow(), "", setup.whyNot(), types, false);
                LOG.warn(
                        "Route {}: not connected between {} and {}; what the service has sent meanwhile is lost, because {}",
                        name(),
                        gap.from(),
                        gap.to(),
                        setup.whyNot());
                onGap(gap);
            }
            former = Optional.empty();
            tracker.release();
        }
        save();
    }

    private Optional<ResumePoint> lacking() {
        if (former.isPresent()) {
            return former;
        }
        if (begun) {
            return tracker.position().map(ResumePoint.Since::new);
        }
        return setup.initialCatchUp().isZero()
                ? Optional.empty()
                : Optional.of(new ResumePoint.Since(setup.clocks().now().minus(setup.initialCatchUp())));
    }

    private WallTime localTime(ResumePoint point) {
        Clocks clocks = setup.clocks();
        if (point instanceof ResumePoint.Since since) {
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
        return setup.lanes();
    }

    @Override
    public void onRecovered(DoshiiEvent event, Runnable finished) {
        handOver.accept(event, finished);
    }

    @Override
    public List<String> unrecoverableTypes(Set<String> recoverableTypes) {
        return setup.filter().knownTypesOutside(recoverableTypes);
    }

    @Override
    public void onGap(Gap gap) {
        // Every reconnect has one of events that no list has: it must not hide the others.
        if (!gap.unlisted() || lastGap.map(Gap::unlisted).orElse(true)) {
            lastGap = Optional.of(gap);
        }
        tell.accept(ConnectionEvents.of(gap));
    }

    @Override
    public void onWindowClosed(WallTime from, Moment to) {
        former = Optional.empty();
        tracker.hold(to);
        save();
        tell.accept(ConnectionEvents.recovered(from, setup.clocks().wallTime(to)));
    }

    @Override
    public void onVerified() {
        tracker.release();
        save();
    }

    /** How recovery is at present. Any thread. */
    RecoveryStatus status(boolean deposed) {
        return setup.catchUp()
                .map(catchUp -> new RecoveryStatus(
                        catchUp.status(), catchUp.describe(), catchUp.statistics(), lastGap, deposed))
                .orElseGet(() -> RecoveryStatus.none(lastGap, deposed));
    }

    /**
     * The position now; empty before the first connection, and as long as it is not known where a former life has ended: what
     * is stored then stays there.
     */
    Optional<Position> position() {
        if (former.isPresent()) {
            return former.get() instanceof ResumePoint.Stored stored
                    ? Optional.of(stored.position())
                    : Optional.empty();
        }
        Clocks clocks = setup.clocks();
        return tracker.position()
                .map(moment -> clocks.isWallTimeSafer(moment)
                        ? new Position.ByWallClock(clocks.wallTime(moment))
                        : new Position.ByService(clocks.serviceTime(moment)));
    }

    /** Up to when all that the service has sent has been read; events that it sent since then may still be unread. */
    private Moment covered() {
        return covered(setup.covered().get());
    }

    private Moment covered(MonotonicTime upTo) {
        if (!covered.monotonic().equals(upTo)) {
            covered = setup.clocks().at(upTo);
        }
        return covered;
    }

    private void save() {
        if (begun) {
            position().ifPresent(store);
        }
    }
}
