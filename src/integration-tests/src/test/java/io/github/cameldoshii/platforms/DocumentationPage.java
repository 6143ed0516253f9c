package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of {@code docs}: tests type what it tells its readers to type, so that it is never wrong. */
record DocumentationPage(Path file) {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    static DocumentationPage of(String name) {
        return new DocumentationPage(Path.of("docs", name));
    }

    /** The only block in this language: what is between ```language and ```. */
    String block(String language) {
        List<String> blocks = blocks(language);
        assertThat(blocks).as("blocks of %s in %s", language, file).hasSize(1);
        return blocks.get(0);
    }

    /** All blocks in this language. */
    List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(text())
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The words of the only command that begins so, without these first ones. */
    List<String> commandAfter(String beginning) {
        List<String> commands = Pattern.compile("(?m)^ *" + Pattern.quote(beginning) + " (.*)$")
                .matcher(text().replace("\\\n", ""))
                .results()
                .map((MatchResult command) -> command.group(1))
                .toList();
        assertThat(commands).as("commands %s in %s", beginning, file).hasSize(1);
        return Arrays.asList(BLANKS.split(commands.get(0)));
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
