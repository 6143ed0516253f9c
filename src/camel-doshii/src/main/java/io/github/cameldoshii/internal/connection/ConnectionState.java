package io.github.cameldoshii.internal.connection;

/**
 * The states of a connection. {@code IDLE} becomes {@code CONNECTING} with the first subscriber, {@code AWAITING_PONG} when
 * the WebSocket opens, {@code LIVE} with the first pong. Any failure or close leads to {@code BACKOFF} or {@code REFUSED}
 * and from there to {@code CONNECTING} again; when the last subscriber leaves, to {@code CLOSED}.
 */
public enum ConnectionState {
    /** No subscriber yet. */
    IDLE,
    /** A connect attempt is in progress. */
    CONNECTING,
    /** The WebSocket is open and the first ping sent; no pong yet. */
    AWAITING_PONG,
    /** The first pong has arrived. */
    LIVE,
    /** Waiting before the next connect attempt. */
    BACKOFF,
    /** The credentials were rejected; a long wait before the next connect attempt. */
    REFUSED,
    /** The last subscriber has left. */
    CLOSED
}
