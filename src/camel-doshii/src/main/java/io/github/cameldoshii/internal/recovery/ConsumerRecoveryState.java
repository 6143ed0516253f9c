package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.position.Delivery;
import io.github.cameldoshii.internal.position.DeliveryHistory;
import io.github.cameldoshii.internal.position.DeliveryJournal;
import io.github.cameldoshii.internal.position.EntityKey;
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
 * One consumer's state of recovery: its delivery history, its inventory, and the recovered events that wait for it or are in
 * flight. Delivers them in order, few at a time, so that live events are not delayed. Confined to the event loop.
 */
final class ConsumerRecoveryState {

    /** The service tells its time in whole seconds. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    /** @param last whether it is the last event of the change */
    private record Waiting(Change change, DoshiiEvent event, boolean last) {}

    private final RecoveryListener listener;
    private final EventLoop loop;
    private final Runnable onDelivered;
    private final DeliveryJournal journal;
    private final Clocks clocks;
    private final EntityInventory inventory = new EntityInventory();

    /** Small, because it is mostly empty. */
    private final Deque<Waiting> waiting = new ArrayDeque<>(1);

    private final Set<EntityKey> uncertain = new HashSet<>();
    private final List<Runnable> idleTasks = new ArrayList<>();
    private Moment liveSince = Moment.DISTANT_FUTURE;
    private Moment begunAt = Moment.DISTANT_PAST;
    private int inFlight;
    private boolean left;
    private boolean windowOpen;

    /** @param onDelivered run when the route has finished a recovered event */
    ConsumerRecoveryState(
            RecoveryListener listener, DeliveryJournal journal, EventLoop loop, Clocks clocks, Runnable onDelivered) {
        this.listener = listener;
        this.journal = journal;
        this.loop = loop;
        this.clocks = clocks;
        this.onDelivered = onDelivered;
    }

    RecoveryListener listener() {
        return listener;
    }

    /** What was delivered before, in this session and others. */
    DeliveryJournal journal() {
        return journal;
    }

    private DeliveryHistory history() {
        return journal.history();
    }

    /** The tables and locations that the consumer knows of. */
    EntityInventory inventory() {
        return inventory;
    }

    /** The socket delivers this consumer's events from this moment on. */
    void connected(Moment since) {
        liveSince = since;
    }

    /** The consumer begins at this moment: earlier changes do not concern it. */
    void begin(Moment now) {
        begunAt = now.minus(CLOCK_ERROR);
    }

    /** Changes before this moment do not concern the consumer. */
    Moment begunAt() {
        return begunAt;
    }

    /**
     * Whether the socket should have delivered the change and has not. A difference within the error of the measured clock
     * does not count as missed.
     */
    boolean isMissedBySocket(Change change) {
        return change.updatedAt().isKnown()
                && !change.updatedAt().isBefore(clocks.serviceTime(liveSince).plus(CLOCK_ERROR))
                && !history().hasEventNear(change.key(), change.updatedAt(), clocks, CLOCK_ERROR);
    }

    /** How many events wait for delivery. */
    int waiting() {
        return waiting.size();
    }

    boolean isIdle() {
        return waiting.isEmpty() && inFlight == 0;
    }

    /**
     * A catch-up is completed.
     *
     * @return whether its window can be closed; an entity whose state is uncertain keeps it open until the verification
     */
    boolean completeScan() {
        windowOpen = !uncertain.isEmpty();
        return !windowOpen;
    }

    /** Whether it is uncertain that the last row of the entity shows its last state. */
    boolean isUncertain(EntityKey entity) {
        return uncertain.contains(entity);
    }

    /**
     * The verification is completed: what it did not show again has not changed in the window.
     *
     * @return whether the window was still open
     */
    boolean completeVerification() {
        boolean wasOpen = windowOpen;
        windowOpen = false;
        uncertain.clear();
        return wasOpen;
    }

