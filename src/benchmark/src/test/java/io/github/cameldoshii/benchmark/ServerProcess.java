package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** A {@link BenchmarkServer} in a process of its own. */
final class ServerProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final ChildProcess process;
    private final String port;

    /** @param prefix of the command, to pin it */
    ServerProcess(Path log, List<String> prefix) throws IOException, InterruptedException, TimeoutException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(JavaCommand.of(List.of("-Xmx256m", "-XX:+UseSerialGC"), BenchmarkServer.class));
        process = new ChildProcess(log, command, Map.of());
        port = process.await(ProtocolLine.LISTENING, PATIENCE_SECONDS);
    }

    String port() {
        return port;
    }

    void awaitConnected() throws IOException, InterruptedException, TimeoutException {
        process.await(ProtocolLine.CONNECTED, PATIENCE_SECONDS);
    }

    /** Sends the burst to the client that has connected last. */
    void send(Burst burst) {
        process.send(burst.line());
    }

    @Override
    public void close() {
        process.close();
    }
}
