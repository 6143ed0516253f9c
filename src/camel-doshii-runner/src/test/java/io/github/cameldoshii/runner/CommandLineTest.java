package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest extends CommandLineTestSupport {

    @Test
    void no_arguments_is_answered_with_the_usage_and_exit_code_2() {
        assertThat(line.run()).isEqualTo(2);
        assertThat(line.err())
                .contains("Usage:")
                .contains("run")
                .contains("simulator")
                .contains("demo");
    }

    @Test
    void help_names_the_commands() {
        assertThat(line.run("--help")).isZero();
        assertThat(line.out()).contains("run").contains("simulator").contains("demo");
    }

    @Test
    void version_names_the_project_and_camel() {
        assertThat(line.run("--version")).isZero();
        assertThat(line.out()).contains("camel-doshii").contains("Apache Camel 4.");
    }

    @Test
    void an_unknown_command_is_exit_code_2() {
        assertThat(line.run("walk")).isEqualTo(2);
        assertThat(line.err()).contains("walk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--client-secrt=Zt7Kq{{Lw5Vb", "--client-secret Zt7Kq{{Lw5Vb --port=x", "--clientid Zt7Kq{{Lw5Vb"
            })
    void a_mistake_in_an_option_is_told_without_the_secret_beside_it(String options) {
        String[] arguments = ("simulator " + options).split(" ");
        assertThat(line.run(arguments)).isEqualTo(2);
        assertThat(line.err() + line.out())
                .contains("Usage:")
                .doesNotContain("Zt7Kq")
                .doesNotContain("Lw5Vb");
    }

    @Test
    void an_unknown_log_level_is_named_with_those_there_are() {
        assertThat(line.run("run", "--log-level", "LOUD")).isEqualTo(2);
        assertThat(line.err()).contains("LOUD").contains("DEBUG").contains("TRACE");
    }

    @Test
    void a_duration_that_is_none_is_explained() {
        assertThat(line.run("demo", "--duration", "soon")).isEqualTo(2);
        assertThat(line.err()).contains("soon").contains("30s");
    }

    @Test
    void a_demo_whose_folder_cannot_be_made_does_not_start() throws Exception {
        Files.createFile(directory.resolve("demo-orders"));

        assertThat(line.run("demo", "--port", "0", "--duration", "1s")).isEqualTo(1);
        assertThat(line.err()).contains(directory.resolve("demo-orders") + " cannot be made a folder");
    }

    @Test
    void the_folder_of_the_demo_may_be_a_link_to_one_that_is_not_there_yet() throws Exception {
        Files.createSymbolicLink(directory.resolve("demo-orders"), Path.of("volume/orders"));

        assertThat(line.run("demo", "--port", "0", "--duration", "1s")).isZero();
        assertThat(directory.resolve("volume/orders")).isDirectory();
    }

    @Test
    void the_demo_says_nothing_of_positions_that_a_restart_forgets() {
        assertThat(line.run("demo", "--port", "0", "--duration", "1s")).isZero();
        assertThat(line.out()).contains("Route demo-orders receives").doesNotContain("a restart forgets");
    }
}