    /** Runs the task once when no event waits or is in flight; at once if that is so already. */
    void whenIdle(Runnable task) {
        idleTasks.add(task);
        checkIdle();
    }

    /** The consumer has left: nothing more is delivered to it. */
    void leave() {
        left = true;
        waiting.clear();
        idleTasks.clear();
    }

    /**
     * Queues the events of a change for delivery, unless the consumer does not want them or was given them before.
     *
     * @param kind the kind of the scan that found the change
     * @param authoritative whether the change shows the last state for certain; otherwise an uncertain one is held back
     * @return how many events were queued
     */
    int offer(Change change, long connectionNumber, RecoveryScan.Kind kind, boolean authoritative) {
        if (left || !listener.wantsLocation(change.updatedEvent().locationId())) {
            return 0;
        }
        DeliveryHistory.Verdict verdict = history()
                .evaluate(change.key(), change.state(), connectionNumber, kind == RecoveryScan.Kind.RECONCILE, clocks);
        if (verdict == DeliveryHistory.Verdict.UNCERTAIN && !authoritative) {
            uncertain.add(change.key());
            return 0;
        }
        uncertain.remove(change.key());
        if (verdict == DeliveryHistory.Verdict.DUPLICATE) {
            return 0;
        }
        List<DoshiiEvent> wanted = change.events(history().knows(change.key())).stream()
                .filter(event -> listener.wantsType(event.type()))
                .toList();
        for (int i = 0; i < wanted.size(); i++) {
            waiting.add(new Waiting(change, wanted.get(i), i == wanted.size() - 1));
        }
        // Recorded before it is delivered, so that a second row of the entity is compared with the first.
        history().recordRow(change.key(), change.state());
        deliverWaiting();
        return wanted.size();
    }

    /**
     * Queues an event that the comparison of two complete lists has shown, if the consumer wants it.
     *
     * @return how many events were queued
     */
    int offerCompared(Change change, DoshiiEvent event) {
        if (left || !listener.wantsLocation(event.locationId()) || !listener.wantsType(event.type())) {
            return 0;
        }
        waiting.add(new Waiting(change, event, true));
        history().recordRow(change.key(), change.state());
        deliverWaiting();
        return 1;
    }

    /** A live event is about to be delivered: the waiting events of its entity are delivered first. */
    void beforeLiveEvent(DoshiiEvent event, Delivery delivery, long connectionNumber, Moment now) {
        EntityKey key = EntityKey.of(event);
        if (!waiting.isEmpty()) {
            List<Waiting> first = new ArrayList<>();
            for (Iterator<Waiting> i = waiting.iterator(); i.hasNext(); ) {
                Waiting next = i.next();
                if (next.change().key().mayBe(key)) {
                    i.remove();
                    first.add(next);
                }
            }
            first.forEach(this::deliver);
        }
        history().recordEvent(key, event, connectionNumber, now);
        journal.event(event, key, connectionNumber, now, delivery);
        inventory.onLiveEvent(event, now.monotonic());
    }

    private void deliverWaiting() {
        while (!left && inFlight < listener.maxInFlight() && !waiting.isEmpty()) {
            deliver(waiting.poll());
        }
    }

    private void deliver(Waiting next) {
        inFlight++;
        Delivery delivery = new Delivery(clocks.now());
        if (next.last()) {
            journal.row(next.change().key(), next.change().state(), delivery);
        } else {
            journal.known(next.change().key(), delivery);
        }
        listener.onRecovered(next.event(), () -> {
            delivery.run();
            loop.execute(this::onFinished);
        });
    }

    private void onFinished() {
        inFlight--;
        deliverWaiting();
        onDelivered.run();
        checkIdle();
    }

    private void checkIdle() {
        if (isIdle() && !idleTasks.isEmpty()) {
            List<Runnable> tasks = List.copyOf(idleTasks);
            idleTasks.clear();
            tasks.forEach(Runnable::run);
        }
    }
}
