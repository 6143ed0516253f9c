package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.rest.Entity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recovers for the consumers of one connection what they missed: after each connect, from the oldest of their positions,
 * while the socket goes on; once more some time later; and, if asked to, regularly.
 *
 * <p>All methods but {@link #status()}, {@link #inWords()} and {@link #statistics()} are to be called on the connection's
 * event loop, which owns all fields that are not final or volatile.
 */
public final class RecoveryService implements RecoveryScan.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    /** What is going on, for health. */
    public enum Status {
        /** Nothing is being asked for. */
        IDLE,
        /** A window is open. */
        CATCHING_UP,
        /** A window is open and some GETs fail. */
        FAILING,
        /** The last reconciliation found changes that the socket should have brought. */
        DEAF
    }

    private final RecoveryContext tools;
    private final Reconciliation reconciliation;
    private final ClockWatch clockWatch;
    private final GapReporter gaps;
    private final RecoveryParticipants members;
    private final KnownLocations locations = new KnownLocations();
    private final MenuVersions menus = new MenuVersions();
    private final ScanCheckpoint progress = new ScanCheckpoint();
    private final ScanCheckpoint reconciled = new ScanCheckpoint();
    private final ScanQueue agenda;

    private volatile Status status = Status.IDLE;

    private boolean connected;
    private long epoch;
    private boolean startAsked;

    /**
     * @param marks of the connection
     * @param deaf told when a reconciliation shows that the socket does not bring what it should, with the reason to give
     *     for a new connection
     */
    public RecoveryService(
            RecoverySettings settings,
            RestLists lists,
            Barriers marks,
            EventLoop loop,
            RandomGenerator random,
            Consumer<String> deaf) {
        this.tools = new RecoveryContext(
                settings,
                lists,
                marks,
                loop,
                new Clocks(loop, lists.clock()),
                new RetryPolicy(random, settings.refusedDelay()),
                new RecoveryStatistics(),
                new RequestFailures());
        this.clockWatch = new ClockWatch(loop, tools.clocks(), this::askCensus);
        this.gaps = new GapReporter(tools);
        this.members = new RecoveryParticipants(tools, gaps, this::shareProgressed);
        this.agenda = new ScanQueue(
                loop, plan -> new RecoveryScan(tools, this, plan, epoch, progressOf(plan)), this::changed);
        this.reconciliation =
                new Reconciliation(settings.reconcileInterval(), loop, tools.clocks(), this::reconcile, deaf);
    }

    /** A consumer takes part from now on. */
    public void join(RecoveryListener participant) {
        members.join(participant);
    }

    /** A consumer takes part no more; what waits for it is dropped, its position tells where to go on. */
    public void leave(RecoveryListener participant) {
        members.leave(participant);
        if (members.isEmpty()) {
            stop();
        }
    }

    /** A connection is being made: what arrives from now on comes of it, also before it {@link #connected lives}. */
    public void connecting(long connectionEpoch) {
        epoch = connectionEpoch;
    }

    /**
     * The connection lives, as this consumer sees it; each consumer is to say so, and whether it lacks something.
     *
     * @param lacking since when; nothing for a consumer that begins now
     */
    public void connected(RecoveryListener participant, long connectionEpoch, Optional<ResumePoint> lacking) {
        if (!connected || epoch != connectionEpoch) {
            connected = true;
            epoch = connectionEpoch;
            reconciliation.connected(tools.clocks().now());
            clockWatch.connected();
        }
        switch (members.connected(participant, lacking)) {
            case CATCH_UP -> askStart();
            case CENSUS -> askCensus();
            case NOTHING -> {
                // It has missed nothing, and needs to know nothing.
            }
        }
    }

    private void askCensus() {
        agenda.add(ScanRequest.CENSUS);
        tools.loop().execute(agenda::proceed);
    }

    /**
     * The connection has ended; each consumer may say so.
     *
     * @param covered up to when all that was sent on it has been read
     */
    public void disconnected(Moment covered) {
        if (!connected) {
            return;
        }
        connected = false;
        stop();
        members.shares().forEach(share -> share.delivered().ended(epoch, covered));
    }

    /** An event of the socket is about to be given to the consumer: what waits for the same entity goes before it. */
    public void beforeLive(RecoveryListener participant, DoshiiEvent event) {
        members.share(participant).ifPresent(share -> {
            reconciliation.live(tools.clocks().now());
            agenda.passes().forEach(pass -> pass.live(share, event));
            share.beforeLive(event, epoch, tools.clocks().now());
        });
    }

    /** What is going on. Any thread. */
    public Status status() {
        return status;
    }

    /** What is wrong, for people; empty if nothing is. Any thread. */
    public String inWords() {
        String failing = tools.troubles().inWords();
        return failing.isEmpty() ? reconciliation.inWords() : failing;
    }

    /** Counters. Any thread. */
    public RecoveryStatistics statistics() {
        return tools.statistics();
    }

    /** The clocks of the connection; to be used on its event loop. */
    public Clocks clocks() {
        return tools.clocks();
    }

    /** The event types that come back through the lists that are asked. */
    public Set<String> recoverable() {
        return RecoverableList.eventTypesOf(tools.settings().lists());
    }

    @Override
    public void changed() {
        if (agenda.passes().stream()
                .anyMatch(pass -> pass.plan().kind() != ScanRequest.Kind.CENSUS && pass.isTroubled())) {
            status = Status.FAILING;
        } else if (reconciliation.isDeaf()) {
            status = Status.DEAF;
        } else {
            status = agenda.passes().stream().noneMatch(RecoveryScan::closesAGap) ? Status.IDLE : Status.CATCHING_UP;
        }
        agenda.proceed();
    }

    @Override
    public RecoveryScan.Scope scope(RecoveryScan pass, Set<String> present) {
        ScanRequest.Kind kind = pass.plan().kind();
        ServiceTime now = tools.clocks().serviceNow();
        List<RecoveryScan.Target> targets =
                switch (kind) {
                    case CATCH_UP -> members.lacking(now);
                    case SETTLE -> pass.plan().targets();
                    case RECONCILE -> members.since(reconciliation.from());
                    case CENSUS -> members.all(now);
                };
        Set<String> vanished =
                locations.vanished(present, kind == ScanRequest.Kind.CATCH_UP ? members.namedLocations() : Set.of());
        gaps.vanished(vanished, kind == ScanRequest.Kind.CATCH_UP ? targets : List.of(), now);
        Moment end = tools.clocks().now();
        return new RecoveryScan.Scope(targets, kind == ScanRequest.Kind.RECONCILE ? Reconciliation.to(end) : end);
    }

    @Override
    public String lastMenu(String locationId, TimeWindow window) {
        return menus.before(locationId, window);
    }

    @Override
    public void menu(String locationId, Entity menu) {
        menus.read(locationId, menu);
    }

    @Override
    public Set<String> locationsInstead() {
        Set<String> named = members.namedLocations();
        return named.isEmpty() ? locations.present() : named;
    }

    @Override
    public void nothingListed(RecoveryScan pass, String why) {
        if (pass.closesAGap() && pass.told().add("locations")) {
            gaps.nothingListed(pass.targets(), pass.window().to(), "the locations cannot be asked for (" + why + ")");
        }
    }

    @Override
    public void givenUp(RecoveryScan pass, ListCursor walk, ServiceTime to, String why) {
        String what = RequestFailures.name(walk.list(), walk.locationId());
        if (!pass.closesAGap() || !pass.told().add(what)) {
            LOG.debug("{} cannot be asked for: {}", what, why);
            return;
        }
        gaps.givenUp(pass, walk, to, what + " cannot be asked for (" + why + ")");
    }

    private void askStart() {
        if (!startAsked) {
            startAsked = true;
            // Once for all consumers: the others say in this turn of the loop what they lack.
            tools.loop().execute(() -> {
                startAsked = false;
                if (connected) {
                    agenda.first(ScanRequest.CATCH_UP);
                    agenda.proceed();
                }
            });
        }
    }

    private void reconcile() {
        agenda.abort(ScanRequest.Kind.RECONCILE).forEach(pass -> judge(pass, false));
        if (connected) {
            agenda.add(ScanRequest.RECONCILE);
            agenda.proceed();
        }
    }

    private ScanCheckpoint progressOf(ScanRequest plan) {
        return switch (plan.kind()) {
            case CATCH_UP -> progress;
            case SETTLE, CENSUS -> new ScanCheckpoint();
            case RECONCILE -> reconciled;
        };
    }

    private void stop() {
        agenda.clear();
        reconciliation.disconnected();
        clockWatch.disconnected();
        tools.troubles().clear();
        changed();
    }

    @Override
    public void done(RecoveryScan pass) {
        if (agenda.done(pass)) {
            if (pass.plan().kind() == ScanRequest.Kind.CATCH_UP && pass.askedByAWrongClock()) {
                LOG.debug("The service's time is another than was thought: asking once more");
                progress.clear();
                agenda.first(ScanRequest.CATCH_UP);
                changed();
                return;
            }
            switch (pass.plan().kind()) {
                case CATCH_UP -> closed(pass);
                case SETTLE -> settled(pass);
                case CENSUS -> {
                    // Nothing was asked that anybody waits for.
                }
                case RECONCILE -> {
                    reconciled.clear();
                    reconciliation.covered(pass.end());
                    judge(pass, true);
                }
            }
            changed();
        }
    }

    private void closed(RecoveryScan pass) {
        progress.clear();
        WallTime from = tools.clocks().wallTime(pass.window().from());
        Moment to = pass.end();
        for (RecoveryScan.Target target : pass.targets()) {
            ConsumerRecoveryState share = target.share();
            if (members.recovered(share.participant()) && share.canClose()) {
                share.whenIdle(() -> closed(share, from, to));
            }
        }
        gaps.notCompared(pass);
        LOG.info("Caught up: all that has changed was asked for");
        agenda.later(
                new ScanRequest(ScanRequest.Kind.SETTLE, pass.targets(), pass.told()),
                tools.settings().overlap().toNanos());
    }

    private void closed(ConsumerRecoveryState share, WallTime from, Moment to) {
        tools.statistics().closedWindow();
        share.participant().closed(from, to);
    }

    private void settled(RecoveryScan pass) {
        WallTime from = tools.clocks().wallTime(pass.window().from());
        Moment to = pass.end();
        for (RecoveryScan.Target target : pass.targets()) {
            ConsumerRecoveryState share = target.share();
            if (members.share(share.participant()).isPresent()) {
                boolean wasOpen = share.settle();
                share.whenIdle(() -> {
                    if (wasOpen) {
                        closed(share, from, to);
                    }
                    share.participant().settled();
                });
            }
        }
    }

    private void judge(RecoveryScan reconciliationPass, boolean complete) {
        long missed = reconciliationPass.offers().missed();
        if (missed > 0) {
            tools.statistics().missed(missed);
        }
        reconciliation.judge(missed, reconciliationPass.offers().oldestMissed(), complete);
    }

    private void shareProgressed() {
        // A pass that ends leaves the agenda.
        List.copyOf(agenda.passes()).forEach(RecoveryScan::proceed);
    }
}
