package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive as docs/operations.md and the Dockerfile make it, with the options that they name. */
class ClassDataArchiveIT {

    private static final Path OPTIONS = RunnerJar.JAR.resolveSibling("camel-doshii-runner.options");

    @TempDir
    private Path directory;

    @Test
    void an_archive_of_a_run_is_taken_by_the_next_start_with_the_options_for_small_machines() throws Exception {
        Path archive = directory.resolve("runner.jsa");
        try (RunnerJar recorded =
                start("-XX:ArchiveClassesAtExit=" + archive, "demo", "--port", "0", "--duration", "1s")) {
            assertThat(recorded.exitCode()).as(recorded.output()).isZero();
        }
        assertThat(archive).isNotEmptyFile();

        Path loaded = directory.resolve("loaded.txt");
        List<String> options = List.of(
                "@" + OPTIONS,
                // The JVM does not start if it cannot take the archive.
                "-Xshare:on",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:class+load:file=" + loaded + "::filecount=0");
        try (RunnerJar started = RunnerJar.start(directory, Map.of(), options, "--version")) {
            assertThat(started.exitCode()).as(started.output()).isZero();
        }
        assertThat(sourcesOf(Runner.class, loaded)).isEqualTo(List.of("shared objects file (top)"));
    }

    private RunnerJar start(String option, String... arguments) {
        return RunnerJar.start(directory, Map.of(), List.of("@" + OPTIONS, option), arguments);
    }

    private static List<String> sourcesOf(Class<?> type, Path log) throws IOException {
        String mark = " " + type.getName() + " source: ";
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(mark))
                .map(line -> line.substring(line.indexOf(mark) + mark.length()))
                .toList();
    }
}
