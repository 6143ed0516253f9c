package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** application.properties as editors write it. */
class PropertiesFileTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void is_utf_8_with_or_without_a_mark(String mark) {
        PropertiesFile file = read(mark + "first=Küche\nsecond=漢\n", StandardCharsets.UTF_8);

        assertThat(file.properties())
                .containsEntry("first", "Küche")
                .containsEntry("second", "漢")
                .hasSize(2);
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void is_latin_1_if_it_is_not_utf_8_which_is_said() {
        PropertiesFile file = read("# old\r\nfirst=Küche\r\n", StandardCharsets.ISO_8859_1);

        assertThat(file.properties()).containsEntry("first", "Küche").hasSize(1);
        assertThat(file.warnings()).singleElement().asString().contains(":2 is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void is_not_utf_16(String charset) {
        assertThatThrownBy(() -> read("first=secretWord\n", Charset.forName(charset)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("application.properties is not UTF-8")
                .hasMessageNotContaining("Word");
    }

    @Test
    void says_in_which_line_an_escape_is_wrong_and_not_what_it_holds() {
        assertThatThrownBy(() -> read("a=b \\\n  c\n\n# x\\u\nd=C:\\users\\secretWord", StandardCharsets.UTF_8))
                .hasMessageContaining("application.properties:5: after \\u there must be four hexadecimal digits")
                .hasMessageNotContaining("sers");
    }

    @Test
    void says_which_line_sets_nothing_and_not_what_it_holds() {
        assertThatThrownBy(() -> read("a=b\r\nsecretWord  \r\n", StandardCharsets.UTF_8))
                .hasMessageContaining("application.properties:2: there is no = in this line")
                .hasMessageNotContaining("Word");
    }

    @Test
    void is_read_as_java_reads_it() {
        String text = "a = 1\nb: 2\n c 3\nd\\ e=4\\\n   5\r\nf=\\u00e9\\t\\\\x\n!g=7\n  # h\n\nI\\==8\nlast=";
        PropertiesFile file = read(text, StandardCharsets.UTF_8);

        assertThat(file.properties())
                .containsEntry("a", "1")
                .containsEntry("b", "2")
                .containsEntry("c", "3")
                .containsEntry("d e", "45")
                .containsEntry("f", "é\t\\x")
                .containsEntry("I=", "8")
                .containsEntry("last", "")
                .hasSize(7);
    }

    @Test
    void warns_of_a_backslash_that_a_secret_loses() {
        PropertiesFile file = read("folder=a\\b\nmy.password=a\\qz\nother.password=a\\\\b\n", StandardCharsets.UTF_8);

        assertThat(file.warnings()).singleElement().asString().contains(":2: a backslash in the value of my.password");
    }

    private PropertiesFile read(String text, Charset charset) {
        try {
            return PropertiesFile.read(
                    Files.write(directory.resolve("application.properties"), text.getBytes(charset)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
