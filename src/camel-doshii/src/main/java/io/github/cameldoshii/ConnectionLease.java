package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.connection.ConnectionChange;
import io.github.cameldoshii.internal.connection.SocketStatistics;
import io.github.cameldoshii.internal.connection.Subscriber;
import io.github.cameldoshii.internal.dispatch.OrderedDispatcher;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.EventFilter;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import io.github.cameldoshii.internal.protocol.MalformedMessageException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer's end of the socket: filters, and hands over to the lanes. Called on the connection's event loop, which owns
 * the fields that are neither final nor atomic.
 */
final class ConnectionLease implements Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLease.class);

    private static final Runnable NOTHING = () -> {};

    private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    /** @param handleProblems whether the exception handler is to be told of unreadable messages */
    record Options(boolean heartbeats, boolean connectionEvents, boolean handleProblems) {}

    private final String routeId;
    private final EventFilter filter;
    private final Options options;
    private final OrderedDispatcher<QueuedEvent> delivery;
    private final AtomicLong skipped = new AtomicLong();

    // Set before the subscription is attached, for each stay on a connection.
    private volatile PositionKeeper recovery;
    private volatile SocketStatistics statistics;
    private volatile Turn turn;
    private boolean warned;
    private long warnedAt;
    private long unreadableSinceWarning;

    ConnectionLease(String routeId, EventFilter filter, Options options, OrderedDispatcher<QueuedEvent> delivery) {
        this.routeId = routeId;
        this.filter = filter;
        this.options = options;
        this.delivery = delivery;
    }

    /** Says who keeps the position, before the subscription is attached to a connection. */
    void recoverWith(PositionKeeper newRecovery, Connection connection) {
        recovery = newRecovery;
        statistics = connection.statistics();
        turn = new Turn(connection.loop());
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
    public int room() {
        return delivery.room();
    }

    @Override
    public void event(DoshiiEvent event) {
        if (filter.matchesLocation(event.locationId())) {
            hand(event, recovery.received(event));
        } else {
            skipped.lazySet(skipped.get() + 1);
        }
    }

    @Override
    public void heartbeat(InboundMessage.Pong pong, long receivedAt) {
        recovery.ponged();
        if (options.heartbeats()) {
            hand(ConnectionEvents.of(pong, receivedAt), NOTHING);
        }
    }

    @Override
    public void changed(ConnectionChange change) {
        tell(ConnectionEvents.of(change));
        recovery.changed(change, statistics.covered());
    }

    /** Hands over an event that is about the connection, if such are wanted. */
    void tell(DoshiiEvent aboutConnection) {
        if (options.connectionEvents()) {
            hand(aboutConnection, NOTHING);
        }
    }

    @Override
    public void unreadable(MalformedMessageException problem) {
        warn(problem);
        if (options.handleProblems()) {
            delivery.accept(new QueuedEvent.OfProblem(problem), 0);
        }
    }

    /** Events that were skipped because of their location. Any thread. */
    long skipped() {
        return skipped.get();
    }

    /** Hands over an event that was recovered. */
    void recovered(DoshiiEvent event, Runnable finished) {
        hand(event, finished);
    }

    private void hand(DoshiiEvent event, Runnable finished) {
        delivery.enqueue(new QueuedEvent.OfEvent(event, finished), laneKey(event));
        turn.flushAtItsEnd();
    }

    /** Wakes the lanes once for all messages that the loop reads in a turn, and not for each. */
    private final class Turn {

        private final EventLoop loop;
        private boolean asked;

        Turn(EventLoop loop) {
            this.loop = loop;
        }

        void flushAtItsEnd() {
            if (!asked) {
                asked = true;
                loop.execute(() -> {
                    asked = false;
                    delivery.flush();
                });
            }
        }
    }

    /**
     * Events of one entity share a lane; those without an id, of one location do. The name is left out: the same check-in
     * is called checkin by some events and ckeckin by others, and that different entities may share a lane does no harm.
     */
    private static int laneKey(DoshiiEvent event) {
        String id = event.entityId().isEmpty() ? event.locationId() : event.entityId();
        return id.hashCode();
    }

    private void warn(MalformedMessageException problem) {
        unreadableSinceWarning++;
        long now = System.nanoTime();
        if (!warned || now - warnedAt >= WARN_EVERY_NANOS) {
            LOG.warn(
                    "Route {}: unreadable message from Doshii: {} ({} since the last such line)",
                    routeId,
                    problem.getMessage(),
                    unreadableSinceWarning);
            warned = true;
            warnedAt = now;
            unreadableSinceWarning = 0;
        }
    }
}
