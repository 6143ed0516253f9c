package io.github.cameldoshii.runner.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered, and to whom, as raw HTTP: browsers and clients would not send all of this. */
@Timeout(60)
class PageRequestsTest {

    private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private PageUnderTest page;

    @BeforeEach
    void start() throws Exception {
        page = PageUnderTest.start();
    }

    @AfterEach
    void stop() {
        page.close();
    }

    /** The head of the answer, and as much of the body as comes with it. */
    private static String ask(int port, String request, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[16_384];
            int read = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, read), StandardCharsets.UTF_8);
        }
    }

    private String host(int port) {
        return "Host: localhost:" + port + "\r\n";
    }

    private String askRun(String request) throws IOException {
        return ask(page.runPort(), request, host(page.runPort()));
    }

    @Test
    void serves_the_page_with_a_policy_that_lets_nothing_else_in() throws IOException {
        assertThat(askRun("GET /"))
                .startsWith("HTTP/1.1 200 ")
                .contains("content-type: text/html; charset=utf-8")
                .contains("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains("frame-ancestors 'none'", "x-frame-options: DENY", "X-Content-Type-Options: nosniff")
                .contains("<title>Doshii events</title>");
        assertThat(askRun("GET /page/main.js")).contains("content-type: text/javascript");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"})
    void the_page_of_run_answers_only_get(String method) throws IOException {
        assertThat(askRun(method + " /")).startsWith("HTTP/1.1 405 ").contains("allow: GET");
        assertThat(askRun(method + " /control/orders")).startsWith("HTTP/1.1 405 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/control/orders", "/page/", "/page/../Page.class", "/page/files.txt", "/page/Page.class", "/x"})
    void what_is_no_file_of_the_page_is_not_there(String path) throws IOException {
        assertThat(askRun("GET " + path)).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void a_name_that_nobody_gave_to_the_server_is_refused() throws IOException {
        assertThat(ask(page.runPort(), "GET /", "Host: evil.example\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .contains("not known as 'evil.example'");
        assertThat(ask(page.runPort(), "GET /page/socket", "Host: evil.example\r\n" + UPGRADE))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void the_socket_opens_for_the_page_and_for_no_other_site() throws IOException {
        int port = page.runPort();
        String own = "Origin: http://localhost:" + port + "\r\n";

        assertThat(ask(port, "GET /page/socket", host(port) + own + UPGRADE)).startsWith("HTTP/1.1 101 ");
        assertThat(ask(port, "GET /page/socket", host(port) + "Origin: http://evil.example\r\n" + UPGRADE))
                .startsWith("HTTP/1.1 403 ")
                .contains("another site");
        assertThat(ask(port, "GET /page/socket", host(port) + "Origin: null\r\n" + UPGRADE))
                .startsWith("HTTP/1.1 403 ");
        assertThat(ask(port, "GET /page/socket", host(port))).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void the_buttons_work_for_the_page_and_for_programs_but_for_no_other_site() throws IOException {
        int port = page.simulatorPort();
        String create = "POST /control/orders";
        String empty = "Content-Length: 0\r\n";

        assertThat(ask(port, create, host(port) + "Origin: http://evil.example\r\n" + empty))
                .startsWith("HTTP/1.1 403 ");
        assertThat(ask(port, create, host(port) + "Origin: null\r\n" + empty)).startsWith("HTTP/1.1 403 ");
        assertThat(ask(port, create, "Host: evil.example\r\nOrigin: http://evil.example\r\n" + empty))
                .startsWith("HTTP/1.1 403 ");
        assertThat(page.simulator().orders().all()).isEmpty();

        assertThat(ask(port, create, host(port) + "Origin: http://localhost:" + port + "\r\n" + empty))
                .startsWith("HTTP/1.1 201 ");
        assertThat(ask(port, create, "Host: whatever\r\n" + empty)).startsWith("HTTP/1.1 201 ");
        assertThat(ask(port, create, "Host: simulator:1\r\nOrigin: http://simulator:1\r\n" + empty))
                .startsWith("HTTP/1.1 201 ");
        assertThat(page.simulator().orders().all()).hasSize(3);
    }

    @Test
    void beside_the_page_the_simulator_answers_as_ever() throws IOException {
        int port = page.simulatorPort();

        assertThat(ask(port, "GET /", host(port))).contains("<title>Doshii events</title>");
        assertThat(ask(port, "GET /partner/v3/orders", "Host: whatever\r\n")).startsWith("HTTP/1.1 401 ");
        assertThat(ask(port, "GET /nothing", host(port))).startsWith("HTTP/1.1 404 ");
    }
}
