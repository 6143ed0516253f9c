package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What {@code routes/orders-to-files.yaml} has written into {@code orders} of a program's folder. */
record OrderFiles(Path folder) {

    static final Path ROUTE = Path.of("routes", "orders-to-files.yaml");

    static OrderFiles in(Path directory) {
        return new OrderFiles(directory.resolve("orders"));
    }

    /** Waits for complete files whose names end so, in this order, and no others. */
    void await(JavaProcess program, String... endings) {
        Awaitility.await().atMost(JavaProcess.PATIENCE).untilAsserted(() -> assertThat(names())
                .as(program::printed)
                .zipSatisfy(List.of(endings), (name, ending) -> assertThat(name).endsWith(ending)));
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
