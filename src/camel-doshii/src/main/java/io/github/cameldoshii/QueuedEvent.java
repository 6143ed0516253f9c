package io.github.cameldoshii;

import io.github.cameldoshii.internal.position.Ownership;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.MalformedMessageException;

/** What a consumer's dispatcher holds for the route. Immutable. */
sealed interface QueuedEvent {

    /**
     * An event of the service, or an event about the connection: a pong, a connection change.
     *
     * @param finished run, from any thread, when the route has finished it
     * @param ownership whether the session that has queued it may still deliver it
     */
    record Event(DoshiiEvent event, Runnable finished, Ownership ownership) implements QueuedEvent {}

    /** A malformed message, for the exception handler. */
    record Unreadable(MalformedMessageException problem) implements QueuedEvent {}
}
