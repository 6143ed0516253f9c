package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketAddressTest {

    private static WebSocketAddress target(String url, String clientId, String deviceId) {
        return WebSocketAddress.of(WebSocketAddress.check(url), clientId, deviceId);
    }

    @Nested
    class TheToken {

        @Test
        void is_the_base64_of_the_client_id() {
            assertThat(target("wss://h/app/socket", "client-1", "").requestTarget())
                    .isEqualTo("/app/socket?auth=Y2xpZW50LTE%3D");
        }

        @Test
        void is_of_the_utf8_bytes_and_percent_encoded_where_base64_uses_more_than_letters() {
            // 0xFB 0xEF 0xBE gives ++++ in Base64; U+FBEF U+BE00 and the like do not occur in ids, but + / and = must
            // hold.
            assertThat(target("wss://h/s", ">>>???", "").requestTarget()).isEqualTo("/s?auth=Pj4%2BPz8%2F");
            assertThat(target("wss://h/s", "café", "").requestTarget()).isEqualTo("/s?auth=Y2Fmw6k%3D");
        }
    }

    @Nested
    class TheDevice {

        @Test
        void follows_the_token() {
            assertThat(target("wss://h/s", "a", "till-7").requestTarget())
                    .isEqualTo("/s?auth=YQ%3D%3D&deviceId=till-7");
        }

        @Test
        void is_percent_encoded_so_that_it_can_add_no_parameter() {
            assertThat(target("wss://h/s", "a", "a b&c=d+é#/?").requestTarget())
                    .isEqualTo("/s?auth=YQ%3D%3D&deviceId=a%20b%26c%3Dd%2B%C3%A9%23%2F%3F");
        }
    }

    @Nested
    class AnAddress {

        @ParameterizedTest
        @CsvSource({
            "wss://h/app/socket, h, 443, true",
            "ws://h/app/socket, h, 80, false",
            "WSS://H/app/socket, H, 443, true",
            "ws://127.0.0.1:8580/app/socket, 127.0.0.1, 8580, false",
            "ws://[::1]:8580/app/socket, ::1, 8580, false",
        })
        void gives_host_port_and_encryption(String url, String host, int port, boolean tls) {
            WebSocketAddress target = target(url, "a", "");

            assertThat(target.host()).isEqualTo(host);
            assertThat(target.port()).isEqualTo(port);
            assertThat(target.tls()).isEqualTo(tls);
        }

        @ParameterizedTest
        @CsvSource({
            "wss://h/app/socket?auth=, /app/socket?auth=YQ%3D%3D",
            "wss://h/app/socket?auth, /app/socket?auth=YQ%3D%3D",
            "wss://h/app/socket?auth=&x=1, /app/socket?x=1&auth=YQ%3D%3D",
            "wss://h/app/socket?x=1&auth=, /app/socket?x=1&auth=YQ%3D%3D",
            "wss://h/app/socket?authority=1, /app/socket?authority=1&auth=YQ%3D%3D",
            "wss://h/app/socket/v3, /app/socket/v3?auth=YQ%3D%3D",
            "wss://h, /?auth=YQ%3D%3D",
            "wss://h/a%20b, /a%20b?auth=YQ%3D%3D",
        })
        void may_end_with_an_auth_of_its_own_which_is_left_out(String url, String requestTarget) {
            assertThat(target(url, "a", "").requestTarget()).isEqualTo(requestTarget);
        }

        @Test
        void without_auth_equals_the_same_with_an_empty_one_so_that_consumers_share() {
            assertThat(WebSocketAddress.check("wss://h/app/socket?auth=")).isEqualTo(URI.create("wss://h/app/socket"));
        }

        @ParameterizedTest
        @CsvSource({
            "http://h/s, must begin with ws:// or wss://",
            "h/s, must begin with ws:// or wss://",
            "ws:///s, has no host name",
            "ws://user:password@h/s, must have neither user name nor fragment",
            "ws://h/s?auth=c2VjcmV0, it is made from the option clientId",
            "ws://h/s#x, must have neither user name nor fragment",
            "ws://h:99999/s, port",
            "ws://h:0/s, port",
            "'ws://h/a b', not a URL (at character 8)",
        })
        void that_cannot_be_connected_to_is_refused(String url, String why) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WebSocketAddress.check(url))
                    .withMessageContaining(why);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ws://h/s?token=c2VjcmV0 x", "ws://h/s?auth=c2VjcmV0", "ws://user:c2VjcmV0@h/s"})
        void that_is_refused_is_not_quoted(String url) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WebSocketAddress.check(url))
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("c2VjcmV0"));
        }
    }

    @Test
    void the_text_form_holds_no_credential() {
        WebSocketAddress target = target("wss://h:444/app/socket?x=1", "client-1", "till-7");

        assertThat(target).hasToString("wss://h:444");
    }
}
