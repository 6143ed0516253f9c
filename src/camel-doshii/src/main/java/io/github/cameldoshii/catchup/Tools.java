package io.github.cameldoshii.catchup;

import io.github.cameldoshii.clock.Clocks;
import io.github.cameldoshii.loop.EventLoop;
import java.util.Set;

/** What the passes of one connection work with. */
record Tools(
        CatchUpSettings settings,
        Lists lists,
        Marks marks,
        EventLoop loop,
        Clocks clocks,
        FailurePolicy failurePolicy,
        CatchUpStatistics statistics,
        Troubles troubles) {

    /** The event types that come back through the lists that are asked. */
    Set<String> recoverable() {
        return RecoverableList.eventTypesOf(settings.lists());
    }
}
