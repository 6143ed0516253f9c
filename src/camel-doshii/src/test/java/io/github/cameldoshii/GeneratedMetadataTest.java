package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build rewrites src/generated from the sources; what it rewrites must be what is committed. */
class GeneratedMetadataTest {

    private static final Path MODULE = Path.of(System.getProperty("module.directory", "src/camel-doshii"));

    @Test
    void what_is_committed_is_what_the_sources_generate() throws IOException {
        Path committed = MODULE.resolve("target/committed-metadata");
        assumeThat(committed).as("made by the Maven build").exists();

        assertThat(contents(MODULE.resolve("src/generated")))
                .as("src/generated is not current: run `mvn process-classes` and commit src/generated")
                .isEqualTo(contents(committed));
    }

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
