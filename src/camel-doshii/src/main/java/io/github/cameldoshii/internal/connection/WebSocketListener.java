package io.github.cameldoshii.internal.connection;

/** Hears what happens on one WebSocket, always on the loop. */
public interface WebSocketListener {

    /** The upgrade is done; nothing is read before {@link WebSocketChannel#fetch}. */
    void opened(WebSocketChannel link);

    /** The dial has failed; nothing follows. */
    void failed(ConnectFailure failure);

    /**
     * A whole message, text or binary.
     *
     * @param bytes begin with the message; belong to the link, which uses them again when this method has returned
     * @param length of the message
     */
    void message(byte[] bytes, int length);

    /** A sign of life that is no whole message yet: a fragment, or a control frame. */
    void sign(boolean fragment);

    /** The WebSocket is closed, and every message that had arrived before was delivered; nothing follows. */
    void closed(CloseCause cause);
}
