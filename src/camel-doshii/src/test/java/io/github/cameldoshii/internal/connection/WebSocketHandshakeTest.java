package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.connection.WebSocketHandshake.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketHandshakeTest {

    private final WebSocketHandshake handshake = new WebSocketHandshake();

    private String request(String url) {
        return handshake.request(WebSocketAddress.of(URI.create(url), "id", ""));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String accepted() throws Exception {
        String key = request("ws://h/")
                .lines()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .findFirst()
                .orElseThrow()
                .substring("Sec-WebSocket-Key: ".length());
        String accept = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII)));
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "wss://service.test/app/socket, service.test",
        "wss://service.test:443/app/socket, service.test",
        "wss://service.test:8443/app/socket, service.test:8443",
        "ws://service.test:80/app/socket, service.test",
        "ws://service.test:443/app/socket, service.test:443",
        "ws://[2001:db8::1]:8580/app/socket, [2001:db8::1]:8580",
        "ws://127.0.0.1/app/socket, 127.0.0.1"
    })
    void the_request_names_the_host_and_not_an_address_of_it(String url, String host) {
        assertThat(request(url))
                .startsWith("GET /app/socket?auth=aWQ%3D HTTP/1.1\r\n")
                .contains(
                        "\r\nHost: " + host + "\r\n",
                        "\r\nUpgrade: websocket\r\n",
                        "\r\nConnection: Upgrade\r\n",
                        "\r\nSec-WebSocket-Version: 13\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void what_comes_behind_the_answer_is_kept() throws Exception {
        Answer answer = handshake.read(bytes(accepted() + "\u0081\u0002hi"));

        assertThat(answer).isInstanceOfSatisfying(Answer.Accepted.class, accepted -> assertThat(accepted.rest())
                .isEqualTo(bytes("\u0081\u0002hi")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 199 Whatever\r\nX: y\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
            })
    void interim_answers_are_passed_over_in_one_piece_and_byte_by_byte(String interim) throws Exception {
        byte[] all = bytes(interim + accepted());
        for (int i = 0; i < all.length - 1; i++) {
            assertThat(handshake.read(new byte[] {all[i]})).isInstanceOf(Answer.Incomplete.class);
        }
        assertThat(handshake.read(new byte[] {all[all.length - 1]})).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void a_refusal_after_an_interim_answer_is_one() {
        Answer answer = handshake.read(bytes("HTTP/1.1 103 Early Hints\r\nServer: cloudflare\r\n\r\n"
                + "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}"));

        assertThat(answer).isInstanceOfSatisfying(Answer.Rejected.class, rejected -> {
            assertThat(rejected.status()).isEqualTo(401);
            assertThat(rejected.whole()).isTrue();
            assertThat(rejected.body()).isEqualTo(bytes("{}"));
            assertThat(rejected.header().apply("server")).isEmpty();
        });
    }

    @Test
    void of_a_long_page_the_beginning_is_kept() {
        Answer answer = handshake.read(
                bytes("HTTP/1.1 403 Forbidden\r\nContent-Length: 1000000\r\n\r\n<html>" + "x".repeat(5_000)));

        assertThat(answer).isInstanceOfSatisfying(Answer.Rejected.class, rejected -> {
            assertThat(rejected.body()).hasSize(1_024);
            assertThat(rejected.whole()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "+OK ready\r\n",
                "\u0015\u0003\u0003\u0000\u0002\u0002\u0028 garbage \r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n"
            })
    void anything_else_is_no_websocket_and_is_not_quoted(String answer) {
        assertThat(handshake.read(bytes(answer)))
                .isInstanceOfSatisfying(Answer.Broken.class, broken -> assertThat(broken.reason())
                        .contains("this is not a WebSocket")
                        .doesNotContain("OpenSSH", "ready", "garbage"));
    }

    @Test
    void a_header_without_end_is_no_answer() {
        assertThat(handshake.read(bytes("HTTP/1.1 101 Switching Protocols\r\nX: " + "x".repeat(100_000))))
                .isInstanceOf(Answer.Broken.class);
    }

    @Test
    void a_connection_that_ends_before_an_answer_is_told() {
        handshake.read(bytes("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 1"));

        assertThat(handshake.end()).isInstanceOf(Answer.Broken.class);
    }

    @Test
    void a_refusal_that_ends_with_the_connection_is_whole_then() {
        assertThat(handshake.read(bytes("HTTP/1.0 403 Forbidden\r\n\r\nno")))
                .isInstanceOfSatisfying(Answer.Rejected.class, rejected -> assertThat(rejected.whole())
                        .isFalse());
        assertThat(handshake.end())
                .isInstanceOfSatisfying(Answer.Rejected.class, rejected -> assertThat(rejected.whole())
                        .isTrue());
    }
}
