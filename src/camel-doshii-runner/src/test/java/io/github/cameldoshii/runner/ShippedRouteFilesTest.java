package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each file of the folder {@code routes} is, as a text. */
class ShippedRouteFilesTest {

    @Test
    void need_no_class_of_the_runner_so_that_they_run_elsewhere_too() throws IOException {
        assertThat(files()).isNotEmpty().allSatisfy(file -> assertThat(Files.readString(file))
                .doesNotContain("cameldoshii.runner"));
    }

    @Test
    void name_one_target_as_policy_redelivery_policy_and_dead_letters() throws IOException {
        assertThat(files()).allSatisfy(file -> assertThat(Files.readString(file))
                .containsOnlyOnce("type: io.github.cameldoshii.outbound.Target\n")
                .containsPattern("deadLetterUri: \"bean:(\\w+)\", redeliveryPolicyRef: \\1, "
                        + "useOriginalMessage: true \\}(?s:.*)- policy:\\s+ref: \\1\\n"));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }
}
