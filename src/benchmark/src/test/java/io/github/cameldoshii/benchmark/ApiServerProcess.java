package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** An {@link ApiServer} in a process of its own. */
final class ApiServerProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final ChildProcess process;
    private final String apiUrl;

    ApiServerProcess(Path log) throws IOException, InterruptedException, TimeoutException {
        process = new ChildProcess(
                log, JavaCommand.of(List.of("-Xmx512m", "-XX:+UseSerialGC"), ApiServer.class), Map.of());
        apiUrl = process.await(ProtocolLine.LISTENING, PATIENCE_SECONDS);
    }

    String apiUrl() {
        return apiUrl;
    }

    /** Returns when so many new orders are there. */
    void createOrders(int count) throws IOException, InterruptedException, TimeoutException {
        process.send(Integer.toString(count));
        process.await(ProtocolLine.READY, PATIENCE_SECONDS);
    }

    @Override
    public void close() {
        process.close();
    }
}
