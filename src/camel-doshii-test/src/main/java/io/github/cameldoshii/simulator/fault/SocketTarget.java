package io.github.cameldoshii.simulator.fault;

/** An open socket, at the moment when something matched. */
public interface SocketTarget extends ConnectTarget {

    /** What would be sent now: the pong or the event; empty if nothing would. */
    String text();

    /** The value of the ping that matched, as JSON; {@code null} (the JSON word) if none did. */
    String pingValue();

    void sendText(String text);

    /** Sends bytes, after which nothing leaves and nothing is answered. */
    void lastBytes(byte[] bytes);

    /** To be called when the event was sent in another form, so that the ledger has it as told. */
    void told();

    /** Begins to close; code 1005 sends a close frame without a code, 1006 ends TCP without a close frame. */
    void close(int code, String reason);

    /** From now on nothing leaves and nothing is answered. */
    void stopWriting();

    /** From now on nothing is read. */
    void stopReading();

    /** Lets the answer to a close by the client, and the end of TCP, wait. */
    void slowClose(long millis);

    /**
     * Slows the connection down, both ways, without changing the order.
     *
     * @param bytesPerSecond 0 for no limit
     */
    void shape(int bytesPerSecond, long latencyMillis, long jitterMillis);
}
