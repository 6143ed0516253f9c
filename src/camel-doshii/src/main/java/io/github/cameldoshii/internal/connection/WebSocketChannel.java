package io.github.cameldoshii.internal.connection;

/** An open WebSocket. All methods are to be called on the loop, and none of them waits. */
public interface WebSocketChannel {

    /** Sends a text message. */
    void send(String text);

    /** Asks for so many messages more; until asked, nothing is read. Counted per message, however many fragments it has. */
    void fetch(int messages);

    /** Takes back all that was asked for and has not arrived. */
    void pause();

    /** Whether what was sent piles up, because the far side does not read. */
    boolean writeQueueFull();

    /** Starts a polite close; the link hears {@link WebSocketListener#closed} if the far side answers. */
    void close(int code, String reason);

    /** Closes the TCP connection at once, whatever the far side does. The listener hears nothing more. */
    void drop();
}
