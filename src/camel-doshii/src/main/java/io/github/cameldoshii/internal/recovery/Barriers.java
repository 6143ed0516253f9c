package io.github.cameldoshii.internal.recovery;

/**
 * Sends barriers over the socket: a ping whose pong proves that every event the service sent before it has been read. A
 * recovery scan uses them as the high watermarks of its pages. An interface, because the tests have no socket.
 */
@FunctionalInterface
public interface Barriers {

    /**
     * Sends a ping and runs the task on the event loop when the pong arrives. The task never runs if the connection ends
     * before.
     */
    void send(Runnable onPassed);
}
