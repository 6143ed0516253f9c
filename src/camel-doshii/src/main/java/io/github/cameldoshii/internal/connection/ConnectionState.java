package io.github.cameldoshii.internal.connection;

/** The states of a connection. */
public enum ConnectionState {
    /** Nobody has asked for a connection yet. */
    IDLE,
    /** A dial is on its way. */
    CONNECTING,
    /** The WebSocket is open, the first ping is sent, its pong has not come. */
    AWAITING_PONG,
    /** The first pong has come. */
    LIVE,
    /** Waiting for the next dial. */
    BACKOFF,
    /** The credentials were refused; a long wait for the next try. */
    REFUSED,
    /** The last subscriber has left. */
    CLOSED
}
