package io.github.cameldoshii.simulator.fault;

/** A TCP connection that was just accepted and of which nothing was read yet. */
public interface ConnectTarget {

    /** Ends the connection with a TCP reset. */
    void reset();

    /** Keeps the connection, reads what arrives and never answers. */
    void hang();

    /** Sends bytes at once, whatever the client says. */
    void bytes(byte[] bytes);

    void later(long millis, Runnable task);
}
