package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MistypedPropertiesTest extends CommandLineTestSupport {

    @Test
    void one_that_is_ignored_is_told_with_the_right_name_and_without_its_value() {
        line.file("application.properties", "camel.components.doshii.clientId=TOPSECRET998877\n")
                .file("r.yaml", route("doshii:sandbox"));

        assertThat(line.run("run", "r.yaml")).isEqualTo(1);

        assertThat(line.out())
                .contains("application.properties: camel.components.doshii.clientId is ignored;"
                        + " did you mean camel.component.doshii.clientId?");
        assertThat(line.out() + line.err()).doesNotContain("TOPSECRET998877").contains("clientId is missing");
    }

    @Test
    void a_component_that_does_not_exist_is_told_with_the_one_that_was_meant() {
        line.file("application.properties", "camel.component.doshi.clientId=TOPSECRET998877\n")
                .file("r.yaml", route("doshii:sandbox"));

        assertThat(line.run("run", "r.yaml")).isEqualTo(1);

        assertThat(line.err()).contains("Did you mean camel.component.doshii.clientId?");
        assertThat(line.out() + line.err()).doesNotContain("TOPSECRET998877");
    }

    @Test
    void one_of_the_users_own_that_a_route_refers_to_is_not_told() {
        line.file(
                        "application.properties",
                        """
                        doshii.events = order_*
                        doshii.client-id = some-id
                        camel.component.doshii.clientId = {{doshii.client-id}}
                        camel.main.durationMaxMessages = 1
                        """)
                .file("r.yaml", route("timer:once?delay=0&period=100&name={{doshii.events}}"));

        line.run("run", "r.yaml");

        assertThat(line.out()).doesNotContain("is ignored");
    }

    private static String route(String uri) {
        return """
                - route:
                    from:
                      uri: %s
                      steps:
                        - log: hi
                """
                .formatted(uri);
    }
}
