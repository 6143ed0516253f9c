package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A test of secrets shows something only if a piece of one is found wherever it stands. */
class LeaksTest {

    private final Leaks leaks = new Leaks(OddSecrets.ALL);

    @Test
    void a_piece_of_any_secret_is_found_in_the_middle_of_a_text_and_in_every_encoding() {
        for (String secret :
                List.of("Kd+9Rw+7Tb+Zy", "é漢Zt7Kqü😀Lw5", "C:\\xTq8\\u0041Zp\\\\{{Nw6", "Yh4),evs=Cw7Lk)&Xn2")) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(List.of(
                            secret.substring(2, 9),
                            URLEncoder.encode(secret, StandardCharsets.UTF_8),
                            Base64.getEncoder().encodeToString(bytes),
                            HexFormat.of().formatHex(bytes)))
                    .allSatisfy(shown -> assertThat(leaks.in("12:00 TRACE value is " + shown + ", as told"))
                            .isNotEmpty());
        }
    }

    @Test
    void nothing_is_found_in_an_ordinary_line() {
        assertThat(leaks.in("12:00 INFO Connected to Doshii: doshii://simulator?clientId=xxxxxx&queueSize=1000"))
                .isEmpty();
    }
}
