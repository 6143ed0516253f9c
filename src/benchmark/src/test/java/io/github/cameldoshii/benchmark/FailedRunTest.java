package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedRunTest {

    @Test
    void says_that_the_memory_was_used_up_and_how_far_the_client_had_come() {
        String log = "arrived: 100000\narrived: 200000\njava.lang.OutOfMemoryError: Java heap space\n";

        assertThat(FailedRun.describe(log, "No RESULT"))
                .isEqualTo("OutOfMemoryError; events that had arrived before: 200000");
    }

    @Test
    void says_why_a_client_does_not_measure() {
        String log =
                "Exception in thread \"main\" java.lang.IllegalStateException: refused: no management\n\tat Main\n";

        assertThat(FailedRun.describe(log, "No RESULT"))
                .isEqualTo("no management; events that had arrived before: none");
    }

    @Test
    void says_what_was_waited_for_when_the_log_tells_no_reason() {
        assertThat(FailedRun.describe("", "No RESULT within 600 s"))
                .isEqualTo("No RESULT within 600 s; events that had arrived before: none");
    }
}
