package io.github.cameldoshii.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.UpgradeRejectedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialFailuresTest {

    private static final long NOW = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    private static DialFailure upgrade(int status, String... headers) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        return DialFailures.ofUpgrade(new UpgradeRejectedException("rejected", status, map, null), NOW);
    }

    @Nested
    class AnUpgradeThatWasAnswered {

        @ParameterizedTest
        @ValueSource(ints = {401, 403})
        void with_401_or_403_refuses_the_credentials(int status) {
            DialFailure failure = upgrade(status);

            assertThat(failure).isInstanceOf(DialFailure.Refused.class);
            assertThat(failure.reason()).contains("HTTP " + status, "clientId", "environment");
        }

        @ParameterizedTest
        @ValueSource(ints = {429, 500, 502, 503, 504})
        void with_429_or_5xx_asks_to_come_later(int status) {
            DialFailure failure = upgrade(status, "Retry-After", "120");

            assertThat(failure).isInstanceOfSatisfying(DialFailure.Busy.class, busy -> {
                assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(120));
                assertThat(busy.reason()).contains("HTTP " + status, "Retry-After 120 s");
            });
        }

        @Test
        void with_503_and_an_html_page_is_still_an_ill_service() {
            assertThat(upgrade(503, "Content-Type", "text/html")).isInstanceOf(DialFailure.Busy.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 307, 308})
        void with_a_redirect_names_the_option_and_does_not_quote_the_target(int status) {
            DialFailure failure = upgrade(status, "Location", "wss://elsewhere.test/?auth=c2VjcmV0");

            assertThat(failure).isInstanceOf(DialFailure.NotTheService.class);
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
            DialFailure failure = upgrade(status);

            assertThat(failure).isInstanceOf(DialFailure.NotTheService.class);
            assertThat(failure.reason()).contains("HTTP " + status, "check socketUrl");
        }

        @Test
        void without_headers_is_understood_too() {
            DialFailure failure =
                    DialFailures.ofUpgrade(new UpgradeRejectedException("rejected", 503, null, null), NOW);

            assertThat(failure).isInstanceOf(DialFailure.Busy.class);
        }
    }

    @Nested
    class AFailureInWords {

        @Test
        void names_what_people_can_act_on() {
            assertThat(DialFailures.describe(new UnknownHostException("nowhere.test")))
                    .isEqualTo("the host name cannot be resolved");
            assertThat(DialFailures.describe(new ConnectException("Connection refused: localhost/127.0.0.1:1")))
                    .isEqualTo("Connection refused: localhost/127.0.0.1:1");
            assertThat(DialFailures.describe(new ConnectException())).isEqualTo("the connection was refused");
            assertThat(DialFailures.describe(new ConnectTimeoutException("connection timed out: h/10.0.0.1:1")))
                    .contains("connection timed out");
            assertThat(DialFailures.describe(new ClosedChannelException())).isEqualTo("the connection was cut");
            assertThat(DialFailures.describe(new EOFException())).isEqualTo("the connection was cut");
            assertThat(DialFailures.describe(new IOException("Connection reset by peer")))
                    .isEqualTo("Connection reset by peer");
            assertThat(DialFailures.describe(
                            new ProxyConnectException("http, none, /127.0.0.1:3128 => h:443, status: 407")))
                    .contains("proxy", "status: 407");
        }

        @Test
        void names_what_is_wrong_with_a_certificate() {
            SSLHandshakeException failed = new SSLHandshakeException("PKIX path validation failed");
            failed.initCause(new CertificateException("NotAfter: Mon Jan 01 2024"));

            assertThat(DialFailures.describe(failed))
                    .isEqualTo("TLS failed: PKIX path validation failed (NotAfter: Mon Jan 01 2024)");
        }

        @Test
        void is_one_line_without_control_characters() {
            assertThat(DialFailures.describe(new IOException("a\tb\u001b[31m\r\nsecond line")))
                    .isEqualTo("a b [31m ");
        }

        @Test
        void of_an_unknown_exception_is_its_kind_and_not_its_text() {
            assertThat(DialFailures.describe(new IllegalStateException("GET /app/socket?auth=c2VjcmV0")))
                    .isEqualTo("IllegalStateException");
        }
    }

    @Test
    void a_message_beyond_the_limit_is_told_from_other_bad_frames() {
        assertThat(DialFailures.isTooBig(new TooLongFrameException("x"))).isTrue();
        assertThat(DialFailures.isTooBig(new RuntimeException(new TooLongFrameException("x"))))
                .isTrue();
        assertThat(DialFailures.isTooBig(new CorruptedWebSocketFrameException(
                        WebSocketCloseStatus.MESSAGE_TOO_BIG, "Max frame length of 1 has been exceeded.")))
                .isTrue();
        assertThat(DialFailures.isTooBig(new IOException())).isFalse();
    }
}
