package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.junit.jupiter.api.Test;

/** Quarkus looks for what it can use in the index of a jar; the build writes ours beside the classes. */
class JandexIndexTest {

    private static final Path CLASSES =
            Path.of(System.getProperty("module.directory", "src/camel-doshii"), "target/classes");

    @Test
    void the_index_in_the_jar_has_every_class() throws IOException {
        Index index;
        try (InputStream file = Files.newInputStream(CLASSES.resolve("META-INF/jandex.idx"))) {
            index = new IndexReader(file).read();
        }

        List<String> indexed = index.getKnownClasses().stream()
                .map(type -> type.name().toString())
                .toList();

        assertThat(indexed).containsExactlyInAnyOrderElementsOf(classes());
    }

    private static List<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }
}
