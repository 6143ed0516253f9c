package io.github.cameldoshii.runner;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The text of a YAML file in which single values can be exchanged, while all else stays in its line. For one thread. */
final class EditedYaml {

    private record Change(int end, String value) {}

    private final String text;

    /** By where they begin, the last first. Places are counted in code points. */
    private final TreeMap<Integer, Change> changes = new TreeMap<>(Comparator.reverseOrder());

    EditedYaml(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** What is in it; empty if there is nothing or it is no YAML. */
    Optional<Node> root() {
        try {
            LoadSettings settings = LoadSettings.builder().build();
            return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    /** Puts another value in the place of this one. A value with an anchor of its own keeps it. */
    void exchange(ScalarNode node, String value) {
        int start = node.getStartMark().map(Mark::getIndex).orElseThrow();
        int end = node.getEndMark().map(Mark::getIndex).orElseThrow();
        changes.put(start, new Change(end, value));
    }

    /** The line, counted from 1, in which a node begins. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The text with the other values. */
    String result() {
        StringBuilder result = new StringBuilder(text);
        changes.forEach((start, change) -> {
            int from = text.offsetByCodePoints(0, start);
            int to = text.offsetByCodePoints(from, change.end() - start);
            String before = text.substring(from, to);
            String anchor = before.startsWith("&") ? before.replaceFirst("(?s)^(&\\S+\\s+).*", "$1") : "";
            long breaks = before.chars().filter(each -> each == '\n').count()
                    - anchor.chars().filter(each -> each == '\n').count();
            result.replace(from, to, anchor + quoted(change.value()) + "\n".repeat((int) breaks));
        });
        return result.toString();
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(each -> {
            if (each == '"' || each == '\\') {
                quoted.append('\\').appendCodePoint(each);
            } else if (each < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", each));
            } else {
                quoted.appendCodePoint(each);
            }
        });
        return quoted.append('"').toString();
    }
}
