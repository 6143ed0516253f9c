package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComponentEnvironmentTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_variable_sets_the_option_in_its_own_spelling() {
        assertThat(properties("CAMEL_COMPONENT_DOSHII_CLIENTID")).containsExactly("camel.component.doshii.clientId");
    }

    @Test
    void words_may_be_parted() {
        assertThat(properties("CAMEL_COMPONENT_DOSHII_CLIENT_ID")).containsExactly("camel.component.doshii.clientId");
    }

    @Test
    void a_component_of_two_words_is_found() {
        assertThat(properties("CAMEL_COMPONENT_VERTX_WEBSOCKET_DEFAULTPORT"))
                .containsExactly("camel.component.vertx-websocket.defaultPort");
    }

    @Test
    void the_port_of_health_and_metrics_can_be_set_too() {
        assertThat(properties("CAMEL_MANAGEMENT_PORT")).containsExactly("camel.management.port");
        assertThat(properties("CAMEL_HEALTH_EXPOSURE_LEVEL")).containsExactly("camel.health.exposure-level");
    }

    @Test
    void other_variables_and_components_that_are_not_here_are_left_alone() {
        assertThat(properties("PATH")).isEmpty();
        assertThat(properties("CAMEL_COMPONENT_NOSUCH_OPTION")).isEmpty();
        assertThat(properties("CAMEL_MAIN_NAME")).isEmpty();
    }

    private Set<String> properties(String variable) {
        return ComponentEnvironment.of(Map.of(variable, "v"), context)
                .loadProperties()
                .stringPropertyNames();
    }
}
