package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;

/** Opens WebSockets; the connection decides when and why. */
public interface WebSocketTransport {

    /** A dial in progress. */
    interface Dial {
        /** Gives the dial up at once, in whatever stage it is; its listener hears nothing more. On the loop. */
        void abandon();

        /** What it has come to so far, for people: what it waits for and what has failed. On the loop. */
        default String progress() {
            return "";
        }
    }

    /**
     * Dials. The listener hears of exactly one of {@link WebSocketListener#opened} and {@link WebSocketListener#failed}, always on
     * the loop and never before this method has returned.
     *
     * @param target where to, with the credential in its request target: never to be logged
     */
    Dial dial(WebSocketAddress target, int maxMessageSize, EventLoop loop, WebSocketListener listener);
}
