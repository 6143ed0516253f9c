package io.github.cameldoshii.runner.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.cameldoshii.runner.MachineTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Prometheus' own tool, which evaluates rules and queries with its own engine. */
final class Promtool {

    private static final String VARIABLE = "PROMTOOL";
    private static final long MINUTES = 2;

    /** Where a CI unpacks Debian's package: nothing of it is installed, and no server starts. */
    private static final Path FETCHED = Path.of(System.getProperty("module.directory"), "target", "prometheus");

    /** @param output what it has printed */
    record Result(boolean passed, String output) {}

    private final Path executable;

    private Promtool(Path executable) {
        this.executable = executable;
    }

    /** Finds it, or skips the test that asks; in a CI the test fails instead. */
    static Promtool get() {
        return new Promtool(find().or(Promtool::fetch).orElseGet(Promtool::missing));
    }

    private static Optional<Path> find() {
        return MachineTool.find(VARIABLE, List.of("promtool"))
                .or(() -> Optional.of(FETCHED.resolve("usr/bin/promtool")).filter(Files::isExecutable));
    }

    private static Optional<Path> fetch() {
        MachineTool.fetch(
                VARIABLE,
                // Two test classes may ask at once, and a half of it must not be found.
                ("mkdir -p '%1$s' && cd '%1$s' && flock lock sh -c 'test -x usr/bin/promtool"
                                + " || { { apt-get -qq download prometheus"
                                + " || { apt-get -qq update && apt-get -qq download prometheus; }; }"
                                + " && rm -rf unpacked && dpkg-deb -x prometheus_*.deb unpacked"
                                + " && mv unpacked/usr usr; }'")
                        .formatted(FETCHED));
        return find();
    }

    private static Path missing() {
        String why = "The dashboard and the alerts are not tested: there is no promtool here. Install Prometheus"
                + " (Debian: apt-get install prometheus) or name it: PROMTOOL=/path/to/promtool";
        return MachineTool.isCi() ? fail(why) : abort(why);
    }

    Result run(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "promtool", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                .as("promtool ended")
                .isTrue();
        return new Result(process.exitValue() == 0, Files.readString(output, StandardCharsets.UTF_8));
    }
}
