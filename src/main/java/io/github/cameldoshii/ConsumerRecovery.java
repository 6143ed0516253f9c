package io.github.cameldoshii;

import io.github.cameldoshii.catchup.CatchUp;
import io.github.cameldoshii.catchup.Gap;
import io.github.cameldoshii.catchup.Lacking;
import io.github.cameldoshii.catchup.Participant;
import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.EventFilter;
import io.github.cameldoshii.event.KnownEvents;
import io.github.cameldoshii.position.Position;
import io.github.cameldoshii.position.PositionTracker;
import io.github.cameldoshii.socket.ConnectionChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the position of one consumer and sees to it that what it lacks is asked for, or that the loss is told. All methods
 * are called on the connection's event loop, which owns the fields, but for {@link #status} and, when the consumer has
 * left the connection, {@link #position()}.
 */
final class ConsumerRecovery implements Participant {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerRecovery.class);

    /**
     * What does not change.
     *
     * @param catchUp absent where nothing can be asked for
     * @param whyNot why it is absent, for people
     * @param lanes recovered events that may be in work at the same time
     * @param nanoTime the monotonic clock of the connection's loop
     * @param coveredNanos up to when all that the service has sent has been read, by that clock
     * @param wallClock the wall clock of the connection's loop, epoch milliseconds
     */
    record Setup(
            String routeId,
            EventFilter filter,
            Optional<CatchUp> catchUp,
            String whyNot,
            Duration initialCatchUp,
            int lanes,
            LongSupplier nanoTime,
            LongSupplier coveredNanos,
            LongSupplier wallClock) {}

    private final Setup setup;
    private final BiConsumer<DoshiiEvent, Runnable> handOver;
    private final Consumer<DoshiiEvent> tell;
    private final Consumer<Position> store;
    private final PositionTracker tracker = new PositionTracker();

    /** Until what is missing since then was recovered it stays the position, to the letter. */
    private Optional<Position> stored;

    private boolean begun;
    private volatile Optional<Gap> lastGap = Optional.empty();

    /**
     * @param handOver takes a recovered event and what to run when it is finished
     * @param tell takes an event about the connection
     * @param store takes the position; must not block
     * @param stored the position that a former life of the consumer has stored
     */
    ConsumerRecovery(
            Setup setup,
            BiConsumer<DoshiiEvent, Runnable> handOver,
            Consumer<DoshiiEvent> tell,
            Consumer<Position> store,
            Optional<Position> stored) {
        this.setup = setup;
        this.handOver = handOver;
        this.tell = tell;
        this.store = store;
        this.stored = stored;
    }

    void join() {
        setup.catchUp().ifPresent(catchUp -> catchUp.join(this));
    }

    void leave() {
        setup.catchUp().ifPresent(catchUp -> catchUp.leave(this));
    }

    /** An event of the socket is about to be handed over; the ticket is to be run when it is finished. */
    Runnable received(DoshiiEvent event) {
        setup.catchUp().ifPresent(catchUp -> catchUp.beforeLive(this, event));
        return tracker.received(covered());
    }

    void ponged() {
        tracker.mark(covered());
        save();
    }

    void changed(ConnectionChange change, long coveredNanos) {
        if (change.kind() == ConnectionChange.Kind.CONNECTED) {
            connected(change.epoch(), change.at());
        } else if (change.kind() == ConnectionChange.Kind.CONNECTING) {
            // An event may come before the first pong and so before it is known what is lacking: it is no mark.
            tracker.holdHere();
            begun |= tracker.isKnown();
            setup.catchUp().ifPresent(catchUp -> catchUp.connecting(change.epoch()));
        } else {
            setup.catchUp().ifPresent(catchUp -> catchUp.disconnected(coveredNanos));
        }
    }

    private void connected(long epoch, long now) {
        Optional<Lacking> lacking = lacking(now);
        begun = true;
        lacking.ifPresent(since -> tracker.hold(steady(since.at())));
        tracker.mark(covered());
        if (setup.catchUp().isPresent()) {
            setup.catchUp().get().connected(this, epoch, lacking);
        } else if (lacking.isPresent()) {
            List<String> types = unrecoverable(Set.of());
            if (!types.isEmpty()) {
                warn(lacking.get().at(), now, setup.whyNot(), types);
                lost(new Gap(lacking.get().at(), now, setup.whyNot(), types));
            }
            stored = Optional.empty();
            tracker.release();
        }
        save();
    }

    private Optional<Lacking> lacking(long now) {
        if (stored.isPresent()) {
            Position position = stored.get();
            return Optional.of(new Lacking(position.at(), position.offset(), position.offsetKnown()));
        }
        if (begun) {
            return Optional.of(new Lacking(wall(tracker.position()), 0, false));
        }
        return setup.initialCatchUp().isZero()
                ? Optional.empty()
                : Optional.of(new Lacking(now - setup.initialCatchUp().toMillis(), 0, false));
    }

    private void warn(long from, long to, String reason, List<String> types) {
        LOG.warn(
                "Route {}: events between {} and {} may be missing, because {}: {}",
                name(),
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(to),
                reason,
                String.join(", ", types));
    }

    @Override
    public String name() {
        return setup.routeId();
    }

    @Override
    public boolean wants(String eventType) {
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
    public int parallel() {
        return setup.lanes();
    }

    @Override
    public void recovered(DoshiiEvent event, Runnable finished) {
        handOver.accept(event, finished);
    }

    @Override
    public List<String> unrecoverable(Set<String> recoverable) {
        return KnownEvents.NAMES.stream()
                .filter(type -> !recoverable.contains(type) && wants(type))
                .sorted()
                .toList();
    }

    @Override
    public void lost(Gap gap) {
        lastGap = Optional.of(gap);
        tell.accept(ConnectionEvents.of(gap));
    }

    @Override
    public void closed(long from, long to) {
        stored = Optional.empty();
        tracker.hold(steady(to));
        save();
        tell.accept(ConnectionEvents.recovered(from, to));
    }

    @Override
    public void settled() {
        tracker.release();
        save();
    }

    /** How recovery is at present. Any thread. */
    RecoveryStatus status(boolean deposed) {
        return setup.catchUp()
                .map(catchUp ->
                        new RecoveryStatus(catchUp.status(), catchUp.inWords(), catchUp.statistics(), lastGap, deposed))
                .orElseGet(() -> RecoveryStatus.none(lastGap, deposed));
    }

    /** Whether the consumer has been connected, or was in a former life. */
    boolean hasPosition() {
        return begun || stored.isPresent();
    }

    /** The position now, only if {@link #hasPosition}. */
    Position position() {
        if (stored.isPresent()) {
            return stored.get();
        }
        long at = wall(tracker.position());
        return setup.catchUp()
                .map(catchUp -> new Position(
                        at, catchUp.lists().clockOffset(), catchUp.lists().clockMeasured()))
                .orElseGet(() -> new Position(at, 0, false));
    }

    /** Now, in milliseconds of the monotonic clock: the position is kept in it, so that a wall clock may be set. */
    private long steadyNow() {
        return Duration.ofNanos(setup.nanoTime().getAsLong()).toMillis();
    }

    /** Up to when all that the service has sent has been read; events that it sent since then may still be unread. */
    private long covered() {
        return Duration.ofNanos(setup.coveredNanos().getAsLong()).toMillis();
    }

    private long steady(long wall) {
        return wall - setup.wallClock().getAsLong() + steadyNow();
    }

    private long wall(long steady) {
        return steady - steadyNow() + setup.wallClock().getAsLong();
    }

    private void save() {
        if (begun) {
            store.accept(position());
        }
    }
}
