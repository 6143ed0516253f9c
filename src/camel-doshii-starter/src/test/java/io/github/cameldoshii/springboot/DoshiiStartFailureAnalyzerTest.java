package io.github.cameldoshii.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Why a route did not start is said as the component says it. */
class DoshiiStartFailureAnalyzerTest {

    private static FailureAnalysis analyse(String uri, String... properties) {
        return analyse(new DoshiiStartFailureAnalyzer(), uri, properties);
    }

    private static FailureAnalysis analyse(FailureAnalyzer analyzer, String uri, String... properties) {
        FailureAnalysis[] analysis = new FailureAnalysis[1];
        Applications.plain()
                .withPropertyValues(properties)
                .withBean(RouteBuilder.class, () -> new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri).routeId("orders").to("log:orders?level=OFF");
                    }
                })
                .run(application -> {
                    assertThat(application).hasFailed();
                    analysis[0] = analyzer.analyze(application.getStartupFailure());
                });
        return analysis[0];
    }

    @Test
    void a_missing_client_id_is_said_with_the_property_to_set() {
        FailureAnalysis analysis = analyse("doshii:sandbox");

        assertThat(analysis.getDescription()).startsWith("The route orders did not start. Option clientId is missing");
        assertThat(analysis.getAction())
                .contains("camel.component.doshii.client-id=", "CAMEL_COMPONENT_DOSHII_CLIENTID");
    }

    @Test
    void a_variable_of_the_environment_that_is_missing_is_named() {
        FailureAnalysis analysis = analyse(
                new UnresolvedPlaceholderFailureAnalyzer(),
                "doshii:sandbox",
                "camel.component.doshii.client-id=x",
                "camel.component.doshii.client-secret=${NO_SUCH_VARIABLE}");

        assertThat(analysis.getDescription())
                .contains("camel.component.doshii.client-secret", "no environment variable", "NO_SUCH_VARIABLE");
        assertThat(analysis.getAction()).contains("export", "NO_SUCH_VARIABLE");
    }

    @Test
    void a_number_without_a_unit_that_cannot_be_meant_is_said() {
        assertThat(analyse("doshii:simulator", "camel.component.doshii.heartbeat-interval=30")
                        .getDescription())
                .contains("Option heartbeatInterval is 30 ms; did you mean 30s?");
    }

    @Test
    void a_state_file_that_cannot_be_written_is_named() {
        FailureAnalysis analysis =
                analyse("doshii:simulator", "camel.component.doshii.position-store=file:pom.xml/positions");

        assertThat(analysis.getDescription()).contains("pom.xml/positions");
        assertThat(analysis.getAction()).contains("position-store");
    }

    @Test
    void what_another_component_says_is_left_to_others() {
        assertThat(analyse("direct:a?nonsense=1")).isNull();
        assertThat(analyse("nobody:sandbox")).isNull();
    }
}
