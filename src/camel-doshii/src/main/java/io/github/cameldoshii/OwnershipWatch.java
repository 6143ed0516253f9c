package io.github.cameldoshii;

import io.github.cameldoshii.internal.position.Ownership;
import io.github.cameldoshii.internal.position.OwnershipMonitor;
import io.github.cameldoshii.internal.position.PositionStore;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Watches from a session's beginning to its end whether another node has taken its position over.
 *
 * @param ownership what an event is delivered by
 * @param end ends the watch
 */
record OwnershipWatch(Ownership ownership, Runnable end) {

    /** Of a session that goes on whoever has taken over. */
    static final OwnershipWatch NONE = new OwnershipWatch(Ownership.UNSHARED, () -> {});

    /** @param whenLost run once, on a thread that may block, when another node has taken over */
    static OwnershipWatch of(PositionStore store, DoshiiComponent component, Runnable whenLost) {
        if (!store.isShared()) {
            return NONE;
        }
        OwnershipMonitor monitor =
                new OwnershipMonitor(store::checkOwnership, component.positionThreads(), System::nanoTime);
        store.whenFenced(() -> {
            monitor.lose();
            whenLost.run();
        });
        long interval = OwnershipMonitor.TICK_INTERVAL.toMillis();
        ScheduledFuture<?> ticks = component
                .ownershipTimer()
                .scheduleWithFixedDelay(monitor::tick, interval, interval, TimeUnit.MILLISECONDS);
        return new OwnershipWatch(monitor, () -> ticks.cancel(false));
    }
}
