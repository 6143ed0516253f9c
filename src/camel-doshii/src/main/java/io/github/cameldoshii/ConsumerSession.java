package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.connection.Connections;
import io.github.cameldoshii.internal.dispatch.OrderedDispatcher;
import io.github.cameldoshii.internal.protocol.EventFilter;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.recovery.ResumePoint;
import io.github.cameldoshii.position.PositionKey;
import io.github.cameldoshii.position.PositionStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.StateRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stay of a consumer on a connection, from start or resume to stop or suspend: its share of the socket, its position
 * and its part in catch-up. Methods may be called from any thread.
 */
final class ConsumerSession {

    private static final Logger LOG = LoggerFactory.getLogger(DoshiiConsumer.class);

    private final String routeId;
    private final DoshiiEndpoint endpoint;
    private final ResolvedConfiguration check;
    private final PositionStore store;
    private final Connections.Lease lease;
    private final PositionKeeper recovery;
    private final AtomicBoolean left = new AtomicBoolean();

    /**
     * Joins the connection. Reads the stored position, which may block.
     *
     * @throws IllegalArgumentException if another consumer of the connection has options that do not fit
     */
    ConsumerSession(
            String routeId,
            DoshiiEndpoint endpoint,
            ResolvedConfiguration check,
            EventFilter filter,
            ConnectionLease subscription,
            OrderedDispatcher<QueuedEvent> delivery)
            throws Exception {
        this.routeId = routeId;
        this.endpoint = endpoint;
        this.check = check;
        this.store = new PositionStore(
                repository(),
                PositionKey.of(check.environment().uriName(), check.clientId(), routeId),
                endpoint.getComponent().positionThreads());
        this.lease = new ConnectionFactory(endpoint, check).lease(subscription);
        try {
            Connection connection = lease.connection();
            Optional<RecoveryService> catchUp = catchUp(connection);
            Clocks clocks = catchUp.map(RecoveryService::clocks).orElseGet(() -> unmeasured(connection));
            this.recovery = new PositionKeeper(
                    new PositionKeeper.Setup(
                            routeId,
                            filter,
                            catchUp,
                            check.clientSecret().isEmpty() ? "no clientSecret is set" : "catchUp is false",
                            check.initialCatchUp(),
                            check.concurrentConsumers(),
                            clocks,
                            connection.statistics()::covered),
                    subscription::recovered,
                    subscription::tell,
                    store::save,
                    formerEnd(clocks));
            subscription.recoverWith(recovery, connection);
            connection.loop().execute(recovery::join);
        } catch (RuntimeException e) {
            forgetCatchUp();
            lease.release();
            throw e;
        }
    }

    /** Starts to listen; false if that was done before. */
    boolean open() {
        return lease.open();
    }

    /** Stops to listen. Completes when nothing more arrives and, for the last consumer, the socket is closed. */
    CompletionStage<Void> leave() {
        if (left.compareAndSet(false, true)) {
            lease.connection().loop().execute(recovery::leave);
            forgetCatchUp();
        }
        return lease.release();
    }

    private void forgetCatchUp() {
        ConnectionRegistry.of(endpoint.getCamelContext()).catchUps().left(lease.connection(), routeId);
    }

    /** Stores where the consumer is, after it has left; false if it should have been and was not in time. */
    boolean storePosition(Duration limit) {
        return store.isDeposed()
                || recovery.position()
                        .map(position -> store.saveNow(position, limit))
                        .orElse(true);
    }

    Connection connection() {
        return lease.connection();
    }

    /** How recovery is at present. */
    RecoveryStatus recovery() {
        return recovery.status(store.isDeposed());
    }

    private Optional<RecoveryService> catchUp(Connection connection) {
        if (!check.catchesUp()) {
            return Optional.empty();
        }
        DoshiiComponent component = endpoint.getComponent();
        return Optional.of(ConnectionRegistry.of(endpoint.getCamelContext())
                .catchUps()
                .of(
                        connection,
                        check.catchUpSettings(),
                        routeId,
                        component.apiClients().client(endpoint.getCamelContext(), check)));
    }

    private StateRepository<String, String> repository() throws Exception {
        StateRepository<String, String> set = endpoint.getConfiguration().getStateRepository();
        if (set == null) {
            return endpoint.getComponent().positionsInMemory();
        }
        CamelContext context = endpoint.getCamelContext();
        if (!context.hasService(set)) {
            // Several consumers may use it, so the context starts it and stops it after all of them.
            context.addService(set, true, true);
        }
        return set;
    }

    /** The clocks of a connection that asks the service nothing, and so does not learn its time. */
    private Clocks unmeasured(Connection connection) {
        return new Clocks(
                connection.loop(),
                new ServiceClock(endpoint.getComponent().wallClock(), System::nanoTime, MachineSleep.ofThisMachine()));
    }

    private Optional<ResumePoint> formerEnd(Clocks clocks) {
        PositionStore.Loaded loaded = store.load();
        if (loaded instanceof PositionStore.Loaded.Found found) {
            return Optional.of(new ResumePoint.Stored(found.position(), clocks.nowOnAnyThread()));
        }
        if (loaded instanceof PositionStore.Loaded.Unreadable unreadable) {
            LOG.error(
                    "Route {}: {}. The position is not known, so everything of the last {} (catchUpMaxAge) is taken as"
                            + " missed",
                    routeId,
                    unreadable.why(),
                    check.catchUpSettings().maxAge());
            return Optional.of(new ResumePoint.Unknown(unreadable.why()));
        }
        return Optional.empty();
    }
}
