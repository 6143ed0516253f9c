package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route file that the documentation prints, as it stands there but for where the service and the folders are. */
class RoutesOfTheDocumentationTest {

    private static final List<Path> FOLDERS = List.of(
            Path.of(""), Path.of("docs"), Path.of("routes"), Path.of("src", "camel-doshii", "src", "main", "docs"));

    @TempDir
    private Path directory;

    private final DoshiiSimulator simulator =
            DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));

    @AfterEach
    void stop() {
        simulator.close();
    }

    static List<String> routeFiles() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path document : documents()) {
            found.addAll(routeFilesIn(Files.readAllLines(document)));
        }
        // The runner has no Kamelets and elects no leader: the pages on them are for other applications.
        found.removeIf(file -> file.contains("kamelet:") || file.contains("master:"));
        return found;
    }

    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().matches(".*\\.(md|adoc)"))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** A list item that begins a route or beans, with all that is indented below it, or follows as another item of the list. */
    private static List<String> routeFilesIn(List<String> lines) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(" *- (route|beans|onException):")) {
                int indent = lines.get(i).indexOf('-');
                StringBuilder text = new StringBuilder();
                while (i < lines.size()
                        && (lines.get(i).matches(" {" + indent + "}( |- ).*")
                                || lines.get(i).isEmpty())) {
                    text.append(lines.get(i).isEmpty() ? "" : lines.get(i).substring(indent))
                            .append('\n');
                    i++;
                }
                found.add(text.toString());
            }
        }
        return found;
    }

    @Test
    void are_found() throws IOException {
        assertThat(routeFiles())
                .hasSizeGreaterThanOrEqualTo(4)
                .anyMatch(file -> file.contains("JdbcMessageIdRepository"));
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void start_and_take_an_order_without_a_word_of_failure(String yaml) throws Exception {
        try (CommandLineUnderTest line = new CommandLineUnderTest(directory)) {
            line.file(
                    "r.yaml",
                    yaml.replace("doshii:sandbox", "doshii:simulator")
                            .replace("file:", "file:" + directory + "/")
                            .replace("jdbc:h2:./", "jdbc:h2:" + directory + "/"));
            line.file(
                    "application.properties",
                    "camel.component.doshii.socketUrl=" + simulator.socketUrl() + "\ncamel.component.doshii.apiUrl="
                            + simulator.apiUrl() + "\ncamel.main.durationMaxMessages=1\n");

            CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> line.run("run", "r.yaml"));
            await().atMost(Duration.ofSeconds(30)).until(() -> simulator.openConnections() > 0 || run.isDone());
            simulator.orders().create(Map.of("status", "pending"));

            assertThat(run).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(0);
            assertThat(line.err()).isEmpty();
            assertThat(line.out()).doesNotContain("ERROR", "Failed delivery", "Error processing");
        }
        try (Stream<Path> written = Files.walk(directory.resolve("orders"))) {
            assertThat(written.filter(Files::isRegularFile)).hasSize(1);
        }
    }
}
