package io.github.cameldoshii.catchup;

import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.Origin;
import io.github.cameldoshii.loop.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recovers for the consumers of one connection what they missed: after each connect, from the oldest of their positions,
 * while the socket goes on; once more some time later; and, if asked to, regularly. One pass at a time.
 *
 * <p>All methods but {@link #status()} are to be called on the connection's event loop, which owns all fields that are not
 * final or volatile.
 */
public final class CatchUp implements Pass.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private static final EventLoop.Timer NO_TIMER = () -> {};

    /** What is going on, for health. */
    public enum Status {
        /** Nothing is being asked for. */
        IDLE,
        /** A window is open. */
        CATCHING_UP,
        /** A window is open and some GETs fail. */
        FAILING
    }

    private static final class Member {
        private final Share share;
        private Optional<Lacking> lacking = Optional.empty();
        private long driftThen;

        Member(Share share) {
            this.share = share;
        }
    }

    /** A pass that is to come. */
    private record Plan(Origin origin, boolean settling, List<Pass.Target> targets) {}

    private final CatchUpSettings settings;
    private final Lists lists;
    private final Marks marks;
    private final EventLoop loop;
    private final ApiRetry retry;
    private final Consumer<String> deaf;
    private final CatchUpStatistics statistics = new CatchUpStatistics();
    private final Map<Participant, Member> members = new LinkedHashMap<>();
    private final Progress progress = new Progress();
    private final Deque<Plan> plans = new ArrayDeque<>();
    private final List<EventLoop.Timer> settleTimers = new ArrayList<>();

    private volatile Status status = Status.IDLE;

    private boolean connected;
    private long epoch;
    private boolean startAsked;
    private Pass pass;
    private Plan plan;
    private EventLoop.Timer reconcileTimer = NO_TIMER;
    private long reconciledTo;

    /**
     * @param marks of the connection
     * @param deaf told when a reconciliation shows that the socket does not bring what it should, with the reason to give
     *     for a new connection
     */
    public CatchUp(
            CatchUpSettings settings,
            Lists lists,
            Marks marks,
            EventLoop loop,
            RandomGenerator random,
            Consumer<String> deaf) {
        this.settings = settings;
        this.lists = lists;
        this.marks = marks;
        this.loop = loop;
        this.retry = new ApiRetry(random, settings.refusedDelay());
        this.deaf = deaf;
    }

    /** A consumer takes part from now on. */
    public void join(Participant participant) {
        members.put(participant, new Member(new Share(participant, loop, this::shareProgressed)));
    }

    /** A consumer takes part no more; what waits for it is dropped, its position tells where to go on. */
    public void leave(Participant participant) {
        Member member = members.remove(participant);
        if (member != null) {
            member.share.leave();
        }
        if (members.isEmpty()) {
            stop();
        }
    }

    /**
     * The connection lives, as this consumer sees it; each consumer is to say so, and whether it lacks something.
     *
     * @param lacking since when; nothing for a consumer that begins now
     */
    public void connected(Participant participant, long connectionEpoch, Optional<Lacking> lacking) {
        if (!connected || epoch != connectionEpoch) {
            connected = true;
            epoch = connectionEpoch;
            reconciledTo = loop.currentTimeMillis() + lists.clockOffset();
            scheduleReconciliation();
        }
        Member member = members.get(participant);
        if (member != null && lacking.isPresent()) {
            member.lacking = lacking;
            member.driftThen = drift();
            askStart();
        }
    }

    /**
     * The connection has ended; each consumer may say so.
     *
     * @param lastMessageNanos when its last message arrived, by the monotonic clock of the loop
     */
    public void disconnected(long lastMessageNanos) {
        if (!connected) {
            return;
        }
        connected = false;
        stop();
        long silent = Duration.ofNanos(loop.nanoTime() - lastMessageNanos).toMillis();
        long lastSign = loop.currentTimeMillis() + lists.clockOffset() - silent;
        for (Member member : members.values()) {
            member.share.delivered().ended(epoch, lastSign);
        }
    }

    /** How far the wall clock is from the monotonic one; the same all the time unless somebody sets it. */
    private long drift() {
        return loop.currentTimeMillis() - Duration.ofNanos(loop.nanoTime()).toMillis();
    }

    /** An event of the socket is about to be given to the consumer: what waits for the same entity goes before it. */
    public void beforeLive(Participant participant, DoshiiEvent event) {
        Member member = members.get(participant);
        if (member == null) {
            return;
        }
        if (pass != null) {
            pass.live(member.share, event);
        }
        member.share.beforeLive(event, epoch, lists.clockOffset());
    }

    /** What is going on. Any thread. */
    public Status status() {
        return status;
    }

    @Override
    public CatchUpStatistics statistics() {
        return statistics;
    }

    @Override
    public Lists lists() {
        return lists;
    }

    @Override
    public Marks marks() {
        return marks;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public CatchUpSettings settings() {
        return settings;
    }

    @Override
    public ApiRetry retry() {
        return retry;
    }

    @Override
    public void changed() {
        status = pass == null ? Status.IDLE : pass.isTroubled() ? Status.FAILING : Status.CATCHING_UP;
    }

    @Override
    public List<Pass.Target> targets() {
        if (plan.settling() || plan.origin() == Origin.RECONCILE) {
            return plan.targets();
        }
        long offset = lists.clockOffset();
        long now = loop.currentTimeMillis() + offset;
        List<Pass.Target> targets = new ArrayList<>();
        for (Member member : members.values()) {
            member.lacking.ifPresent(lacking -> targets.add(target(member, lacking, now, offset)));
        }
        return targets;
    }

    private Pass.Target target(Member member, Lacking lacking, long now, long offset) {
        Participant participant = member.share.participant();
        // The local clock may have been set since the consumer said it.
        long since = lacking.byServiceClock(offset + drift() - member.driftThen);
        long oldest = now - settings.maxAge().toMillis();
        if (since < oldest) {
            lose(participant, since - offset, oldest - offset, "it is older than catchUpMaxAge", Set.of());
        }
        lose(
                participant,
                since - offset,
                now - offset,
                "the service has no list of these events",
                RecoverableList.eventTypesOf(settings.lists()));
        return new Pass.Target(
                member.share, Math.max(since, oldest) - settings.overlap().toMillis());
    }

    private void lose(Participant participant, long from, long to, String reason, Set<String> recoverable) {
        List<String> types = participant.unrecoverable(recoverable);
        if (types.isEmpty()) {
            return;
        }
        statistics.gap();
        LOG.warn(
                "Route {}: events between {} and {} may be missing, because {}: {}",
                participant.name(),
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(to),
                reason,
                String.join(", ", types));
        participant.lost(new Gap(from, to, reason, types));
    }

    private void askStart() {
        if (!startAsked) {
            startAsked = true;
            // Once for all consumers: the others say in this turn of the loop what they lack.
            loop.execute(() -> {
                startAsked = false;
                if (connected) {
                    plans.addFirst(new Plan(Origin.CATCHUP, false, List.of()));
                    next();
                }
            });
        }
    }

    private void next() {
        if (pass == null && connected && !plans.isEmpty()) {
            plan = plans.poll();
            boolean second = plan.settling() || plan.origin() == Origin.RECONCILE;
            pass = new Pass(this, plan.origin(), second, epoch, second ? new Progress() : progress);
            changed();
            pass.start();
        }
    }

    private void stop() {
        if (pass != null) {
            pass.abort();
            pass = null;
        }
        plans.clear();
        settleTimers.forEach(EventLoop.Timer::cancel);
        settleTimers.clear();
        reconcileTimer.cancel();
        reconcileTimer = NO_TIMER;
        changed();
    }

    @Override
    public void done(Pass which) {
        if (which != pass) {
            return;
        }
        Plan finished = plan;
        pass = null;
        changed();
        if (finished.origin() == Origin.RECONCILE) {
            reconciled(which);
        } else if (finished.settling()) {
            settled(which);
        } else {
            closed(which);
        }
        next();
    }

    private void closed(Pass which) {
        progress.clear();
        long from = which.window().from() - lists.clockOffset();
        long to = which.window().to() - lists.clockOffset();
        for (Pass.Target target : which.targets()) {
            Member member = members.get(target.share().participant());
            if (member == null) {
                continue;
            }
            member.lacking = Optional.empty();
            if (!target.share().hasPutOff()) {
                target.share().whenIdle(() -> closed(target.share(), from, to));
            }
        }
        LOG.info("Caught up: all that has changed was asked for");
        EventLoop.Timer[] own = new EventLoop.Timer[1];
        own[0] = loop.schedule(settings.overlap().toNanos(), () -> {
            settleTimers.remove(own[0]);
            plans.add(new Plan(Origin.CATCHUP, true, which.targets()));
            next();
        });
        settleTimers.add(own[0]);
    }

    private void closed(Share share, long from, long to) {
        statistics.closedWindow();
        share.participant().closed(from, to);
    }

    private void settled(Pass which) {
        long from = which.window().from() - lists.clockOffset();
        long to = which.window().to() - lists.clockOffset();
        for (Pass.Target target : which.targets()) {
            Share share = target.share();
            if (members.containsKey(share.participant())) {
                boolean wasOpen = share.hasPutOff();
                share.settled();
                share.whenIdle(() -> {
                    if (wasOpen) {
                        closed(share, from, to);
                    }
                    share.participant().settled();
                });
            }
        }
    }

    private void scheduleReconciliation() {
        reconcileTimer.cancel();
        if (settings.reconcileInterval().isZero()) {
            return;
        }
        reconcileTimer = loop.schedule(settings.reconcileInterval().toNanos(), () -> {
            long from = reconciledTo - settings.overlap().toMillis();
            List<Pass.Target> targets = members.values().stream()
                    .map(member -> new Pass.Target(member.share, from))
                    .toList();
            plans.add(new Plan(Origin.RECONCILE, false, targets));
            next();
            scheduleReconciliation();
        });
    }

    private void reconciled(Pass which) {
        reconciledTo = which.window().to();
        if (which.missed() > 0) {
            statistics.deafStream();
            LOG.warn(
                    "The socket lives, and has not brought {} changes that it should have: it is dialled anew",
                    which.missed());
            deaf.accept("the socket brought no events although there were changes");
        }
    }

    private void shareProgressed() {
        if (pass != null) {
            pass.proceed();
        }
    }

    /** The event types that come back through the lists that are asked. */
    public Set<String> recoverable() {
        return RecoverableList.eventTypesOf(settings.lists());
    }
}
