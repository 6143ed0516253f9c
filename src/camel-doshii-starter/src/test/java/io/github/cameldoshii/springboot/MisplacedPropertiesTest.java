package io.github.cameldoshii.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A slip before the name of the option is told at start, without the value. */
@ExtendWith(OutputCaptureExtension.class)
class MisplacedPropertiesTest {

    private static final String TOLD = "is ignored; did you mean";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.components.doshii.client-id",
                "camel.component.doshi.client-id",
                "camel.doshii.clientId",
                "component.doshii.client-id"
            })
    void a_slip_is_told(String property, CapturedOutput output) {
        Applications.plain().withPropertyValues(property + "=never-shown").run(application -> {
            assertThat(application).hasNotFailed();
            assertThat(output)
                    .contains(TOLD + " camel.component.doshii.client-id?")
                    .doesNotContain("never-shown");
        });
    }

    @Test
    void what_an_application_calls_its_own_properties_is_its_own_business(CapturedOutput output) {
        Applications.plain()
                .withPropertyValues("doshii.client-id=x", "my.doshii.queue-size=2", "camel.component.file.events=x")
                .run(application -> assertThat(output).doesNotContain(TOLD));
    }
}
