package io.github.cameldoshii;

import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.FrameException;

/** What a consumer's lanes work on. */
sealed interface Arrival {

    /** An event, or what is handed over like one: a heartbeat's answer, a change of the connection. */
    record OfEvent(DoshiiEvent event) implements Arrival {}

    /** A message that was no event: a matter for the exception handler. */
    record OfProblem(FrameException problem) implements Arrival {}
}
