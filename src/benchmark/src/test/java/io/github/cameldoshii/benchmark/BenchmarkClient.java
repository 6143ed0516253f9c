package io.github.cameldoshii.benchmark;

/** One way to receive the events, up to where a user's own work would begin. */
interface BenchmarkClient extends AutoCloseable {

    /**
     * Starts to receive; returns when a message that is sent to an open connection will arrive.
     *
     * @param port the server's, on the loopback address
     */
    void start(int port, BurstMeter meter) throws Exception;

    @Override
    void close();
}
