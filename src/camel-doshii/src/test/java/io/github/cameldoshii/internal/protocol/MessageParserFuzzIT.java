package io.github.cameldoshii.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * {@link MessageParserFuzzTest} once more, now really fuzzing, for the seconds that its annotation says. In a process of its
 * own, because the fuzzer changes the classes of that which it runs in, and prints thousands of lines.
 */
class MessageParserFuzzIT {

    /** Which branches the fuzzer sees and tries to reach: ours and those of the JSON reader. */
    private static final String INSTRUMENTED =
            "io.github.cameldoshii.internal.protocol.**:com.fasterxml.jackson.core.**";

    private static final Path LOG = Path.of(System.getProperty("module.directory"), "target", "fuzzing.log");
    private static final long LIMIT_SECONDS = 120;

    @Test
    void no_message_that_a_fuzzer_makes_up_is_taken_for_another() throws Exception {
        ProcessBuilder fuzzing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // It lives for seconds, and makes as many messages up as with the second compiler.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djazzer.instrumentation_includes=" + INSTRUMENTED,
                        "-cp",
                        System.getProperty("surefire.test.class.path"),
                        MessageParserFuzzing.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        fuzzing.environment().put("JAZZER_FUZZ", "1");
        Process process = fuzzing.start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            assertThat(process.exitValue()).as("see %s", LOG).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
