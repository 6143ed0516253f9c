package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.position.HistoryStore;
import io.github.cameldoshii.internal.position.PositionKey;
import io.github.cameldoshii.internal.position.PositionStore;
import io.github.cameldoshii.internal.position.ResumePoint;
import io.github.cameldoshii.internal.position.StoredHistory;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.position.HistoryLogs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.spi.StateRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer's session on a shared connection, from start or resume to stop or suspend. Owns the connection lease, the
 * position and the recovery registration. Thread-safe.
 */
final class ConsumerSession {

    private static final Logger LOG = LoggerFactory.getLogger(DoshiiConsumer.class);

    private final String routeId;
    private final DoshiiEndpoint endpoint;
    private final ResolvedConfiguration configuration;
    private final PositionStore store;
    private final HistoryStore historyStore;
    private final boolean inMemory;
    private final EventSubscriber subscriber;
    private final ConnectionLease lease;
    private final PositionKeeper positions;
    private final AtomicBoolean left = new AtomicBoolean();
    private final OwnershipWatch watch;

    /**
     * Joins the connection. Reads the stored position, which may block.
     *
     * @param whenFenced run when the session has ended because another node has taken over; absent where that does not end it
     * @throws IllegalArgumentException if another consumer of the connection has options that do not fit
     */
    ConsumerSession(
            String routeId,
            DoshiiEndpoint endpoint,
            ResolvedConfiguration configuration,
            EventSubscriber subscriber,
            Optional<Runnable> whenFenced)
            throws Exception {
        this.routeId = routeId;
        this.endpoint = endpoint;
        this.configuration = configuration;
        this.subscriber = subscriber;
        StateRepository<String, String> repository = repository();
        String key = PositionKey.of(
                configuration.environment().uriName(),
                configuration.credentials().clientId(),
                routeId);
        Executor threads = endpoint.getComponent().positionThreads();
        this.store = new PositionStore(repository, key, threads);
        this.historyStore = new HistoryStore(HistoryLogs.of(repository), key, threads, historyAge());
        this.inMemory = repository == endpoint.getComponent().positionsInMemory();
        // Before the history: who reads the position takes both over from another node.
        PositionStore.Loaded loaded = store.load();
        this.lease = new ConnectionFactory(endpoint, configuration).lease(subscriber);
        try {
            Connection connection = lease.connection();
            Optional<RecoveryService> recovery = leaseRecovery();
            Clocks clocks = recovery.map(RecoveryService::clocks).orElseGet(() -> unmeasured(connection));
            Optional<ResumePoint> previousEnd = previousEnd(loaded, clocks);
            this.positions = new PositionKeeper(
                    new PositionKeeper.Setup(
                            routeId,
                            configuration.filter(),
                            recovery,
                            configuration.credentials().hasSecret() ? "catchUp is false" : "no clientSecret is set",
                            configuration.initialCatchUp(),
                            configuration.concurrentConsumers(),
                            clocks,
                            connection.statistics()::receiveWatermark,
                            connection.statistics()::provenUntil,
                            connection.loop(),
                            connection::barrier,
                            recovery.isPresent() ? historyStore.load(routeId) : StoredHistory.EMPTY,
                            connection.statistics().environment().gaps()),
                    subscriber::recovered,
                    subscriber::connectionEvent,
                    store::save,
                    historyStore::append,
                    previousEnd);
            this.watch = whenFenced
                    .map(task -> OwnershipWatch.of(store, endpoint.getComponent(), () -> fenced(task)))
                    .orElse(OwnershipWatch.NONE);
            subscriber.attach(positions, connection, watch.ownership());
            connection.loop().execute(positions::join);
        } catch (RuntimeException e) {
            lease.release();
            throw e;
        }
    }

    /** Attaches the consumer to the connection; false if that was done before. */
    boolean open() {
        return lease.open();
    }

    /** Events from now on are left to the next session, as far as it can recover them. */
    void holdBack() {
        if (isRemembered()) {
            lease.connection().loop().execute(positions::holdBack);
        }
    }

