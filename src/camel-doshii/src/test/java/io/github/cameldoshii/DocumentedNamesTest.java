package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes and tests that the documents for developers name exist, and the counts that they tell are right. */
class DocumentedNamesTest {

    private static final Path SOURCES = Path.of("src");
    private static final Path COMPONENT = SOURCES.resolve("camel-doshii/src/main/java/io/github/cameldoshii");
    private static final Path INDEX = Path.of("CONTRIBUTING.md");
    private static final Path ARCHITECTURE = Path.of("docs", "architecture.md");

    /** A name of a class, and not of a constant. */
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:#\\w+)?`");

    private static final Pattern PARTICIPANT = Pattern.compile("(?m)^ *participant ([A-Z]\\w*)");
    private static final Pattern ARROW = Pattern.compile("(?m)^ *(\\w+)(?:\\[.*?])? --> (\\w+)");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?io\\.github\\.cameldoshii\\.?((?:\\.?[a-z]+)*)\\.[A-Z]");
    private static final Pattern COUNT = Pattern.compile("\\*\\*(\\d+) classes\\*\\*");
    private static final int ROWS = 25;

    private static Set<String> classes(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.map(file -> file.toString().replace('\\', '/'))
                    .filter(file -> file.contains("/src/" + kind + "/java/") && file.endsWith(".java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1).replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What stands below a heading, up to the next one of any level. */
    private static String section(Path document, String heading) throws IOException {
        Matcher section = Pattern.compile("(?ms)^#+ " + Pattern.quote(heading) + "\n(.*?)(?=^#|\\z)")
                .matcher(Files.readString(document));
        assertThat(section.find()).as(heading).isTrue();
        return section.group(1);
    }

    /** The cells of the rows of a table, without its head. */
    private static List<String[]> rows(String section) {
        return section.lines()
                .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
                .skip(1)
                .map(line -> line.substring(2, line.length() - 2).split(" \\| "))
                .toList();
    }

    @Test
    void the_index_of_behaviours_names_classes_and_tests_that_exist() throws IOException {
        List<String[]> rows = rows(section(INDEX, "Where a behaviour lives"));
        Set<String> production = classes("main");
        Set<String> tests = classes("test");

        assertThat(rows).hasSizeGreaterThanOrEqualTo(ROWS);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row).hasSize(3);
            assertThat(names(NAME, row[1])).isNotEmpty().isSubsetOf(production);
            assertThat(names(NAME, row[2])).isNotEmpty().isSubsetOf(tests);
        });
    }

    @Test
    void the_page_on_architecture_names_classes_that_exist() throws IOException {
        String page = Files.readString(ARCHITECTURE);
        Set<String> production = classes("main");
        Set<String> all = classes("test");
        all.addAll(production);

        assertThat(names(NAME, page)).hasSizeGreaterThan(50).isSubsetOf(all);
        assertThat(names(PARTICIPANT, page)).isNotEmpty().isSubsetOf(production);
    }

    @Test
    void the_arrows_between_packages_are_those_of_the_imports() throws IOException {
        Set<String> drawn = ARROW.matcher(section(ARCHITECTURE, "Packages of the component"))
                .results()
                .map(arrow -> arrow.group(1) + " --> " + arrow.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> imported = new TreeSet<>();
        try (Stream<Path> files = Files.walk(COMPONENT)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String from = shortName(COMPONENT.relativize(file.getParent()).toString());
                IMPORT.matcher(Files.readString(file))
                        .results()
                        .map(found -> shortName(found.group(1)))
                        .filter(to -> !to.equals(from) && !to.equals("root"))
                        .forEach(to -> imported.add(from + " --> " + to));
            }
        }

        assertThat(drawn).isEqualTo(imported);
    }

    /** The last part of a package below ours; of two that end alike, the public one has another name. */
    private static String shortName(String packageName) {
        if (packageName.equals("position")) {
            return "repositories";
        }
        return packageName.isEmpty() ? "root" : packageName.replaceFirst(".*[./\\\\](?=\\w)", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"The way of one event", "The way of one missed order"})
    void a_way_has_as_many_classes_as_is_told(String heading) throws IOException {
        String section = section(ARCHITECTURE, heading);
        String table = rows(section).stream().map(row -> row[1]).collect(Collectors.joining());
        List<String> told =
                COUNT.matcher(section).results().map(MatchResult::group).toList();

        assertThat(told).containsExactly("**" + names(NAME, table).size() + " classes**");
    }
}
