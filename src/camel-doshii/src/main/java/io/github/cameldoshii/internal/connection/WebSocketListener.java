package io.github.cameldoshii.internal.connection;

/** Receives what happens on one WebSocket, always on the connection's event loop. */
public interface WebSocketListener {

    /** The upgrade is done; nothing is read before {@link WebSocketChannel#request}. */
    void opened(WebSocketChannel channel);

    /** The connect attempt failed; nothing follows. */
    void failed(ConnectFailure failure);

    /**
     * A whole message, text or binary.
     *
     * @param bytes begin with the message; belong to the channel, which reuses them when this method has returned
     * @param length of the message
     */
    void message(byte[] bytes, int length);

    /** A sign of life that is no whole message yet: a fragment, or a control frame. */
    void signOfLife(boolean fragment);

    /** The WebSocket is closed, and every message that arrived before was passed on; nothing follows. */
    void closed(CloseCause cause);
}
