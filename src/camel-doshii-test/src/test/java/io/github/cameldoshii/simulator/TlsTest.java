package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    void socket_and_rest_are_served_over_tls(@TempDir Path dir) throws Exception {
        SSLContext tls = context(dir.resolve("keys.p12"));
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

    private static SSLContext context(Path keys) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "simulator",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("simulator", store.getCertificate("simulator"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
