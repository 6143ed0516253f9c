package io.github.cameldoshii.internal.connection;

/** An open WebSocket. Its methods are to be called on the connection's event loop, and none of them blocks. */
public interface WebSocketChannel {

    /** Sends a text message. */
    void send(String text);

    /** Requests so many more messages; nothing is read without a request. Counted per message, however many fragments. */
    void request(int messages);

    /** Withdraws all requests that have not been served. */
    void pause();

    /** Whether sent data piles up, because the server does not read. */
    boolean writeQueueFull();

    /** Starts the close handshake; {@link WebSocketListener#closed} is called if the server answers. */
    void close(int code, String reason);

    /** Closes the TCP connection at once, without a handshake. The listener hears nothing more. */
    void drop();
}
