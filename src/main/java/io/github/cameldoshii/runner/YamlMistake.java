package io.github.cameldoshii.runner;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says where in a YAML file a mistake is, {@code file:line:column: reason}, the form that editors and terminals link. */
final class YamlMistake {

    private YamlMistake() {}

    static boolean hasPlace(MarkedYamlEngineException mistake) {
        return mistake.getProblemMark().isPresent() || mistake.getContextMark().isPresent();
    }

    static String describe(MarkedYamlEngineException mistake) {
        Mark mark = mark(mistake);
        String context = mistake.getContext() == null ? "" : mistake.getContext() + ", ";
        return "%s:%d:%d: %s%s%n%s"
                .formatted(
                        mark.getName().replaceFirst("^file:", ""),
                        mark.getLine() + 1,
                        mark.getColumn() + 1,
                        context,
                        plain(mistake.getProblem()),
                        mark.createSnippet(4, 100));
    }

    /** A quote that is never closed is noticed at the end of the file; what the user looks for is where it opens. */
    private static Mark mark(MarkedYamlEngineException mistake) {
        Mark problem = mistake.getProblemMark().orElse(null);
        Mark context = mistake.getContextMark().orElse(problem);
        boolean atEnd = problem == null || mistake.getProblem().contains("unexpected end of stream");
        return atEnd ? context : problem;
    }

    private static String plain(String problem) {
        return problem.strip()
                .replaceFirst("^Unknown node id: ", "unknown step or keyword: ")
                .replaceFirst("^Unsupported field: ", "unknown key: ");
    }
}
