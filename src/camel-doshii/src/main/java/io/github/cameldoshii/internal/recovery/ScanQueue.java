package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which passes are under way and which are to come: one after the other, but a pass that can only wait for what fails holds
 * up no other. Confined to the loop.
 */
final class ScanQueue {

    private final EventLoop loop;
    private final Function<ScanRequest, RecoveryScan> passOf;
    private final Runnable started;
    private final Deque<ScanRequest> plans = new ArrayDeque<>();
    private final List<RecoveryScan> passes = new ArrayList<>();
    private final List<EventLoop.Timer> timers = new ArrayList<>();

    /**
     * @param passOf makes the pass of a plan, which is then started here
     * @param started told of each start
     */
    ScanQueue(EventLoop loop, Function<ScanRequest, RecoveryScan> passOf, Runnable started) {
        this.loop = loop;
        this.passOf = passOf;
        this.started = started;
    }

    /** The passes under way; changes with them. */
    List<RecoveryScan> passes() {
        return Collections.unmodifiableList(passes);
    }

    /** Before all others. */
    void first(ScanRequest plan) {
        plans.addFirst(plan);
    }

    /** After all others, unless there is the same already. */
    void add(ScanRequest plan) {
        if (!plans.contains(plan)) {
            plans.add(plan);
        }
    }

    /** After some time. */
    void later(ScanRequest plan, long delayNanos) {
        EventLoop.Timer[] own = new EventLoop.Timer[1];
        own[0] = loop.schedule(delayNanos, () -> {
            timers.remove(own[0]);
            plans.add(plan);
            proceed();
        });
        timers.add(own[0]);
    }

    /** Starts what can be started. */
    void proceed() {
        if (plans.isEmpty() || !passes.stream().allMatch(RecoveryScan::isStalled)) {
            return;
        }
        ScanRequest plan = plans.poll();
        if (plan.kind() == ScanRequest.Kind.CATCH_UP) {
            // The new one asks for what the stalled one does, and for more.
            abort(ScanRequest.Kind.CATCH_UP);
        }
        RecoveryScan pass = passOf.apply(plan);
        passes.add(pass);
        pass.start();
        started.run();
    }

    /** Ends the passes of a kind that are under way, and returns them. */
    List<RecoveryScan> abort(ScanRequest.Kind kind) {
        Predicate<RecoveryScan> ofKind = pass -> pass.plan().kind() == kind;
        List<RecoveryScan> aborted = passes.stream().filter(ofKind).toList();
        aborted.forEach(RecoveryScan::abort);
        passes.removeIf(ofKind);
        return aborted;
    }

    /** A pass has ended; false if it was not under way any more. */
    boolean done(RecoveryScan pass) {
        return passes.remove(pass);
    }

    /** Ends everything. */
    void clear() {
        passes.forEach(RecoveryScan::abort);
        passes.clear();
        plans.clear();
        timers.forEach(EventLoop.Timer::cancel);
        timers.clear();
    }
}
