package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs the recovery scans of one connection one after the other. A scan that only waits for a retry is passed by the next
 * one, so that a failing list delays no other consumer. Confined to the event loop.
 */
final class ScanQueue {

    /**
     * A request for a scan.
     *
     * @param targets the consumers, where they are known in advance
     * @param reported the lists of locations whose gaps an earlier scan has reported
     */
    record Request(RecoveryScan.Kind kind, List<RecoveryScan.Target> targets, Set<String> reported) {

        static final Request CATCH_UP = new Request(RecoveryScan.Kind.CATCH_UP, List.of(), Set.of());

        static final Request BASELINE = new Request(RecoveryScan.Kind.BASELINE, List.of(), Set.of());

        static final Request RECONCILE = new Request(RecoveryScan.Kind.RECONCILE, List.of(), Set.of());
    }

    private final EventLoop loop;
    private final Function<Request, RecoveryScan> factory;
    private final Runnable onStarted;

    /** Small, because it is mostly empty. */
    private final Deque<Request> requests = new ArrayDeque<>(1);

    private final List<RecoveryScan> scans = new ArrayList<>();
    private final List<EventLoop.Timer> timers = new ArrayList<>();

    /**
     * @param factory makes the scan of a request; the queue starts it
     * @param onStarted run after each start
     */
    ScanQueue(EventLoop loop, Function<Request, RecoveryScan> factory, Runnable onStarted) {
        this.loop = loop;
        this.factory = factory;
        this.onStarted = onStarted;
    }

    /** A live view of the running scans. */
    List<RecoveryScan> scans() {
        return Collections.unmodifiableList(scans);
    }

    /** Adds a request before all others. */
    void addFirst(Request request) {
        requests.addFirst(request);
    }

    /** Adds a request after all others, unless an equal one waits. */
    void add(Request request) {
        if (!requests.contains(request)) {
            requests.add(request);
        }
    }

    /** Adds a request after a delay. */
    void addLater(Request request, Duration delay) {
        EventLoop.Timer[] own = new EventLoop.Timer[1];
        own[0] = loop.schedule(delay.toNanos(), () -> {
            timers.remove(own[0]);
            requests.add(request);
            proceed();
        });
        timers.add(own[0]);
    }

    /** Starts the next scan if every running one is stalled. */
    void proceed() {
        if (requests.isEmpty() || !scans.stream().allMatch(RecoveryScan::isStalled)) {
            return;
        }
        Request request = requests.poll();
        if (request.kind() == RecoveryScan.Kind.CATCH_UP) {
            // The new catch-up covers all that the stalled one does, and more.
            abort(RecoveryScan.Kind.CATCH_UP);
        }
        RecoveryScan scan = factory.apply(request);
        scans.add(scan);
        scan.start();
        onStarted.run();
    }

    /** Ends the running scans of a kind and returns them. */
    List<RecoveryScan> abort(RecoveryScan.Kind kind) {
        Predicate<RecoveryScan> ofKind = scan -> scan.request().kind() == kind;
        List<RecoveryScan> aborted = scans.stream().filter(ofKind).toList();
        aborted.forEach(RecoveryScan::abort);
        scans.removeIf(ofKind);
        return aborted;
    }

    /** Removes a completed scan; false if it was aborted before. */
    boolean remove(RecoveryScan scan) {
        return scans.remove(scan);
    }

    /** Ends all scans and drops all requests. */
    void clear() {
        scans.forEach(RecoveryScan::abort);
        scans.clear();
        requests.clear();
        timers.forEach(EventLoop.Timer::cancel);
        timers.clear();
    }
}
