package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** What tools can ask a running application about the component. */
class RunningCatalogTest {

    private static final Path GENERATED =
            Path.of("src/camel-doshii/src/generated/resources/META-INF/io/github/cameldoshii/doshii.json");

    @Test
    void an_application_that_does_not_use_the_component_yet_answers_with_the_catalog_in_the_jar() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(context.getComponentParameterJsonSchema("doshii"))
                    .isEqualToIgnoringNewLines(Files.readString(GENERATED));
        }
    }
}
