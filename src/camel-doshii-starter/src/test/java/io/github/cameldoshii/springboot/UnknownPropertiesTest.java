package io.github.cameldoshii.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A property below the component's that sets nothing ends the start, with the names that were most likely meant. */
class UnknownPropertiesTest {

    private static final String PREFIX = DoshiiComponentConfiguration.PREFIX + ".";

    /** What the console shows. */
    private static FailureAnalysis analyse(String... properties) {
        FailureAnalysis[] analysis = new FailureAnalysis[1];
        Applications.plain().withPropertyValues(properties).run(application -> {
            assertThat(application).hasFailed();
            analysis[0] = new UnknownPropertiesFailureAnalyzer().analyze(application.getStartupFailure());
        });
        assertThat(analysis[0]).isNotNull();
        return analysis[0];
    }

    @ParameterizedTest
    @CsvSource({
        "client-idd, client-id",
        "clientsecrt, client-secret",
        "heartbeat, heartbeat-interval",
        "heart-beat-intervall, heartbeat-interval",
        "proxy-option.host, proxy-options"
    })
    void the_names_that_were_meant_are_told(String written, String meant) {
        FailureAnalysis analysis = analyse(PREFIX + written + "=never-shown");

        assertThat(analysis.getDescription())
                .contains(PREFIX + written + " sets nothing")
                .containsPattern("Did you mean .*" + meant);
        assertThat(analysis.getAction()).contains("client-id, client-secret");
    }

    @Test
    void where_nothing_is_similar_all_options_are_told() {
        FailureAnalysis analysis = analyse(PREFIX + "zzz=1");

        assertThat(analysis.getDescription()).contains("no such option").doesNotContain("Did you mean");
        assertThat(analysis.getAction()).contains("api-url").contains("vertx");
    }

    @Test
    void no_value_is_told_for_it_may_be_a_secret() {
        FailureAnalysis analysis = analyse(PREFIX + "client-secrets=never-shown");

        assertThat(analysis.getDescription() + analysis.getAction() + analysis.getCause())
                .doesNotContain("never-shown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-id.x=1", "queue-size[0]=1", "events.a=1"})
    void a_part_of_what_has_no_parts_is_refused(String property) {
        assertThat(analyse(PREFIX + property).getDescription()).contains("has no parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertx=myVertx", "state-repository=positions", "proxy-options.hots=x"})
    void what_is_no_reference_to_a_bean_is_refused(String property) {
        assertThat(analyse(PREFIX + property).getDescription()).contains("#bean:name");
    }

    @Test
    void an_environment_variable_is_checked_too() {
        Applications.plain()
                .withInitializer(
                        application -> environment(application.getEnvironment(), "CAMEL_COMPONENT_DOSHII_CLIENTIDD"))
                .run(application -> assertThat(new UnknownPropertiesFailureAnalyzer()
                                .analyze(application.getStartupFailure())
                                .getDescription())
                        .contains("CAMEL_COMPONENT_DOSHII_CLIENTIDD")
                        .contains("client-id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAMEL_COMPONENT_DOSHII_CLIENTID",
                "CAMEL_COMPONENT_DOSHII_CLIENT_ID",
                "CAMEL_COMPONENT_DOSHII_PROXYOPTIONS_HOST",
                "CAMEL_COMPONENT_DOSHII_EVENTS_0"
            })
    void an_environment_variable_that_sets_an_option_is_none(String variable) {
        Applications.plain()
                .withInitializer(application -> environment(application.getEnvironment(), variable))
                .run(application -> assertThat(application).hasNotFailed());
    }

    private static void environment(ConfigurableEnvironment environment, String variable) {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, "x")));
    }
}
