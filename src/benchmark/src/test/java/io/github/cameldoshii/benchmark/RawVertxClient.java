package io.github.cameldoshii.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.concurrent.TimeUnit;

/** Vert.x alone, with its defaults: what the transport under the component can do at best. */
final class RawVertxClient implements BenchmarkClient {

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = vertx.createWebSocketClient();

    @Override
    public void start(int port, BurstMeter meter) throws Exception {
        WebSocketConnectOptions server = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/app/socket?auth=YmVuY2htYXJr");
        client.webSocket()
                .textMessageHandler(meter::message)
                .connect(server)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        vertx.close();
    }
}
