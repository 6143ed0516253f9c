package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * One consumer's part of catch-up: what it has been given, and what waits to be given to it. Confined to the loop.
 */
final class ConsumerRecoveryState {

    /** The service tells its time in whole seconds. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    private record Waiting(Change change, DoshiiEvent event) {}

    private final RecoveryListener participant;
    private final EventLoop loop;
    private final Runnable progressed;
    private final DeliveryHistory delivered = new DeliveryHistory();
    private Moment liveSince = Moment.DISTANT_FUTURE;
    private Moment begun = Moment.DISTANT_PAST;
    private final EntityInventory census = new EntityInventory();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int inWork;
    private boolean left;
    private final Set<EntityKey> doubts = new HashSet<>();
    private boolean open;
    private final List<Runnable> whenIdle = new ArrayList<>();

    /** @param progressed told when something that waited was given */
    ConsumerRecoveryState(RecoveryListener participant, EventLoop loop, Runnable progressed) {
        this.participant = participant;
        this.loop = loop;
        this.progressed = progressed;
    }

    RecoveryListener participant() {
        return participant;
    }

    DeliveryHistory delivered() {
        return delivered;
    }

    /** The socket brings this consumer's events since then. */
    void live(Moment since) {
        liveSince = since;
    }

    /** Nothing that was before then is of interest: the consumer has begun then. */
    void begin(Moment now) {
        begun = now.minus(CLOCK_ERROR);
    }

    /** Before when nothing is of interest. */
    Moment begun() {
        return begun;
    }

    /**
     * Whether the socket should have told of the change and has not. What is within the error of a measured clock is not
     * held against it.
     */
    boolean shouldHaveHeardOf(Change change, Clocks clocks) {
        return change.updatedAt().isKnown()
                && !change.updatedAt().isBefore(clocks.serviceTime(liveSince).plus(CLOCK_ERROR))
                && !delivered.heardAround(change, clocks, CLOCK_ERROR);
    }

    /** How many events wait for their turn. */
    int waiting() {
        return waiting.size();
    }

    boolean isIdle() {
        return waiting.isEmpty() && inWork == 0;
    }

    /**
     * All has been asked for once.
     *
     * @return whether nothing is in doubt; otherwise the window stays open until it was asked for once more
     */
    boolean canClose() {
        open = !doubts.isEmpty();
        return !open;
    }

    /** Whether it is in doubt what the entity's row adds. */
    boolean doubts(EntityKey entity) {
        return doubts.contains(entity);
    }

    /**
     * All has been asked for once more: what is still in doubt is not in the window any more.
     *
     * @return whether the window was open until now
     */
    boolean settle() {
        boolean wasOpen = open;
        open = false;
        doubts.clear();
        return wasOpen;
    }

    /** Runs the task, once, when nothing waits and nothing is in work; at once if that is so already. */
    void whenIdle(Runnable task) {
        whenIdle.add(task);
        checkIdle();
    }

    /** The consumer has gone: nothing is given to it any more. */
    void leave() {
        left = true;
        waiting.clear();
        whenIdle.clear();
    }

    /**
     * Gives a change to the consumer when its turn comes, if it wants it and has not been given it.
     *
     * @param asked what it was asked for
     * @param settled whether what is offered is the last state for certain; only then what is in doubt is given
     * @return how many events that makes
     */
    int offer(Change change, long epoch, ScanRequest.Kind asked, boolean settled, Clocks clocks) {
        if (left || !participant.wantsLocation(change.updatedEvent().locationId())) {
            return 0;
        }
        DeliveryHistory.Verdict verdict = delivered.judge(change, epoch, asked, clocks);
        if (verdict == DeliveryHistory.Verdict.IN_DOUBT && !settled) {
            doubts.add(change.key());
            return 0;
        }
        doubts.remove(change.key());
        if (verdict == DeliveryHistory.Verdict.COVERED) {
            return 0;
        }
        int events = 0;
        for (DoshiiEvent event : change.events(delivered.knows(change.key()))) {
            if (participant.wants(event.type())) {
                waiting.add(new Waiting(change, event));
                events++;
            }
        }
        // Remembered now, so that a second row for the entity is judged by the first.
        delivered.row(change);
        pump();
        return events;
    }

    /** Which tables and locations the consumer knows of. */
    EntityInventory census() {
        return census;
    }

    /**
     * Gives an event that follows from the comparison of two lists, if the consumer wants it.
     *
     * @return how many events that makes
     */
    int offer(Change change, DoshiiEvent event) {
        if (left || !participant.wantsLocation(event.locationId()) || !participant.wants(event.type())) {
            return 0;
        }
        waiting.add(new Waiting(change, event));
        delivered.row(change);
        pump();
        return 1;
    }

    /** An event of the socket is about to be delivered: what waits for the same entity goes before it. */
    void beforeLive(DoshiiEvent event, long epoch, Moment now) {
        if (!waiting.isEmpty()) {
            EntityKey key = EntityKey.of(event);
            List<Waiting> first = new ArrayList<>();
            for (Iterator<Waiting> i = waiting.iterator(); i.hasNext(); ) {
                Waiting next = i.next();
                if (next.change().key().mayBe(key)) {
                    i.remove();
                    first.add(next);
                }
            }
            first.forEach(this::give);
        }
        delivered.live(event, epoch, now);
        take(event, now.monotonic());
    }

    private void take(DoshiiEvent event, MonotonicTime now) {
        switch (event.type()) {
            case "table_created", "table_updated" ->
                census.added(EntityInventory.tablesOf(event.locationId()), EntityKey.tableName(event), now);
            case "table_removed", "table_deleted" ->
                census.removed(EntityInventory.tablesOf(event.locationId()), EntityKey.tableName(event));
            case "location_subscription" -> {
                if (event.status().equals("unsubscribed")) {
                    census.removed(EntityInventory.locations(), event.entityId());
                } else {
                    census.added(EntityInventory.locations(), event.entityId(), now);
                }
            }
            default -> {
                // Of other things there is no list of all.
            }
        }
    }

    private void pump() {
        while (!left && inWork < participant.parallel() && !waiting.isEmpty()) {
            give(waiting.poll());
        }
    }

    private void give(Waiting next) {
        inWork++;
        participant.recovered(next.event(), () -> loop.execute(this::finishedOne));
    }

    private void finishedOne() {
        inWork--;
        pump();
        progressed.run();
        checkIdle();
    }

    private void checkIdle() {
        if (isIdle() && !whenIdle.isEmpty()) {
            List<Runnable> tasks = List.copyOf(whenIdle);
            whenIdle.clear();
            tasks.forEach(Runnable::run);
        }
    }
}
