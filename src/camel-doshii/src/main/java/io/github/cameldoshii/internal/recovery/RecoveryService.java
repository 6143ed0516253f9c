package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceClockProbe;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.position.Delivery;
import io.github.cameldoshii.internal.position.DeliveryJournal;
import io.github.cameldoshii.internal.position.ResumePoint;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.rest.RestLists;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recovers what the consumers of one connection missed: an incremental snapshot of the service's lists, as Debezium takes one
 * of a table, while the socket keeps delivering. Runs after each connect, from the oldest position of the consumers; a second
 * time after the overlap, for lists that lag; and at the reconcile interval, to find events that the socket lost silently.
 *
 * <p>Confined to the connection's event loop, which owns all fields that are not final or volatile; only {@link #status()},
 * {@link #describe()} and {@link #statistics()} may be called from any thread.
 */
public final class RecoveryService {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    /** The state of recovery. The names are shown by the health check and the developer console. */
    public enum Status {
        /** No gap is being recovered. */
        IDLE,
        /** A gap is being recovered. */
        CATCHING_UP,
        /** A gap is being recovered, and some requests fail. */
        FAILING,
        /** The stream is stale: the last reconciliation found changes that the socket should have delivered. */
        DEAF
    }

    private final RecoveryContext context;
    private final Reconciliation reconciliation;
    private final ServiceClockProbe clockProbe;
    private final GapReporter gaps;
    private final RecoveryParticipants participants;
    private final LocationCatalog catalog = new LocationCatalog();
    private final TimeWindow.Checkpoint catchUpCheckpoint = new TimeWindow.Checkpoint();
    private final TimeWindow.Checkpoint reconcileCheckpoint = new TimeWindow.Checkpoint();
    private final ScanQueue queue;

    private volatile Status status = Status.IDLE;

    private boolean connected;
    private long connectionNumber;
    private boolean catchUpScheduled;

    /**
     * @param barrier sends a ping over the socket and runs the task on the event loop when its pong arrives; never, if the
     *     connection ends before
     * @param reconnect run with the reason when a reconciliation shows that the stream is stale
     * @param environmentStatistics counts on when the connection has ended
     */
    public RecoveryService(
            RecoverySettings settings,
            RestLists lists,
            Consumer<Runnable> barrier,
            EventLoop loop,
            RandomGenerator random,
            Consumer<String> reconnect,
            EnvironmentStatistics environmentStatistics) {
        this.context = new RecoveryContext(
                settings,
                lists,
                barrier,
                loop,
                new Clocks(loop, lists.clock()),
                new RetryPolicy(random, settings.refusedDelay()),
                new RecoveryStatistics(environmentStatistics));
        this.clockProbe = new ServiceClockProbe(loop, context.clocks(), this::requestBaseline);
        this.gaps = new GapReporter(context);
        this.participants = new RecoveryParticipants(context, gaps, this::onDelivered);
        this.queue = new ScanQueue(
                loop,
                request -> new RecoveryScan(
                        context, this, gaps, catalog, request, connectionNumber, checkpointOf(request)),
                this::onChanged);
        this.reconciliation =
                new Reconciliation(settings.reconcileInterval(), loop, context.clocks(), this::reconcile, reconnect);
    }

    /**
     * Adds a consumer.
     *
     * @param journal what the consumer was given before, and where it is noted what it is given
     */
    public void join(RecoveryListener listener, DeliveryJournal journal) {
        participants.join(listener, journal);
    }

    /** Whether a list can bring events of this type back. */
    public boolean recovers(String eventType) {
        return context.recoverableTypes().contains(eventType);
    }

    /** Removes a consumer and drops the events that wait for it: its position tells where to resume. */
    public void leave(RecoveryListener listener) {
        participants.leave(listener);
        if (participants.isEmpty()) {
            stop();
        }
    }

    /** A connection attempt has begun: its events count as of this connection even before it is {@link #connected}. */
    public void connecting(long number) {
        connectionNumber = number;
    }

    /**
     * The connection is established. Each consumer reports this for itself, with the point that it resumes from.
     *
     * @param resumePoint since when the consumer may lack events; empty if it begins now
     */
    public void connected(RecoveryListener listener, long number, Optional<ResumePoint> resumePoint) {
        if (!connected || connectionNumber != number) {
            connected = true;
            connectionNumber = number;
            reconciliation.connected(context.clocks().now());
            clockProbe.connected();
        }
        switch (participants.connected(listener, resumePoint)) {
            case CATCH_UP -> requestCatchUp();
            case BASELINE -> requestBaseline();
            case NOTHING -> {
                // It has missed nothing and compares no lists.
            }
        }
    }

    private void requestBaseline() {
        queue.add(ScanQueue.Request.BASELINE);
        context.loop().execute(queue::proceed);
    }

    /**
     * The connection has ended. Each consumer may report it.
     *
     * @param receivedUntil the receive watermark: every message that the service sent before this instant has been read
     */
    public void disconnected(Moment receivedUntil) {
        if (!connected) {
            return;
        }
        connected = false;
        stop();
        participants
                .states()
                .forEach(state -> state.journal().history().connectionEnded(connectionNumber, receivedUntil));
    }

    /**
     * A live event is about to be delivered to the consumer: recovered events of the same entity that still wait are
     * delivered first, which keeps the order per entity.
     *
     * @param delivery that of the event
     */
    public void beforeLiveEvent(RecoveryListener listener, DoshiiEvent event, Delivery delivery) {
        participants.state(listener).ifPresent(state -> {
            reconciliation.onLiveEvent(context.clocks().now());
            clockProbe.onEvent();
            queue.scans().forEach(scan -> scan.onLiveEvent(state, event));
            state.beforeLiveEvent(
                    event, delivery, connectionNumber, context.clocks().now());
        });
    }

    /** The state of recovery. Any thread. */
    public Status status() {
        return status;
    }

    /** What is wrong, for people; empty if nothing is. Any thread. */
    public String describe() {
        String failing = context.statistics().describe();
        return failing.isEmpty() ? reconciliation.describe() : failing;
    }

    /** Counters. Any thread. */
    public RecoveryStatistics statistics() {
        return context.statistics();
    }

    /** The clocks of the connection; to be used on its event loop. */
    public Clocks clocks() {
        return context.clocks();
    }

    /** A scan made progress, failed or ended: updates the status and starts the next scan if it may start. */
    void onChanged() {
        if (queue.scans().stream()
                .anyMatch(scan -> scan.request().kind() != RecoveryScan.Kind.BASELINE && scan.isFailing())) {
            status = Status.FAILING;
        } else if (reconciliation.isStreamStale()) {
            status = Status.DEAF;
        } else {
            status = queue.scans().stream().noneMatch(RecoveryScan::recoversGap) ? Status.IDLE : Status.CATCHING_UP;
        }
        queue.proceed();
    }

    /** Decides what a scan covers, now that the list of locations, and with it the service's time, has arrived. */
    RecoveryScan.Scope scope(RecoveryScan scan, Set<String> present) {
        RecoveryScan.Kind kind = scan.request().kind();
        ServiceTime now = context.clocks().serviceNow();
        List<RecoveryScan.Target> targets =
                switch (kind) {
                    case CATCH_UP -> participants.withResumePoint(now);
                    case VERIFY -> scan.request().targets();
                    case RECONCILE -> participants.since(reconciliation.from());
                    case BASELINE -> participants.all(now);
                };
        Set<String> vanished =
                catalog.update(present, kind == RecoveryScan.Kind.CATCH_UP ? participants.namedLocations() : Set.of());
        gaps.locationsVanished(vanished, kind == RecoveryScan.Kind.CATCH_UP ? targets : List.of());
        Moment end = context.clocks().now();
        return new RecoveryScan.Scope(targets, kind == RecoveryScan.Kind.RECONCILE ? Reconciliation.to(end) : end);
    }

    /** The locations to scan if the service refuses to list them: those that consumers name, else those of the last list. */
    Set<String> fallbackLocations() {
        Set<String> named = participants.namedLocations();
        return named.isEmpty() ? catalog.present() : named;
    }

    private void requestCatchUp() {
        if (!catchUpScheduled) {
            catchUpScheduled = true;
            // One scan for all consumers: the others report their resume points in this turn of the loop.
            context.loop().execute(() -> {
                catchUpScheduled = false;
                if (connected) {
                    queue.addFirst(ScanQueue.Request.CATCH_UP);
                    queue.proceed();
                }
            });
        }
    }

    private void reconcile() {
        queue.abort(RecoveryScan.Kind.RECONCILE).forEach(scan -> evaluate(scan, false));
        if (connected) {
            queue.add(ScanQueue.Request.RECONCILE);
            queue.proceed();
        }
    }

    private TimeWindow.Checkpoint checkpointOf(ScanQueue.Request request) {
        return switch (request.kind()) {
            case CATCH_UP -> catchUpCheckpoint;
            case VERIFY, BASELINE -> new TimeWindow.Checkpoint();
            case RECONCILE -> reconcileCheckpoint;
        };
    }

    private void stop() {
        queue.clear();
        reconciliation.disconnected();
        clockProbe.disconnected();
        context.statistics().disconnected();
        onChanged();
    }

    /** A scan has read every list to its end. */
    void onCompleted(RecoveryScan scan) {
        if (queue.remove(scan)) {
            context.statistics().scanned(scan.request().kind(), scan.runningFor());
            if (scan.request().kind() == RecoveryScan.Kind.CATCH_UP && scan.isClockCorrected()) {
                LOG.debug("The service's clock was corrected during the recovery: requesting once more");
                catchUpCheckpoint.clear();
                queue.addFirst(ScanQueue.Request.CATCH_UP);
                onChanged();
                return;
            }
            switch (scan.request().kind()) {
                case CATCH_UP -> catchUpCompleted(scan);
                case VERIFY -> verificationCompleted(scan);
                case BASELINE -> {
                    // Its lists are remembered; nobody waits for more.
                }
                case RECONCILE -> {
                    reconcileCheckpoint.clear();
                    reconciliation.reconciledUntil(scan.window().end().moment());
                    evaluate(scan, true);
                }
            }
            onChanged();
        }
    }

    private void catchUpCompleted(RecoveryScan scan) {
        catchUpCheckpoint.clear();
        WallTime from = context.clocks().wallTime(scan.window().from());
        Moment to = scan.window().end().moment();
        for (RecoveryScan.Target target : scan.targets()) {
            ConsumerRecoveryState state = target.state();
            if (participants.recovered(state.listener()) && state.completeScan()) {
                state.whenIdle(() -> state.listener().onWindowClosed(from, to));
            }
        }
        gaps.notCompared(scan);
        LOG.info(
                "Recovery completed: {} events in {} ms",
                scan.dispatcher().events(),
                scan.runningFor().toMillis());
        queue.addLater(
                new ScanQueue.Request(RecoveryScan.Kind.VERIFY, scan.targets(), scan.reported()),
                context.settings().overlap());
    }

    private void verificationCompleted(RecoveryScan scan) {
        WallTime from = context.clocks().wallTime(scan.window().from());
        Moment to = scan.window().end().moment();
        for (RecoveryScan.Target target : scan.targets()) {
            ConsumerRecoveryState state = target.state();
            if (participants.state(state.listener()).isPresent()) {
                boolean wasOpen = state.completeVerification();
                state.whenIdle(() -> {
                    if (wasOpen) {
                        state.listener().onWindowClosed(from, to);
                    }
                    state.listener().onVerified();
                });
            }
        }
    }

    private void evaluate(RecoveryScan scan, boolean complete) {
        long missed = scan.dispatcher().missed();
        if (missed > 0) {
            context.statistics().missed(missed);
        }
        reconciliation.evaluate(missed, scan.dispatcher().oldestMissed(), complete);
    }

    private void onDelivered() {
        // A copy, because a scan that completes is removed from the queue.
        List.copyOf(queue.scans()).forEach(RecoveryScan::proceed);
    }
}