    /** Holds events back; completes when it is certain of all before, within {@link Settlement#LIMIT}. */
    CompletionStage<Void> settle() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        if (isRemembered()) {
            lease.connection().loop().execute(() -> positions.settle(() -> settled.complete(null)));
        } else {
            settled.complete(null);
        }
        return settled;
    }

    /** Whether there will be a session that knows of this one. */
    private boolean isRemembered() {
        return !left.get() && !(inMemory && endpoint.getCamelContext().isStopping());
    }

    /** Leaves the connection. Completes when nothing more arrives and, for the last consumer, the WebSocket is closed. */
    CompletionStage<Void> leave() {
        if (left.compareAndSet(false, true)) {
            lease.connection().loop().execute(positions::leave);
        }
        return lease.release();
    }

    /** The consumer has stopped or another session begins, also if this one could not be left in time. */
    void abandon() {
        subscriber.end();
        watch.end().run();
    }

    /** What is queued is not delivered any more: the other node recovers it. */
    private void fenced(Runnable task) {
        LOG.error(
                "Route {}: another node was elected and has taken over, so this one has stopped to deliver. What is"
                        + " queued here is left to that one",
                routeId);
        subscriber.end();
        leave();
        task.run();
    }

    /** Stores position and history as they are now, after the consumer has left; false if they were not stored in time. */
    boolean store(Duration limit) {
        positions.storeRest();
        return store.isFenced() || storePosition(limit) && historyStore.flush(limit);
    }

    /** Up to when everything is finished; empty while that is not known. */
    Optional<WallTime> positionTime() {
        return positions.positionTime();
    }

    private boolean storePosition(Duration limit) {
        return store.isFenced()
                || positions
                        .position()
                        .map(position -> store.saveNow(position, limit))
                        .orElse(true);
    }

    Connection connection() {
        return lease.connection();
    }

    /** State of the recovery. */
    RecoveryStatus recovery() {
        return positions.status(store.isFenced());
    }

    /** Older entities are in no window any more. */
    private Duration historyAge() {
        return configuration.recovery().maxAge().plus(configuration.recovery().overlap());
    }

    private Optional<RecoveryService> leaseRecovery() {
        return configuration.catchesUp()
                ? Optional.of(lease.recovery(
                        configuration.recovery(),
                        endpoint.getComponent().apiClients().client(endpoint.getCamelContext(), configuration.api())))
                : Optional.empty();
    }

    private StateRepository<String, String> repository() throws Exception {
        PositionRepositories repositories = PositionRepositories.of(endpoint.getCamelContext());
        StateRepository<String, String> set = endpoint.getConfiguration().getStateRepository();
        if (set != null) {
            return repositories.started(set);
        }
        PositionStoreOption option = configuration.positionStore();
        if (option instanceof PositionStoreOption.InFile inFile) {
            return repositories.file(inFile.path());
        }
        if (option instanceof PositionStoreOption.InDatabase inDatabase) {
            return repositories.database(inDatabase.bean());
        }
        return endpoint.getComponent().positionsInMemory();
    }

    /** The clocks of a connection without recovery, which does not learn the service's time. */
    private Clocks unmeasured(Connection connection) {
        return new Clocks(
                connection.loop(),
                new ServiceClock(
                        endpoint.getComponent().wallClock(),
                        System::nanoTime,
                        endpoint.getComponent().machineSleep()));
    }

    private Optional<ResumePoint> previousEnd(PositionStore.Loaded loaded, Clocks clocks) {
        if (loaded instanceof PositionStore.Loaded.Found found) {
            return Optional.of(new ResumePoint.Stored(found.position(), clocks.nowOnAnyThread()));
        }
        if (loaded instanceof PositionStore.Loaded.Unreadable unreadable) {
            LOG.error(
                    "Route {}: {}. The position is not known, so everything of the last {} (catchUpMaxAge) is taken as"
                            + " missed",
                    routeId,
                    unreadable.why(),
                    configuration.recovery().maxAge());
            return Optional.of(new ResumePoint.Unknown(unreadable.why()));
        }
        return Optional.empty();
    }
}
