package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What application.properties sets reaches the routes, whatever editor wrote it. */
class ConfigurationFileTest extends CommandLineTestSupport {

    @BeforeEach
    void open() {
        line.file(
                "routes/r.yaml",
                """
                        - route:
                            from:
                              uri: timer:once
                              parameters: {repeatCount: 1, delay: 0}
                              steps:
                                - log: "Into {{orders.dir}} of {{place}}"
                        """);
    }

    @Test
    void in_utf_8_with_a_mark() {
        line.file(
                "application.properties", "\uFEFForders.dir=Küche\r\nplace=漢\r\ncamel.main.durationMaxMessages=1\r\n");

        assertThat(line.run("run")).isZero();
        assertThat(line.out()).contains("Into Küche of 漢");
    }

    @Test
    void the_file_in_the_working_directory_wins_over_that_in_config() {
        line.file("application.properties", "orders.dir=Küche\ncamel.main.durationMaxMessages=1\n")
                .file("config/application.properties", "orders.dir=Hof\nplace=Haus {{orders.dir}}\n");

        assertThat(line.run("run")).isZero();
        assertThat(line.out()).contains("Into Küche of Haus Küche");
    }

    @Test
    void a_placeholder_without_an_end_is_told_without_the_text() {
        line.file("application.properties", "orders.dir=a}} and {{b\nplace=x\n");

        assertThat(line.run("run")).isEqualTo(1);
        assertThat(line.err()).contains("Missing {{ of a placeholder").doesNotContain("and {{b");
    }
}
