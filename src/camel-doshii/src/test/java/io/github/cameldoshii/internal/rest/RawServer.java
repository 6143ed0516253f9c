package io.github.cameldoshii.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers every connection with what a script writes, for what no HTTP server would send. */
final class RawServer implements AutoCloseable {

    /** Writes one answer; the socket is closed after it. */
    @FunctionalInterface
    interface Script {
        void answer(Socket socket, OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final Script script;
    private final Queue<String> heads = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> writingFailed = new CompletableFuture<>();

    RawServer(Script script) {
        this.script = script;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI apiUrl() {
        return URI.create("http://localhost:" + server.getLocalPort() + "/partner/v3");
    }

    /** The heads of the requests that came, each with its request line first. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    /** Done once the client has dropped a connection that was being written to. */
    CompletableFuture<Void> writingFailed() {
        return writingFailed;
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                heads.add(readHead(socket.getInputStream()));
                script.answer(socket, socket.getOutputStream());
                socket.getOutputStream().flush();
            } catch (IOException e) {
                writingFailed.complete(null);
            }
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int last4 = 0;
        while (last4 != 0x0d0a0d0a) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no request");
            }
            last4 = last4 << 8 | b;
            head.append((char) b);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
