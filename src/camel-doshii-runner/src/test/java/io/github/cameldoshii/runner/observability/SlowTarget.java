package io.github.cameldoshii.runner.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** The HTTP server that a route sends to: it can be told not to answer for a while. Any thread. */
final class SlowTarget implements AutoCloseable {

    private final Semaphore passes = new Semaphore(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    SlowTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            passes.acquireUninterruptibly();
            passes.release();
            exchange.sendResponseHeaders(204, -1);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    void hold() {
        passes.acquireUninterruptibly();
    }

    void letGo() {
        passes.release();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
