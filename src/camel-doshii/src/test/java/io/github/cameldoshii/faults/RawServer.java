package io.github.cameldoshii.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server below HTTP: says nothing, or always the same, or passes on as a proxy does. */
final class RawServer implements AutoCloseable {

    /** What is done with a connection. */
    private interface Behaviour {
        void serve(RawServer server, Socket socket) throws IOException;
    }

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private RawServer(Behaviour behaviour) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> accept(behaviour));
    }

    /** Accepts, and reads, and never answers. */
    static RawServer silent() throws IOException {
        return new RawServer(
                (server, socket) -> socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream()));
    }

    /** Answers each request with the same bytes. */
    static RawServer answering(byte[] answer) throws IOException {
        return new RawServer((server, socket) -> {
            server.readHead(socket);
            socket.getOutputStream().write(answer);
            socket.getOutputStream().flush();
        });
    }

    /** Answers each request with the same bytes, and leaves it at that. */
    static RawServer hanging(byte[] answer) throws IOException {
        return new RawServer((server, socket) -> {
            server.readHead(socket);
            socket.getOutputStream().write(answer);
            socket.getOutputStream().flush();
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        });
    }

    /** An HTTP proxy that understands CONNECT. */
    static RawServer tunnelling() throws IOException {
        return new RawServer((server, socket) -> {
            String target = server.readHead(socket).split(" ")[1];
            int colon = target.lastIndexOf(':');
            Socket far = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
            server.sockets.add(far);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            server.threads.execute(() -> pump(far, socket));
            pump(socket, far);
        });
    }

    /** Says something of its own to each request, and passes the request on to a server and what comes of it back. */
    static RawServer relayingTo(int port, byte[] first) throws IOException {
        return new RawServer((server, socket) -> {
            String head = server.readHead(socket).replace("\n", "\r\n");
            Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
            server.sockets.add(far);
            socket.getOutputStream().write(first);
            far.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            server.threads.execute(() -> pump(far, socket));
            pump(socket, far);
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The heads of the requests that arrived. */
    List<String> received() {
        return received;
    }

    private void accept(Behaviour behaviour) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                threads.execute(() -> serve(behaviour, socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Behaviour behaviour, Socket socket) {
        try (socket) {
            behaviour.serve(this, socket);
        } catch (IOException | UncheckedIOException closed) {
            return;
        }
    }

    private String readHead(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 1);
        StringBuilder head = new StringBuilder();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            head.append(line).append('\n');
        }
        received.add(head.toString());
        return head.toString();
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
                to.getOutputStream().flush();
            }
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
