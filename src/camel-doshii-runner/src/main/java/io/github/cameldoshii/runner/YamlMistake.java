package io.github.cameldoshii.runner;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Says where in a YAML file a mistake is, {@code file:line:column: reason}, the form that editors and terminals link, and
 * what most often mends it. Nothing of a value is told beside the line itself, without what may be a secret.
 */
final class YamlMistake {

    private static final String QUOTES = "Put it in quotes: \"...\"";
    private static final Pattern UNQUOTED_PLACEHOLDER =
            Pattern.compile("(?m)^[^#\"'\n]*?(?:: +|- +|, *|\\[ *)(\\{\\{)");
    /** What the mask cannot find the end of, because it is no YAML. */
    private static final Pattern SECRET =
            Pattern.compile("(?im)^(.*(?:secret|passw|token|client[-_.]?id)[\\w.-]*[\"']?\\s*[:=]).*$");

    private static final String SPACE = "After the colon of a key comes a space: key: value";

    /**
     * What the parser says, in its own terms, of frequent mistakes.
     *
     * @param said is found in the parser's context and problem
     * @param reason in terms of who writes a route; empty to leave the parser's
     */
    private record Known(Pattern said, String reason, String hint) {
        static Known of(String said, String reason, String hint) {
            return new Known(Pattern.compile(said), reason, hint);
        }
    }

    private static final List<Known> KNOWN = List.of(
            Known.of("scanning an alias|undefined alias", "what begins with * is an alias in YAML", QUOTES),
            Known.of("scanning an anchor", "what begins with & is an anchor in YAML", QUOTES),
            Known.of("scanning a tag|tag handle", "what begins with ! is a tag in YAML", QUOTES),
            Known.of("TAB", "a tab cannot indent in YAML", "Indent with spaces."),
            Known.of("character '(?:[@%`])'", "no value in YAML begins with @, % or `", QUOTES),
            Known.of(
                    "unknown escape",
                    "\\ begins an escape in double quotes",
                    "Use single quotes: '...', or / in paths."),
            Known.of(
                    "escape sequence",
                    "\\ begins an escape in double quotes",
                    "Use single quotes: '...', or / in paths."),
            Known.of("block scalar", "what begins with | or > is a text of several lines in YAML", QUOTES),
            Known.of(
                    "mapping values are not allowed",
                    "",
                    "A value with a colon in it needs quotes: \"...\"; else look at the indentation."),
            Known.of("could not find expected ':'", "", SPACE),
            Known.of("Node type key-value is invalid", "", SPACE),
            Known.of("found another document", "", "One file is one list: leave the line --- out."),
            Known.of("expected <block end>", "", "Look at the indentation, and at quotes that end too early."),
            Known.of(
                    "expected ',' or '[\\]}]'",
                    "",
                    "Is the bracket closed? A text with brackets needs quotes: \"...\""));

    private YamlMistake() {}

    static boolean hasPlace(MarkedYamlEngineException mistake) {
        return mistake.getProblemMark().isPresent() || mistake.getContextMark().isPresent();
    }

    static Failure describe(MarkedYamlEngineException mistake) {
        Optional<Known> known = KNOWN.stream()
                .filter(candidate -> candidate.said().matcher(said(mistake)).find())
                .findFirst();
        String reason = known.map(Known::reason).filter(text -> !text.isEmpty()).orElse(said(mistake));
        Mark mark = mark(mistake);
        return new Failure(
                null,
                mark.getName().replaceFirst("^file:", "") + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1)
                        + ": " + reason + "\n"
                        + SECRET.matcher(mark.createSnippet(4, 100)).replaceFirst("$1 ..."),
                known.map(Known::hint).stream().toList());
    }

    /**
     * A placeholder without quotes, which is a mapping within a mapping to the parser; it gives no place for that.
     *
     * @param location as Camel names the file
     */
    static Optional<Failure> unquotedPlaceholder(String location, String text) {
        Matcher matcher = UNQUOTED_PLACEHOLDER.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String before = text.substring(0, matcher.start(1));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return Optional.of(new Failure(
                location.replaceFirst("^file:", "") + ":" + line + ":" + column
                        + ": what begins with { is a mapping in YAML",
                "Put it in quotes: \"{{name}}\""));
    }

    private static String said(MarkedYamlEngineException mistake) {
        String context = mistake.getContext();
        return (context == null || context.isEmpty() ? "" : context + ", ") + plain(mistake.getProblem());
    }

    /**
     * A quote that is never closed is noticed at the end of the file, and a key without its colon at the next one; what the
     * user looks for is where it begins.
     */
    private static Mark mark(MarkedYamlEngineException mistake) {
        Mark problem = mistake.getProblemMark().orElse(null);
        Mark context = mistake.getContextMark().orElse(problem);
        boolean late = problem == null
                || mistake.getProblem().contains("unexpected end of stream")
                || mistake.getProblem().contains("could not find expected ':'");
        return late ? context : problem;
    }

    private static String plain(String problem) {
        return problem.strip()
                .replaceFirst("^Unknown node id: ", "unknown step or keyword: ")
                .replaceFirst("^Unsupported field: ", "unknown key: ");
    }
}
