package io.github.cameldoshii.benchmark;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The process that many client ids connect to, whatever they are: a socket that answers pings, and a REST API with one location
 * at which nothing has ever happened. A line on the standard input is one of
 *
 * <ul>
 *   <li>{@code await N}: answered by {@link ProtocolLine#RESULT} when so many sockets are live, with the number of connect
 *       attempts and of those in the busiest second, since the start or the last {@code drop};
 *   <li>{@code drop}: cuts all sockets at once;
 *   <li>{@code event}: sends an event on each socket.
 * </ul>
 *
 * <p>Ends when the standard input does. All servers share one event loop, which owns the fields.
 */
final class ClientIdServer {

    private static final String EVENT =
            "{\"emit\":[\"order_updated\",{\"id\":\"1\",\"locationId\":\"aH43yx2Q\",\"status\":\"accepted\"}]}";
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final Set<ClientIdSocket> sockets = new HashSet<>();
    private final ConnectLog connects = new ConnectLog();

    private ClientIdServer() {}

    /** @param args none */
    public static void main(String[] args) throws Exception {
        new ClientIdServer().run();
        System.exit(0);
    }

    private void run() throws Exception {
        // Resets, so that no port waits for the last packets of the connections that were cut.
        NetServerOptions options =
                new NetServerOptions().setHost("127.0.0.1").setSoLinger(0).setAcceptBacklog(1024);
        int socketPort = vertx.createNetServer(options)
                .connectHandler(this::accepted)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
        int apiPort = vertx.createHttpServer()
                .requestHandler(ClientIdServer::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
        ProtocolLine.LISTENING.print(socketPort + " " + apiPort);
        try (BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                List<String> words = List.of(command.split(" "));
                loop.runOnContext(ignored -> obey(words));
            }
        }
    }

    private void obey(List<String> command) {
        switch (command.get(0)) {
            case "await" -> await(Integer.parseInt(command.get(1)));
            case "drop" -> {
                connects.clear();
                Set.copyOf(sockets).forEach(ClientIdSocket::drop);
            }
            case "event" -> sockets.forEach(socket -> socket.send(EVENT));
            default -> throw new IllegalArgumentException("No command: " + command);
        }
    }

    private void await(int count) {
        if (sockets.stream().filter(ClientIdSocket::isLive).count() >= count) {
            ProtocolLine.RESULT.print(connects.all() + " " + connects.busiestSecond());
        } else {
            vertx.setTimer(LOOK_AGAIN_MILLIS, ignored -> await(count));
        }
    }

    private void accepted(NetSocket socket) {
        ClientIdSocket client = new ClientIdSocket(socket, () -> connects.add(System.nanoTime()));
        sockets.add(client);
        socket.handler(client::received);
        socket.exceptionHandler(ignored -> {});
        socket.closeHandler(ignored -> sockets.remove(client));
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .putHeader("Content-Type", "application/json")
                .end(request.path().endsWith("/locations") ? "[{\"id\":\"aH43yx2Q\"}]" : "[]");
    }
}
