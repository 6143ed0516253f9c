package io.github.cameldoshii.socket;

/** Hears what happens on one WebSocket, always on the loop. */
public interface LinkListener {

    /** The upgrade is done; nothing is read before {@link Link#fetch}. */
    void opened(Link link);

    /** The dial has failed; nothing follows. */
    void failed(DialFailure failure);

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
