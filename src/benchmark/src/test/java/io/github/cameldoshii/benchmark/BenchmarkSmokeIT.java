package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A short run of the whole benchmark: what must hold on any machine, however busy. The figures of it mean nothing. */
class BenchmarkSmokeIT {

    private static final Path DIRECTORY =
            Path.of(System.getProperty("module.directory", "src/benchmark"), "target", "benchmark-smoke");
    private static final List<Subject> SUBJECTS = List.of(Subject.DOSHII, Subject.SHIPPED, Subject.RAW);
    private static final int MESSAGES = 20_000;
    private static final int LIMIT_SECONDS = 120;

    private static int exitCode;

    @BeforeAll
    static void run() throws Exception {
        Files.createDirectories(DIRECTORY);
        // Those of an earlier run must not pass for this one's.
        Files.deleteIfExists(DIRECTORY.resolve("runs.csv"));
        Files.deleteIfExists(DIRECTORY.resolve("report.md"));
        List<String> flags = List.of(
                "-Dbenchmark.subjects=" + SUBJECTS.stream().map(Subject::name).collect(Collectors.joining(",")),
                "-Dbenchmark.placements=" + Placement.quietest(),
                "-Dbenchmark.sizes=220",
                "-Dbenchmark.rounds=1",
                "-Dbenchmark.messages=" + MESSAGES,
                "-Dbenchmark.bursts=0",
                "-Dbenchmark.latencyRate=1000",
                "-Dbenchmark.latencySeconds=1",
                // A short run gains nothing from the second compiler.
                "-Dbenchmark.clientFlags=-Xmx256m -XX:TieredStopAtLevel=1",
                "-Dbenchmark.directory=" + DIRECTORY);
        Process benchmark = new ProcessBuilder(JavaCommand.of(flags, Benchmark.class))
                .redirectErrorStream(true)
                .redirectOutput(DIRECTORY.resolve("benchmark.log").toFile())
                .start();
        try {
            assertThat(benchmark.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("ended within %d s", LIMIT_SECONDS)
                    .isTrue();
            exitCode = benchmark.exitValue();
        } finally {
            benchmark.destroyForcibly();
        }
    }

    @Test
    void comes_to_an_end() throws Exception {
        assertThat(exitCode)
                .as(Files.readString(DIRECTORY.resolve("benchmark.log")))
                .isZero();
    }

    @Test
    void measures_each_client_without_a_message_lost_or_repeated() throws Exception {
        for (Subject subject : SUBJECTS) {
            RunResult result = result("sustained", subject);

            assertThat(result.events())
                    .as("events of %s", subject)
                    .isEqualTo(MESSAGES - MESSAGES / BurstPlan.WARM_UP_PART);
            assertThat(result.lost()).as("lost by %s", subject).isZero();
            assertThat(result.duplicates()).as("repeated by %s", subject).isZero();
            assertThat(result.inversions()).as("inversions of %s", subject).isZero();
            assertThat(result.cpuMicrosPerEvent()).as("CPU of %s", subject).isPositive();
        }
    }

    @Test
    void measures_the_latency() throws Exception {
        for (Subject subject : SUBJECTS) {
            RunResult result = result("paced", subject);

            assertThat(result.lost()).as("lost by %s", subject).isZero();
            assertThat(result.p50Nanos()).as("p50 of %s", subject).isPositive();
            assertThat(result.p99Nanos()).as("p99 of %s", subject).isGreaterThanOrEqualTo(result.p50Nanos());
        }
    }

    @Test
    void the_report_has_a_row_for_each_client() throws Exception {
        String report = Files.readString(DIRECTORY.resolve("report.md"));

        assertThat(report)
                .contains("20,000 messages of 220 bytes", "## Latency at 1,000 messages/s of 220 bytes")
                .contains("at 220 bytes, at least", "no event lost: met")
                .doesNotContain("left out", "no result");
        for (Subject subject : SUBJECTS) {
            assertThat(report).contains("| " + subject.title() + " | ");
        }
    }

    private static RunResult result(String kind, Subject subject) throws IOException {
        String row = "," + kind + "," + subject + ",";
        List<String> results = Files.readAllLines(DIRECTORY.resolve("runs.csv")).stream()
                .filter(line -> line.contains(row))
                .map(line -> line.substring(line.indexOf(row) + row.length()))
                .toList();
        assertThat(results).as("%s runs of %s", kind, subject).singleElement().satisfies(line -> assertThat(line)
                .matches("[-0-9 ]+"));
        return RunResult.parse(results.get(0));
    }
}
