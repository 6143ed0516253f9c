package io.github.cameldoshii.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

    @Test
    void leaves_everything_else() {
        assertThat(Redaction.of(CLIENT_ID).apply("going away")).isEqualTo("going away");
        assertThat(Redaction.of(LONG_ID).apply("closed by the service: going away (close code 1001)"))
                .isEqualTo("closed by the service: going away (close code 1001)");
        assertThat(Redaction.NONE.apply("going away")).isEqualTo("going away");
        assertThat(Redaction.of("").apply("going away")).isEqualTo("going away");
    }
}
