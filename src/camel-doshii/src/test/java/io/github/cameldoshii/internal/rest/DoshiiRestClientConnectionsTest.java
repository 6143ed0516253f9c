package io.github.cameldoshii.internal.rest;

import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection that is not given back is missed only when the pool is empty: then nothing can be asked any more. */
@Timeout(50)
class DoshiiRestClientConnectionsTest {

    /** More than the HTTP client's pool has for one service, which is 20. */
    private static final int CALLS = 25;

    private static final byte[] PAGE = "[{\"id\":\"1\"}]".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ERROR = "{\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private DoshiiRestClient api;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        URI apiUrl = URI.create("http://localhost:" + server.getAddress().getPort() + ApiUnderTest.BASE);
        api = service.newApi(new ApiSettings(
                apiUrl,
                () -> "id",
                () -> "secret",
                Map.of(),
                ServiceHosts.NONE,
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                1_000_000));
    }

    @AfterEach
    void stop() {
        api.close();
        server.stop(0);
    }

    @Test
    void after_a_compressed_answer_whose_length_is_told() throws IOException {
        byte[] page = gzip(PAGE);
        answering(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, page.length, page);
        });

        callManyTimes();

        assertThat(connections).hasSizeLessThan(5);
    }

    @Test
    void after_a_compressed_answer_in_chunks() throws IOException {
        byte[] page = gzip(PAGE);
        answering(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, 0, page);
        });

        callManyTimes();

        assertThat(connections).hasSizeLessThan(5);
    }

    @Test
    void after_a_plain_answer() {
        answering(exchange -> answer(exchange, 200, PAGE.length, PAGE));

        callManyTimes();

        assertThat(connections).hasSizeLessThan(5);
    }

    @Test
    void after_a_compressed_error() throws IOException {
        byte[] error = gzip(ERROR);
        answering(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 500, error.length, error);
        });

        for (int i = 0; i < CALLS; i++) {
            assertThat(failure(api.page(ApiRequest.of("orders"))).status()).isEqualTo(500);
        }

        assertThat(connections).hasSizeLessThan(5);
    }

    @Test
    void after_an_answer_with_something_behind_the_compressed_part() throws IOException {
        byte[] page = gzip(PAGE);
        byte[] longer = Arrays.copyOf(page, page.length + 100);
        answering(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, longer.length, longer);
        });

        callManyTimes();
    }

    private void callManyTimes() {
        for (int i = 0; i < CALLS; i++) {
            assertThat(value(api.page(ApiRequest.of("orders"))).rows()).hasSize(1);
        }
    }

    private void answering(HttpHandler handler) {
        server.createContext("/", exchange -> {
            connections.add(exchange.getRemoteAddress());
            handler.handle(exchange);
        });
    }

    private static void answer(HttpExchange exchange, int status, long length, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        }
        return bytes.toByteArray();
    }
}
