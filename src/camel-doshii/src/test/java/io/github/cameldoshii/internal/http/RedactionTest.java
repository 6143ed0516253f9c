package io.github.cameldoshii.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    /** Its token has padding and both characters that need to be encoded. */
    private static final String CLIENT_ID = ">>>???a";

    private static final String LONG_ID =
            "eyJhbGciOiJIUzI1NiJ9.eyJhcHAiOiJudW1iYXQtMTEifQ.8Zt5theSecretKp3Xq7Vw9".repeat(2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLIENT_ID,
                "%3E%3E%3E%3F%3F%3Fa",
                "%3e%3e%3e%3f%3f%3fa",
                "Pj4+Pz8/YQ==",
                "Pj4+Pz8/YQ",
                "Pj4%2BPz8%2FYQ%3D%3D",
                "Pj4%2bPz8%2fYQ%3d%3d",
                "Pj4%2BPz8%2FYQ"
            })
    void leaves_no_form_of_a_client_id(String echo) {
        assertThat(Redaction.of(CLIENT_ID).apply("unknown client " + echo + "!"))
                .isEqualTo("unknown client xxxxxx!");
    }

    @Test
    void leaves_no_piece_of_one_either() {
        String token = Base64.getEncoder().encodeToString(LONG_ID.getBytes(StandardCharsets.UTF_8));
        Redaction redaction = Redaction.of(LONG_ID);

        assertThat(redaction.apply("auth=" + token.substring(0, 110))).isEqualTo("auth=xxxxxx");
        assertThat(redaction.apply("auth ..." + token.substring(40, 90) + "..."))
                .isEqualTo("auth ...xxxxxx...");
        assertThat(redaction.apply("bad id " + LONG_ID.substring(3, 50))).isEqualTo("bad id xxxxxx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\\"b{{Zt7Kqé😀Lw5", // as in JSON
                "a\\\"b{{Zt7Kq\\u00e9\\ud83d\\ude00Lw5",
                "a%22b%7B%7BZt7Kq%C3%A9%F0%9F%98%80Lw5",
                "a%2522b%257b%257bZt7Kq%25c3%25a9%25f0%259f%2598%2580Lw5",
                "a&quot;b{{Zt7Kq&#233;&#x1f600;Lw5",
                "a\"b{{Zt7Kq[0xc3][0xa9][0xf0][0x9f][0x98][0x80]Lw5",
                "6122627b7b5a74374b71c3a9f09f98804c7735",
                "61 22 62 7b 7b 5a 74 37 4b 71 c3 a9 f0 9f 98 80 4c 77 35",
            })
    void leaves_no_escaped_form(String escaped) {
        assertThat(Redaction.of("a\"b{{Zt7Kqé😀Lw5").apply("got " + escaped + "!"))
                .isEqualTo("got xxxxxx!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy"})
    void leaves_no_piece_in_the_base64_of_a_longer_text(String before) {
        String secret = "Zt7KqLw5Vb8Np3";
        String base64 =
                Base64.getEncoder().encodeToString((before + secret + "and more").getBytes(StandardCharsets.UTF_8));

        String left = Redaction.of(secret).apply(base64);

        assertThat(left).contains("xxxxxx");
        assertThat(left.replace("xxxxxx", "")).hasSizeLessThan(base64.length() - 16);
    }

    @Test
    void leaves_a_short_one_within_other_words_and_ordinary_words_of_a_long_one() {
        assertThat(Redaction.of("k9#Xq").apply("k9#Xq, ak9#Xqb")).isEqualTo("xxxxxx, ak9#Xqb");
        Redaction sparing = Redaction.of("my-orders-key").sparing(List.of("orders"));
        assertThat(sparing.apply("orders: my-orders, orders-k")).isEqualTo("orders: xxxxxx, xxxxxx");
    }

    @Test
    void leaves_everything_else() {
        assertThat(Redaction.of(CLIENT_ID).apply("going away")).isEqualTo("going away");
        assertThat(Redaction.of(LONG_ID).apply("closed by the service: going away (close code 1001)"))
                .isEqualTo("closed by the service: going away (close code 1001)");
        assertThat(Redaction.NONE.apply("going away")).isEqualTo("going away");
        assertThat(Redaction.of("").apply("going away")).isEqualTo("going away");
    }
}
