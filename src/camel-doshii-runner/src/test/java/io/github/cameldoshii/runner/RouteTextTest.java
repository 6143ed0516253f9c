package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class RouteTextTest {

    private static final String TEXT = "- log: \"Küche 日\"\n- log: b\n";

    @Test
    void utf_8_is_read_with_and_without_a_mark() {
        assertThat(read(TEXT, StandardCharsets.UTF_8)).isEqualTo(TEXT);
        assertThat(read("\uFEFF" + TEXT, StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }

    @Test
    void so_is_utf_16_by_its_mark() {
        assertThat(read("\uFEFF" + TEXT, StandardCharsets.UTF_16BE)).isEqualTo(TEXT);
        assertThat(read("\uFEFF" + TEXT, StandardCharsets.UTF_16LE)).isEqualTo(TEXT);
    }

    @Test
    void line_ends_of_every_system_are_line_ends() {
        assertThat(read(TEXT.replace("\n", "\r\n"), StandardCharsets.UTF_8)).isEqualTo(TEXT);
        assertThat(read(TEXT.replace("\n", "\r"), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }

    @Test
    void another_encoding_is_refused_with_the_line() {
        assertThatThrownBy(() -> read("- log: a\n- log: \"Küche\"\n", StandardCharsets.ISO_8859_1))
                .isInstanceOf(Failure.class)
                .hasMessage("/r.yaml:2: the file is not in UTF-8");
        assertThatThrownBy(() -> read("ü\n", StandardCharsets.ISO_8859_1)).hasMessageStartingWith("/r.yaml:1:");
    }

    private static String read(String text, Charset charset) {
        Resource file = ResourceHelper.fromBytes("file:/r.yaml", text.getBytes(charset));
        return RouteText.of(file);
    }
}
