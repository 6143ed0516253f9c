package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that the page on Spring Boot shows are those of the application that is built and run by a test. */
class SpringBootPageTest {

    private static final Path PAGE = Path.of("docs", "spring-boot.md");
    private static final Path PROJECT = Path.of("src/integration-tests/src/test/resources/spring-boot-application");

    @ParameterizedTest
    @CsvSource({
        "xml, pom.xml",
        "java, src/main/java/com/example/OrdersApplication.java",
        "yaml, src/main/resources/camel/orders.yaml",
        "properties, src/main/resources/application.properties"
    })
    void what_it_shows_is_the_application(String language, String file) throws IOException {
        List<String> shown = Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(shown).containsExactly(Files.readString(PROJECT.resolve(file)));
    }
}
