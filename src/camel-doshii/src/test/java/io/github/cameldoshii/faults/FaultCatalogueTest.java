package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the catalogue of faults says of the tests is true. */
class FaultCatalogueTest {

    private static final Path CATALOGUE = Path.of("docs", "faults.md");
    private static final Path TESTS = Path.of("src");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9]+b?(?:, [0-9]+)*) \\|");

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            Map<String, String> sources = new TreeMap<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
            return sources;
        }
    }

    @Test
    void every_test_that_it_names_exists() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        Matcher named = TEST.matcher(Files.readString(CATALOGUE));
        int count = 0;
        while (named.find()) {
            count++;
            if (!sources.getOrDefault(named.group(1), "").contains("void " + named.group(2) + "(")) {
                missing.add(named.group());
            }
        }

        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(100);
    }

    @Test
    void it_has_every_row() throws IOException {
        Set<String> rows = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(CATALOGUE));
        while (row.find()) {
            rows.addAll(List.of(row.group(1).split(", ")));
        }

        assertThat(rows)
                .containsAll(
                        IntStream.rangeClosed(1, 62).mapToObj(Integer::toString).collect(Collectors.toSet()))
                .contains("6b");
    }
}
