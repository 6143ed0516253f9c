package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import java.util.Set;

/** What the passes of one connection work with. */
record RecoveryContext(
        RecoverySettings settings,
        RestLists lists,
        Barriers marks,
        EventLoop loop,
        Clocks clocks,
        RetryPolicy failurePolicy,
        RecoveryStatistics statistics,
        RequestFailures troubles) {

    /** The event types that come back through the lists that are asked. */
    Set<String> recoverable() {
        return RecoverableList.eventTypesOf(settings.lists());
    }
}
