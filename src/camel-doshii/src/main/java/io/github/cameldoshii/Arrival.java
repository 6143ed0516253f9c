package io.github.cameldoshii;

import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.FrameException;

/** What a consumer's lanes work on. */
sealed interface Arrival {

    /**
     * An event, or what is handed over like one: a heartbeat's answer, a change of the connection.
     *
     * @param finished run, from any thread, when the route has finished it
     */
    record OfEvent(DoshiiEvent event, Runnable finished) implements Arrival {}

    /** A message that was no event: a matter for the exception handler. */
    record OfProblem(FrameException problem) implements Arrival {}
}
