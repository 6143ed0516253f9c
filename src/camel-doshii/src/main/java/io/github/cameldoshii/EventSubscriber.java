package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.connection.ConnectionChange;
import io.github.cameldoshii.internal.connection.Subscriber;
import io.github.cameldoshii.internal.dispatch.OrderedDispatcher;
import io.github.cameldoshii.internal.log.LogThrottle;
import io.github.cameldoshii.internal.position.Ownership;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.EventFilter;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import io.github.cameldoshii.internal.protocol.MalformedMessageException;
import io.github.cameldoshii.internal.protocol.Origin;
import io.github.cameldoshii.internal.statistics.EventCounts;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer's subscriber on its connection: filters events by type and location, and enqueues them for the threads that run
 * the route. Called on the connection's event loop, which owns the fields that are neither final nor volatile. Each session has
 * one of its own: a connection whose loop stands still may tell of its end when the next session has begun.
 */
final class EventSubscriber implements Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(EventSubscriber.class);

    private static final Runnable NOTHING = () -> {};

    private static final String UNREADABLE = "unreadable message";

    /** @param handleUnreadable whether the exception handler is given unreadable messages */
    record Options(boolean heartbeats, boolean connectionEvents, boolean handleUnreadable) {}

    private final String routeId;
    private final EventFilter filter;
    private final Options options;
    private final OrderedDispatcher<QueuedEvent> dispatcher;
    private final AtomicLong skipped;
    private final ConnectionHistory history;

    // Set before the subscriber is attached.
    private volatile PositionKeeper positions;
    private volatile TurnBatch batch;
    private volatile Ownership ownership = Ownership.UNSHARED;

    private volatile boolean ended;

    // Owned by the event loop.
    private final LogThrottle unreadableLog = new LogThrottle();
    private long unreadableSinceWarning;

    /**
     * @param skipped counts events that are skipped because of their location, over all sessions
     * @param history is told what happens to the connection, over all sessions
     */
    EventSubscriber(
            String routeId,
            EventFilter filter,
            Options options,
            OrderedDispatcher<QueuedEvent> dispatcher,
            AtomicLong skipped,
            ConnectionHistory history) {
        this.routeId = routeId;
        this.filter = filter;
        this.options = options;
        this.dispatcher = dispatcher;
        this.skipped = skipped;
        this.history = history;
    }

    /** From now on everything that the connection still tells is ignored: the session has ended. Any thread. */
    void end() {
        ended = true;
    }

    /** Prepares for the session, before this subscriber is attached to its connection. */
    void attach(PositionKeeper newPositions, Connection connection, Ownership newOwnership) {
        positions = newPositions;
        ownership = newOwnership;
        batch = new TurnBatch(
                connection.loop(), connection.statistics().environment().events());
    }

    @Override
    public String name() {
        return routeId;
    }

    @Override
    public boolean wants(String eventType) {
        return filter.matchesType(eventType);
    }

    @Override
    public int remainingCapacity() {
        return dispatcher.remainingCapacity();
    }

    @Override
    public void event(DoshiiEvent event) {
        if (ended) {
            return;
        }
        if (filter.matchesLocation(event.locationId())) {
            PositionKeeper keeper = positions;
            if (!keeper.holdsBack(event)) {
                batch.count(event);
                enqueue(event, keeper.received(event));
            }
        } else {
            skipped.lazySet(skipped.get() + 1);
        }
    }

    @Override
    public void heartbeat(InboundMessage.Pong pong, long receivedAt) {
        if (ended) {
            return;
        }
        positions.ponged();
        dispatcher.noteProgress();
        if (options.heartbeats()) {
            enqueue(ConnectionEvents.of(pong, receivedAt), NOTHING);
        }
    }

    @Override
    public void changed(ConnectionChange change) {
        if (ended) {
            return;
        }
        connectionEvent(ConnectionEvents.of(change));
        positions.changed(change);
    }

    /** Remembers an event about the connection, and dispatches it if such are wanted. */
    void connectionEvent(DoshiiEvent aboutConnection) {
        history.add(aboutConnection);
        if (options.connectionEvents()) {
            enqueue(aboutConnection, NOTHING);
        }
    }

    @Override
    public void unreadable(MalformedMessageException problem) {
        if (ended) {
            return;
        }
        warn(problem);
        if (options.handleUnreadable()) {
            batch.add(new QueuedEvent.Unreadable(problem), 0);
        }
    }

    /** Dispatches a recovered event. */
    void recovered(DoshiiEvent event, Runnable finished) {
        if (!ended) {
            batch.count(event);
        }
        enqueue(event, finished);
    }

    private void enqueue(DoshiiEvent event, Runnable finished) {
        if (ended) {
            return;
        }
        batch.add(new QueuedEvent.Event(event, finished, ownership), stripeKey(event));
    }

    /** Hands all messages that the loop reads in one turn over at once. Those of one type that follow each other are counted at once. */
    private final class TurnBatch {

        private final EventLoop loop;
        private final EventCounts counts;
        private final OrderedDispatcher<QueuedEvent>.Batch batch = dispatcher.newBatch();
        private boolean scheduled;
        private String countedType = "";
        private Origin countedOrigin = Origin.SOCKET;
        private long counted;

        TurnBatch(EventLoop loop, EventCounts counts) {
            this.loop = loop;
            this.counts = counts;
        }

        /** The event is added next. */
        void count(DoshiiEvent event) {
            if (event.origin() != countedOrigin || !event.type().equals(countedType)) {
                tellCount();
                countedType = event.type();
                countedOrigin = event.origin();
            }
            counted++;
        }

        private void tellCount() {
            if (counted > 0) {
                counts.add(countedType, countedOrigin, counted);
                counted = 0;
            }
        }

        void add(QueuedEvent event, int key) {
            batch.add(event, key);
            if (!scheduled) {
                scheduled = true;
                loop.execute(this::flush);
            }
        }

        private void flush() {
            scheduled = false;
            // Before a route sees them.
            tellCount();
            batch.flush();
        }
    }

    /**
     * Events of one entity share a stripe; events without an id share that of their location. The entity's type is left out:
     * the same check-in is called checkin by some events and ckeckin by others, and sharing a stripe does no harm.
     */
    private static int stripeKey(DoshiiEvent event) {
        String id = event.entityId().isEmpty() ? event.locationId() : event.entityId();
        return id.hashCode();
    }

    private void warn(MalformedMessageException problem) {
        unreadableSinceWarning++;
        long now = System.nanoTime();
        if (unreadableLog.isDue(UNREADABLE, now)) {
            LOG.warn(
                    "Route {}: unreadable message from Doshii: {} ({} since the last such line)",
                    routeId,
                    problem.getMessage(),
                    unreadableSinceWarning);
            unreadableSinceWarning = 0;
        }
    }
}
