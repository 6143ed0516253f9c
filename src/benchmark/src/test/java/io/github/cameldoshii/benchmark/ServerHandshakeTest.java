package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServerHandshakeTest {

    @Test
    void answers_the_example_of_rfc_6455() throws Exception {
        String answer = answer("GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\n"
                + "SEC-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 101 ")
                .contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void refuses_a_request_that_is_no_upgrade() {
        assertThatThrownBy(() -> answer("GET / HTTP/1.1\r\n\r\n")).isInstanceOf(IOException.class);
    }

    @Test
    void refuses_half_a_request() {
        assertThatThrownBy(() -> answer("GET / HTTP/1.1\r\n")).isInstanceOf(IOException.class);
    }

    private static String answer(String request) throws IOException {
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        return new String(ServerHandshake.answer(new ByteArrayInputStream(bytes)), StandardCharsets.US_ASCII);
    }
}
