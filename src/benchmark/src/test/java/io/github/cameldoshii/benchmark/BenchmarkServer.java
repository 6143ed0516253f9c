package io.github.cameldoshii.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The process that sends: takes one client after the other and sends it the bursts that are asked for, line by line, on
 * the standard input. Ends when the standard input does.
 */
final class BenchmarkServer {

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicReference<ServerConnection> current = new AtomicReference<>();

    private BenchmarkServer() {}

    /** @param args none */
    public static void main(String[] args) throws IOException {
        new BenchmarkServer().run();
    }

    private void run() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            threads.execute(() -> acceptLoop(server));
            ProtocolLine.LISTENING.print(server.socket().getLocalPort());
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                current.get().send(Burst.parse(command));
            }
        }
    }

    private void acceptLoop(ServerSocketChannel server) {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                ServerConnection connection = new ServerConnection(channel);
                connection.upgrade();
                current.set(connection);
                threads.execute(connection::writeLoop);
                threads.execute(connection::readLoop);
                ProtocolLine.CONNECTED.print("");
            } catch (IOException e) {
                System.err.println("Connection refused: " + e);
            }
        }
    }
}
