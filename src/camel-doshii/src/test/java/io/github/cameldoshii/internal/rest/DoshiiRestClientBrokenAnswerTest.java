package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.fixtures.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DoshiiRestClientBrokenAnswerTest {

    private static final int MAX_BODY = 100_000;
    private static final Duration TIMEOUT = Duration.ofMillis(1500);
    private static final String PAGE = "{\"count\":1,\"offset\":0,\"limit\":50,\"rows\":[{\"id\":\"1\"}]}";

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest(s -> new ApiSettings(
            s.apiUrl(),
            s.clientId(),
            s.clientSecret(),
            s.httpOptions(),
            s.hosts(),
            s.connectTimeout(),
            TIMEOUT,
            MAX_BODY));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "<html><body>Please log in</body></html>",
                "{\"count\":1,\"rows\":[{\"id\":\"1\"}",
                "[{\"id\":\"1\"},",
                "[{\"id\":\"1\"}",
                "[{\"id\":\"1\"}][]",
                "[] trailing",
                "{\"count\":0}",
                "{\"rows\":null}",
                "{\"rows\":{}}",
                "{\"message\":\"The operation was successful.\"}",
                "null",
                "\"rows\"",
                "17",
                "{'rows':[]}",
                "rows"
            })
    void that_is_no_list_is_an_error_and_never_an_empty_page(String body) {
        DoshiiApiException failure = failureOf(ok(body));

        assertThat(failure.kind()).isEqualTo(ApiErrorKind.MALFORMED_ANSWER);
        assertThat(failure.kind().retryable()).isTrue();
        assertThat(failure.status()).isEqualTo(200);
    }

    @Test
    void that_is_html_says_so() {
        assertThat(failureOf(ok("<!DOCTYPE html><html>").withHeader("Content-Type", "text/html; charset=utf-8")))
                .hasMessage(
                        "GET /orders: status 200, the answer is an HTML page (content type text/html; charset=utf-8)");
    }

    @Test
    void without_content_is_an_error() {
        assertThat(failureOf(aResponse().withStatus(204)).kind()).isEqualTo(ApiErrorKind.MALFORMED_ANSWER);
    }

    @Test
    void that_is_not_utf_8_is_an_error() {
        byte[] latin1 = "[{\"id\":\"é\"}]".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(failureOf(ok().withBody(latin1)).detail()).isEqualTo("the answer is not UTF-8");
    }

    @Test
    void nested_beyond_all_bounds_is_an_error() {
        assertThat(failureOf(ok("[".repeat(50_000))).kind()).isEqualTo(ApiErrorKind.MALFORMED_ANSWER);
    }

    @Test
    void of_the_wrong_content_type_is_read_if_it_is_what_was_asked_for() {
        service.server.stubFor(get(anyUrl()).willReturn(ok(PAGE).withHeader("Content-Type", "text/html")));

        assertThat(value(service.api.page(ApiRequest.of("orders"))).rows()).hasSize(1);
    }

    @Test
    void whose_gzip_is_broken_is_an_error() {
        byte[] cutOff = gzip("[" + "{\"id\":\"1\"},".repeat(5000) + "{}]");
        for (byte[] body : new byte[][] {
            "no gzip at all".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(cutOff, cutOff.length / 2), new byte[] {31}
        }) {
            assertThat(failureOf(ok().withBody(body).withHeader("Content-Encoding", "gzip"))
                            .kind())
                    .isEqualTo(ApiErrorKind.MALFORMED_ANSWER);
        }
    }

    @Test
    void that_is_larger_than_the_limit_is_an_error() {
        DoshiiApiException failure = failureOf(okJson("[\"" + "x".repeat(MAX_BODY) + "\"]"));

        assertThat(failure.kind()).isEqualTo(ApiErrorKind.TOO_LARGE);
        assertThat(failure.detail()).endsWith("is larger than maxResponseSize, which is 100000 bytes");
    }

    @Test
    void that_swells_beyond_the_limit_when_decompressed_is_an_error() {
        byte[] bomb = gzip("[\"" + "x".repeat(10_000_000) + "\"]");
        assertThat(bomb.length).isLessThan(MAX_BODY);

        assertThat(failureOf(ok().withBody(bomb).withHeader("Content-Encoding", "gzip"))
                        .kind())
                .isEqualTo(ApiErrorKind.TOO_LARGE);
    }

    @Test
    void without_end_is_dropped_at_the_limit() throws Exception {
        try (RawServer server = RawServer.answering((socket, out) -> {
                    out.write(head("Transfer-Encoding: chunked"));
                    while (true) {
                        out.write(("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                });
                DoshiiRestClient api = api(ApiUnderTest.apiUrl(server))) {
            assertThat(failure(api.page(ApiRequest.of("orders"))).kind()).isEqualTo(ApiErrorKind.TOO_LARGE);
            server.writingFailed().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void that_does_not_come_is_a_time_out() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson(PAGE).withFixedDelay(20_000)));

        try (DoshiiRestClient api = impatientApi()) {
            DoshiiApiException failure = failure(api.page(ApiRequest.of("orders")));

            assertThat(failure.kind()).isEqualTo(ApiErrorKind.TIMEOUT);
            assertThat(failure.status()).isEqualTo(DoshiiApiException.NO_STATUS);
        }
    }

    @Test
    void that_trickles_is_a_time_out_although_bytes_keep_coming() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson(PAGE).withChunkedDribbleDelay(PAGE.length(), 30_000)));

        try (DoshiiRestClient api = impatientApi()) {
            DoshiiApiException failure = failure(api.page(ApiRequest.of("orders")));

            assertThat(failure.kind()).isEqualTo(ApiErrorKind.TIMEOUT);
            assertThat(failure.detail()).isEqualTo("no complete answer within 1500 ms");
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void of_a_connection_that_breaks_is_an_error_that_may_pass(Fault fault) {
        assertThat(failureOf(aResponse().withStatus(200).withFault(fault))
                        .kind()
                        .retryable())
                .isTrue();
    }

    @Test
    void cut_off_in_its_body_is_a_connection_error() throws Exception {
        RawServer.Script cutOff = (socket, out) -> {
            out.write(head("Content-Length: 1000"));
            out.write("[{\"id\":\"1\"}]".getBytes(StandardCharsets.US_ASCII));
        };
        RawServer.Script reset = (socket, out) -> {
            cutOff.answer(socket, out);
            out.flush();
            socket.setSoLinger(true, 0);
        };
        RawServer.Script cutOffInChunk = (socket, out) -> {
            out.write(head("Transfer-Encoding: chunked"));
            out.write("100\r\n[{\"id\":\"1\"}]".getBytes(StandardCharsets.US_ASCII));
        };
        RawServer.Script cutOffBetweenChunks = (socket, out) -> {
            out.write(head("Transfer-Encoding: chunked"));
            out.write("c\r\n[{\"id\":\"1\"}]\r\n".getBytes(StandardCharsets.US_ASCII));
        };
        for (RawServer.Script script : new RawServer.Script[] {cutOff, reset, cutOffInChunk, cutOffBetweenChunks}) {
            try (RawServer server = RawServer.answering(script);
                    DoshiiRestClient api = api(ApiUnderTest.apiUrl(server))) {
                assertThat(failure(api.page(ApiRequest.of("orders"))).kind()).isEqualTo(ApiErrorKind.CONNECTION);
            }
        }
    }

    @Test
    void because_a_kept_connection_had_been_closed_is_asked_for_again() {
        byte[] answer = (new String(head("Content-Length: 10"), StandardCharsets.US_ASCII) + "[{\"id\":1}]")
                .getBytes(StandardCharsets.US_ASCII);
        try (RawServer server = RawServer.answering((socket, out) -> out.write(answer));
                DoshiiRestClient api = api(ApiUnderTest.apiUrl(server))) {
            for (int i = 0; i < 20; i++) {
                assertThat(value(api.page(ApiRequest.of("orders"))).rows()).hasSize(1);
            }
            assertThat(server.heads()).hasSize(20);
        }
    }

    @Test
    void of_a_port_where_nobody_listens_is_a_connection_error() {
        int freePort = freePort();

        try (DoshiiRestClient api = api(URI.create("http://localhost:" + freePort + "/partner/v3"))) {
            DoshiiApiException failure = failure(api.page(ApiRequest.of("orders")));
            assertThat(failure.kind()).isEqualTo(ApiErrorKind.CONNECTION);
            assertThat(failure.detail()).contains("refused");
        }
    }

    @Test
    void of_a_host_that_does_not_exist_is_a_connection_error() {
        try (DoshiiRestClient api = api(URI.create("http://no-such-host.invalid/partner/v3"))) {
            DoshiiApiException failure = failure(api.page(ApiRequest.of("orders")));
            assertThat(failure.kind()).isIn(ApiErrorKind.CONNECTION, ApiErrorKind.TIMEOUT);
        }
    }

    @Test
    void does_not_spoil_the_next_one() {
        failureOf(okJson("[\"" + "x".repeat(MAX_BODY) + "\"]"));
        failureOf(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        failureOf(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        service.server.stubFor(get(anyUrl()).willReturn(okJson(PAGE)));

        assertThat(value(service.api.page(ApiRequest.of("orders"))).rows()).hasSize(1);
    }

    @Test
    void holds_no_connection_and_no_turn() {
        for (int i = 0; i < 3 * AdaptiveRateLimiter.DEFAULT_PARALLEL; i++) {
            failureOf(i % 2 == 0 ? okJson("[\"" + "x".repeat(MAX_BODY) + "\"]") : ok("<html>"));
        }
        service.server.stubFor(get(anyUrl()).willReturn(okJson(PAGE)));

        CompletableFuture<?>[] calls = new CompletableFuture<?>[AdaptiveRateLimiter.DEFAULT_PARALLEL];
        Arrays.setAll(calls, i -> service.api.page(ApiRequest.of("orders")));
        value(CompletableFuture.allOf(calls));
    }

    private DoshiiApiException failureOf(ResponseDefinitionBuilder answer) {
        service.server.resetAll();
        service.server.stubFor(get(anyUrl()).willReturn(answer));
        return failure(service.api.page(ApiRequest.of("orders").at("loc")));
    }

    private DoshiiRestClient impatientApi() {
        return service.newApi(new ApiSettings(
                URI.create(service.url("")),
                () -> "id",
                () -> "secret",
                Map.of(),
                ServiceHosts.NONE,
                TIMEOUT,
                TIMEOUT,
                MAX_BODY));
    }

    private DoshiiRestClient api(URI apiUrl) {
        return service.newApi(new ApiSettings(
                apiUrl,
                () -> "id",
                () -> "secret",
                Map.of(),
                ServiceHosts.NONE,
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                MAX_BODY));
    }

    private static byte[] head(String framing) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int freePort() {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
