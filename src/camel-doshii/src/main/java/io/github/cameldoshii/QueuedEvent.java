package io.github.cameldoshii;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.MalformedMessageException;

/** What a consumer's lanes work on. */
sealed interface QueuedEvent {

    /**
     * An event, or what is handed over like one: a heartbeat's answer, a change of the connection.
     *
     * @param finished run, from any thread, when the route has finished it
     */
    record OfEvent(DoshiiEvent event, Runnable finished) implements QueuedEvent {}

    /** A message that was no event: a matter for the exception handler. */
    record OfProblem(MalformedMessageException problem) implements QueuedEvent {}
}
