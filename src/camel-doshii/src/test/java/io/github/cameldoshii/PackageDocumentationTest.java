package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every package of every module says what it is. */
class PackageDocumentationTest {

    private static final String PACKAGE_INFO = "package-info.java";

    private static Set<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    // Not the applications that tests build.
                    .filter(folder -> folder.toString().replace('\\', '/').matches("src/[^/]+/src/main/java/.*"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void every_package_has_a_text_that_says_what_it_is() throws IOException {
        Set<Path> packages = packages();

        assertThat(packages).hasSizeGreaterThan(15).allSatisfy(folder -> assertThat(folder.resolve(PACKAGE_INFO))
                .content()
                .startsWith("/**"));
    }

    @Test
    void packages_of_different_modules_have_different_names() throws IOException {
        List<String> names = packages().stream()
                .map(folder -> folder.toString().replace('\\', '/').replaceFirst(".*/src/main/java/", ""))
                .toList();

        assertThat(names).doesNotHaveDuplicates();
    }
}
