package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;

/** Opens WebSockets. {@link Connection} decides when and why; tests put a scripted server in its place. */
public interface WebSocketTransport {

    /** A connect attempt in progress. */
    interface ConnectAttempt {
        /** Abandons the attempt at once, in whatever stage it is; its listener hears nothing more. On the loop. */
        void abandon();

        /** Describes what the attempt waits for and what has failed so far. On the loop. */
        default String progress() {
            return "";
        }
    }

    /**
     * Starts a connect attempt. The listener hears of exactly one of {@link WebSocketListener#opened} and {@link WebSocketListener#failed}, always on
     * the loop and never before this method has returned.
     *
     * @param address holds the credential in its request target: never to be logged
     */
    ConnectAttempt connect(WebSocketAddress address, int maxMessageSize, EventLoop loop, WebSocketListener listener);
}
