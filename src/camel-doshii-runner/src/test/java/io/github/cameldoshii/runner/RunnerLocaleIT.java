package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Wherever the process runs, it writes the same. */
@Timeout(180)
class RunnerLocaleIT {

    @TempDir
    private Path directory;

    @BeforeEach
    void writeRoute() throws IOException {
        // The id of an option has an i, which has no dot in Turkish upper case.
        Files.writeString(
                directory.resolve("application.properties"),
                """
                camel.component.doshii.client-id = any-id
                camel.main.durationMaxMessages = 1
                """);
        Files.writeString(
                directory.resolve("r.yaml"),
                """
                - route:
                    from:
                      uri: timer:once
                      parameters: {delay: 0, repeatCount: 1}
                      steps:
                        - setBody: {constant: "Küche 日"}
                        - to: "file:out?fileName=${date:now:yyyyMMdd}.txt"
                        - log: "Wrote ${body}"
                        - to: "file:out?fileName=é.txt"
                """);
    }

    @Test
    void dates_in_file_names_have_the_same_digits_and_years_and_options_are_found() throws Exception {
        for (String locale : List.of("ar-EG", "tr-TR")) {
            Path out = run(locale);

            assertThat(out.resolve(today())).as(locale).exists();
            assertThat(out.resolve("é.txt")).exists();
            Files.delete(out.resolve(today()));
        }
    }

    @Test
    void without_a_locale_texts_are_what_they_are_and_a_file_name_that_fails_names_the_locale() throws Exception {
        try (RunnerJar jar = RunnerJar.start(
                directory,
                Map.of("LC_ALL", "C", "TZ", "UTC"),
                List.of("-Duser.language=th", "-Duser.country=TH"),
                "run",
                "r.yaml")) {
            assertThat(jar.exitCode()).isZero();
            assertThat(jar.output())
                    .contains("r.yaml:8 - Wrote Küche 日")
                    .contains("Files whose names have letters beyond ASCII can be neither written nor read")
                    .containsPattern("unmappable characters: .*the locale of this process \\(LC_ALL=C\\)"
                            + " cannot express such names; set LC_ALL=C.UTF-8");
        }
        assertThat(directory.resolve("out").resolve(today())).hasContent("Küche 日");
    }

    private Path run(String locale) throws Exception {
        String[] parts = locale.split("-");
        try (RunnerJar jar = RunnerJar.start(
                directory,
                Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC"),
                List.of("-Duser.language=" + parts[0], "-Duser.country=" + parts[1]),
                "run",
                "r.yaml")) {
            assertThat(jar.exitCode()).as(jar.output()).isZero();
        }
        return directory.resolve("out");
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT)) + ".txt";
    }
}
