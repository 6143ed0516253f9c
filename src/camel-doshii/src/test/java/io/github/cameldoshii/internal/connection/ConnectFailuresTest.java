package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectFailuresTest {

    private static final long NOW = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    private static ConnectFailure upgrade(int status, String... headers) {
        return page(status, "", headers);
    }

    private static ConnectFailure page(int status, String body, String... headers) {
        Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return ConnectFailures.ofUpgrade(
                new WebSocketHandshake.Answer.Rejected(
                        status, name -> map.getOrDefault(name, ""), body.getBytes(StandardCharsets.UTF_8), true),
                NOW);
    }

    @Nested
    class AnUpgradeThatWasAnswered {

        @ParameterizedTest
        @ValueSource(ints = {401, 403})
        void with_401_or_403_refuses_the_credentials(int status) {
            ConnectFailure failure = upgrade(status);

            assertThat(failure).isInstanceOf(ConnectFailure.Unauthorized.class);
            assertThat(failure.reason()).contains("HTTP " + status, "clientId", "environment");
        }

        @ParameterizedTest
        @ValueSource(ints = {429, 500, 502, 503, 504})
        void with_429_or_5xx_asks_to_come_later(int status) {
            ConnectFailure failure = upgrade(status, "Retry-After", "120");

            assertThat(failure).isInstanceOfSatisfying(ConnectFailure.ServerUnavailable.class, busy -> {
                assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(120));
                assertThat(busy.reason()).contains("HTTP " + status, "Retry-After 120 s");
            });
        }

        @Test
        void with_503_and_an_html_page_is_still_an_ill_service() {
            assertThat(upgrade(503, "Content-Type", "text/html")).isInstanceOf(ConnectFailure.ServerUnavailable.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 307, 308})
        void with_a_redirect_names_the_option_and_does_not_quote_the_target(int status) {
            ConnectFailure failure = upgrade(status, "Location", "wss://elsewhere.test/?auth=c2VjcmV0");

            assertThat(failure).isInstanceOf(ConnectFailure.UnexpectedResponse.class);
            assertThat(failure.reason()).contains("redirects are not followed", "socketUrl");
            assertThat(failure.reason()).doesNotContain("elsewhere", "c2VjcmV0");
        }

        @Test
        void with_a_page_is_no_websocket() {
            assertThat(upgrade(200, "Content-Type", "text/html; charset=utf-8").reason())
                    .contains("HTTP 200", "not a WebSocket", "proxy or a login page");
            assertThat(upgrade(404, "Content-Type", "TEXT/HTML").reason()).contains("HTTP 404", "not a WebSocket");
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 404, 405, 426})
        void with_anything_else_points_at_the_address(int status) {
            ConnectFailure failure = upgrade(status);

            assertThat(failure).isInstanceOf(ConnectFailure.UnexpectedResponse.class);
            assertThat(failure.reason()).contains("HTTP " + status, "check socketUrl");
        }
    }

    @Nested
    class ARefusal {

        @ParameterizedTest
        @CsvSource({
            "Content-Type, text/html; charset=UTF-8, an HTML page",
            "Content-Type, TEXT/HTML, an HTML page",
            "Server, cloudflare, Server: cloudflare",
            "server, AkamaiGHost, Server: akamaighost",
            "Server, awselb/2.0, Server: awselb",
            "cf-mitigated, challenge, header cf-mitigated",
            "CF-Mitigated, challenge, header cf-mitigated",
            "Via, 1.1 proxy.example, header Via",
            "Proxy-Authenticate, Basic realm=x, header Proxy-Authenticate",
            "Proxy-Status, edge; error=http_request_denied, header Proxy-Status",
            "WWW-Authenticate, NTLM, it asks for a login of type ntlm",
        })
        void that_bears_the_mark_of_something_in_between_says_nothing_about_the_client_id(
                String header, String value, String mark) {
            for (int status : new int[] {401, 403}) {
                ConnectFailure failure = upgrade(status, header, value);

                assertThat(failure).isInstanceOf(ConnectFailure.UnexpectedResponse.class);
                assertThat(failure.reason())
                        .contains("HTTP " + status, "something in between", mark)
                        .doesNotContain("check clientId");
            }
        }

        @Test
        void that_is_a_page_is_known_by_its_body_where_no_header_tells() {
            assertThat(page(403, " \n<!DOCTYPE html><title>Blocked</title>"))
                    .isInstanceOf(ConnectFailure.UnexpectedResponse.class);
            assertThat(page(401, "<html>", "Content-Type", "text/plain"))
                    .isInstanceOf(ConnectFailure.UnexpectedResponse.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"message\":\"Unauthorized\"}", "", "Unauthorized"})
        void in_the_words_of_the_service_is_one(String body) {
            assertThat(page(401, body, "Content-Type", "application/json", "Server", "nginx/1.25.3"))
                    .isInstanceOf(ConnectFailure.Unauthorized.class);
            assertThat(page(403, body, "WWW-Authenticate", "Bearer")).isInstanceOf(ConnectFailure.Unauthorized.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {407, 511})
        void that_wants_a_login_to_the_network_is_none(int status) {
            assertThat(upgrade(status)).isInstanceOf(ConnectFailure.UnexpectedResponse.class);
            assertThat(upgrade(status).reason()).contains("something in between wants a login");
        }
    }

    @Nested
    class AFailureInWords {

        @Test
        void names_what_people_can_act_on() {
            assertThat(ConnectFailures.describe(new UnknownHostException("nowhere.test")))
                    .isEqualTo("the host name cannot be resolved");
            assertThat(ConnectFailures.describe(new ConnectException("Connection refused: localhost/127.0.0.1:1")))
                    .isEqualTo("Connection refused: localhost/127.0.0.1:1");
            assertThat(ConnectFailures.describe(new ConnectException())).isEqualTo("the connection was refused");
            assertThat(ConnectFailures.describe(new ConnectTimeoutException("connection timed out: h/10.0.0.1:1")))
                    .contains("connection timed out");
            assertThat(ConnectFailures.describe(new ClosedChannelException())).isEqualTo("the connection was cut");
            assertThat(ConnectFailures.describe(new EOFException())).isEqualTo("the connection was cut");
            assertThat(ConnectFailures.describe(new IOException("Connection reset by peer")))
                    .isEqualTo("Connection reset by peer");
            assertThat(ConnectFailures.describe(
                            new ProxyConnectException("http, none, /127.0.0.1:3128 => h:443, status: 407")))
                    .contains("proxy", "status: 407");
        }

        @Test
        void leaves_out_the_address_that_a_reason_begins_with() {
            ConnectException netty = new ConnectException("Connection refused: localhost/127.0.0.1:1");
            netty.initCause(new ConnectException("Connection refused"));

            assertThat(ConnectFailures.describe(netty)).isEqualTo("Connection refused");
        }

        @Test
        void tells_plain_text_from_tls_without_a_dump_of_it() {
            SSLHandshakeException failed = new SSLHandshakeException("Failed to create SSL connection");
            failed.initCause(new NotSslRecordException("not an SSL/TLS record: 485454502f312e31"));

            assertThat(ConnectFailures.describe(failed)).isEqualTo("TLS failed: what answered does not speak TLS");
        }

        @Test
        void names_what_is_wrong_with_a_certificate() {
            SSLHandshakeException failed = new SSLHandshakeException("PKIX path validation failed");
            failed.initCause(new CertificateException("NotAfter: Mon Jan 01 2024"));

            assertThat(ConnectFailures.describe(failed))
                    .isEqualTo("TLS failed: PKIX path validation failed (NotAfter: Mon Jan 01 2024)");
        }

        @Test
        void is_one_line_without_control_characters() {
            assertThat(ConnectFailures.describe(new IOException("a\tb\u001b[31m\r\nsecond line")))
                    .isEqualTo("a b [31m ");
        }

        @Test
        void of_an_unknown_exception_is_its_kind_and_not_its_text() {
            assertThat(ConnectFailures.describe(new IllegalStateException("GET /app/socket?auth=c2VjcmV0")))
                    .isEqualTo("IllegalStateException");
        }
    }
}
