package io.github.cameldoshii.internal.recovery;

/** The marks on the socket that bracket what a list has shown. */
@FunctionalInterface
public interface Barriers {

    /**
     * Sends a ping and runs the task, on the loop, when its answer arrives: every event that the service sent before it
     * has then been seen. Never run if the connection ends before.
     */
    void mark(Runnable answered);
}
