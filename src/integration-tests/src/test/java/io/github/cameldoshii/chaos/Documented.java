package io.github.cameldoshii.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The lines of a page of the documentation, as a reader would type them. */
final class Documented {

    private static final Path PAGE = Path.of("docs", "several-machines.md");
    private static final String INDENT = "    ";

    private Documented() {}

    /** The indented block in which this line is. */
    static String block(String line) {
        List<String> lines;
        try {
            lines = Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int at = lines.indexOf(INDENT + line);
        if (at < 0) {
            throw new IllegalArgumentException(PAGE + " has no line '" + line + "'");
        }
        int from = at;
        while (from > 0 && lines.get(from - 1).startsWith(INDENT)) {
            from--;
        }
        return lines.stream()
                .skip(from)
                .takeWhile(text -> text.startsWith(INDENT))
                .map(text -> text.substring(INDENT.length()) + "\n")
                .collect(Collectors.joining());
    }
}
