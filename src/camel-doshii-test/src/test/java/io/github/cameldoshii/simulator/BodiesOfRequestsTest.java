package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** However a client sends a body, and whatever it says of its type, it arrives as it is. */
class BodiesOfRequestsTest extends SimulatorTest {

    private static final int LARGE = 5_000;
    private static final String AS_CURL_SAYS = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    @Test
    void of_any_size_that_curl_takes_for_a_form() throws Exception {
        for (int size : new int[] {1_024, 1_025, LARGE, 1 << 20}) {
            assertThat(post("/control/orders", AS_CURL_SAYS, order(size)))
                    .as("%d bytes", size)
                    .startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void with_signs_that_no_form_may_have() throws Exception {
        assertThat(post("/control/orders", AS_CURL_SAYS, "{\"notes\":\"100%, a=b&c;d+e\"}"))
                .startsWith("HTTP/1.1 201")
                .contains("100%, a=b&c;d+e");
        assertThat(post("/control/orders", "Content-Type: multipart/form-data; boundary=x\r\n", order(LARGE)))
                .startsWith("HTTP/1.1 201");
    }

    @Test
    void for_the_partner_api_too() throws Exception {
        String headers = "Authorization: Bearer " + RestClient.token() + "\r\nDoshii-Location-Id: "
                + RestClient.LOCATION + "\r\n" + AS_CURL_SAYS;

        assertThat(post("/partner/v3/orders", headers, order(LARGE))).startsWith("HTTP/1.1 201");
    }

    @Test
    void after_a_client_has_waited_to_be_told_to_go_on() throws Exception {
        String body = order(LARGE);
        try (RawClient client = new RawClient(simulator)) {
            client.send("POST /control/orders HTTP/1.1\r\nHOST: localhost\r\n" + AS_CURL_SAYS
                    + "EXPECT: 100-Continue\r\nCONTENT-LENGTH: " + body.length() + "\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 100");
            client.send(body);
            assertThat(answer(client)).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void in_chunks_and_one_after_the_other_on_one_connection() throws Exception {
        String body = order(LARGE);
        String chunked = "POST /control/orders HTTP/1.1\r\nHost: localhost\r\n" + AS_CURL_SAYS
                + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n";
        try (RawClient client = new RawClient(simulator)) {
            client.send(chunked + chunked + "GET /control/faults HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(answer(client)).startsWith("HTTP/1.1 201");
            assertThat(answer(client)).startsWith("HTTP/1.1 201");
            assertThat(answer(client)).startsWith("HTTP/1.1 200").endsWith("[]");
        }
    }

    @Test
    void from_a_client_of_http_1_0_that_ends_the_connection() throws Exception {
        String body = order(LARGE);
        try (RawClient client = new RawClient(simulator)) {
            client.send("POST /control/orders HTTP/1.0\r\n" + AS_CURL_SAYS + "Content-Length: " + body.length()
                    + "\r\n\r\n" + body);
            assertThat(new String(client.readAll(), StandardCharsets.UTF_8)).startsWith("HTTP/1.0 201");
        }
    }

    @Test
    void above_the_limit_are_refused_with_the_limit() throws Exception {
        try (RawClient client = new RawClient(simulator)) {
            client.send("POST /control/orders HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 12000000\r\n\r\n");
            assertThat(answer(client)).startsWith("HTTP/1.1 413").contains("\"statusCode\":413", "10485760 bytes");
        }
    }

    @Test
    void what_is_not_there_and_what_cannot_be_expected_is_told_in_json() throws Exception {
        assertThat(post("/control/nothing", "", "{}"))
                .startsWith("HTTP/1.1 404")
                .contains("no such endpoint");
        assertThat(post("/control/orders", "Expect: wonders\r\n", "{}"))
                .startsWith("HTTP/1.1 417")
                .contains("100-continue");
    }

    @Test
    void what_can_be_read_can_be_asked_for_without_its_body() throws Exception {
        try (RawClient client = new RawClient(simulator)) {
            client.send("HEAD /control/faults HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(new String(client.readAll(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("\r\n\r\n");
        }
    }

    private static String order(int size) {
        String start = "{\"notes\":\"";
        String end = "\"}";
        return start + "x".repeat(size - start.length() - end.length()) + end;
    }

    private String post(String path, String headers, String body) throws IOException {
        try (RawClient client = new RawClient(simulator)) {
            client.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: "
                    + body.length() + "\r\n\r\n" + body);
            return answer(client);
        }
    }

    /** Head and body. */
    private static String answer(RawClient client) throws IOException {
        String head = client.readHead();
        Matcher length = LENGTH.matcher(head);
        assertThat(length.find()).as(head).isTrue();
        return head + new String(client.read(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
    }
}
