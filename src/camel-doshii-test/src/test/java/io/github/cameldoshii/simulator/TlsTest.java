package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.test.TestCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    @Test
    void socket_and_rest_are_served_over_tls(@TempDir Path dir) throws Exception {
        SSLContext tls = TestCertificate.forHost(dir, "localhost").sslContext();
        HttpClient http = HttpClient.newBuilder().sslContext(tls).build();
        try (DoshiiSimulator simulator =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0).withTls(tls))) {
            assertThat(simulator.socketUrl()).startsWith("wss://");
            CompletableFuture<String> first = new CompletableFuture<>();
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(TestClient.url(simulator)), new First(first))
                    .get(10, TimeUnit.SECONDS);
            simulator.emit("order_created", "");
            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("{\"emit\":[\"order_created\"]}");
            HttpRequest locations = HttpRequest.newBuilder(URI.create(simulator.apiUrl() + "/locations"))
                    .header("Authorization", "Bearer " + RestClient.token())
                    .build();
            assertThat(http.send(locations, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            socket.abort();
        }
    }

    private record First(CompletableFuture<String> text) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            return null;
        }
    }
}
