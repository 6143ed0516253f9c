package io.github.cameldoshii.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A plain Vert.x WebSocket that keeps what it gets. */
final class TestClient implements AutoCloseable {

    private final WebSocketClient client;
    private final ClientWebSocket socket;
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Short> closed = new CompletableFuture<>();

    private TestClient(Vertx vertx, String uri) throws Exception {
        client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxMessageSize(4 << 20)
                .setMaxFrameSize(4 << 20)
                .setClosingTimeout(1));
        socket = client.webSocket();
        socket.textMessageHandler(texts::add);
        socket.exceptionHandler(errors::add);
        socket.closeHandler(done -> closed.complete(socket.closeStatusCode()));
        socket.connect(new WebSocketConnectOptions().setAbsoluteURI(uri))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    static TestClient dial(Vertx vertx, DoshiiSimulator simulator) throws Exception {
        return new TestClient(vertx, url(simulator));
    }

    static TestClient dial(Vertx vertx, String uri) throws Exception {
        return new TestClient(vertx, uri);
    }

    static String url(DoshiiSimulator simulator) {
        return simulator.socketUrl() + "?auth=" + auth(SimulatorOptions.DEFAULT_CREDENTIAL);
    }

    static String auth(String clientId) {
        return Base64.getEncoder().encodeToString(clientId.getBytes(StandardCharsets.UTF_8));
    }

    void send(String text) {
        socket.writeTextMessage(text);
    }

    ClientWebSocket socket() {
        return socket;
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    List<Throwable> errors() {
        return errors;
    }

    /** The close code, once the socket has ended. */
    CompletableFuture<Short> closed() {
        return closed;
    }

    @Override
    public void close() {
        client.close();
    }
}
