package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteFileMistakesTest extends CommandLineTestSupport {

    @Test
    void a_quote_that_is_never_closed_is_found_where_it_opens() {
        assertFails(
                """
                - route:
                    from:
                      uri: timer:tick
                      steps:
                        - log: "a
                        - to: direct:x
                """,
                "r.yaml:5:16:",
                "quoted");
    }

    @Test
    void a_wrong_indent() {
        assertFails(
                """
                - route:
                    from:
                      uri: timer:tick
                     steps:
                        - log: "a"
                """,
                "r.yaml:4:6:");
    }

    @Test
    void a_step_that_does_not_exist() {
        assertFails(
                """
                - route:
                    from:
                      uri: timer:tick
                      steps:
                        - logg: "a"
                """,
                "r.yaml:5:",
                "logg");
    }

    @Test
    void a_key_that_does_not_exist() {
        assertFails(
                """
                - route:
                    from:
                      uri: timer:tick
                      steps:
                        - log:
                            messag: "a"
                """,
                "r.yaml:6:",
                "messag");
    }

    @Test
    void a_component_that_does_not_exist_with_those_there_are() {
        assertFails(
                """
                - route:
                    id: typo
                    from:
                      uri: timer:tick
                      steps:
                        - log: hi
                        - to: jsm:queue:orders
                """,
                "r.yaml:7:",
                "typo",
                "'jsm'",
                "jms");
    }

    @Test
    void an_endpoint_option_that_does_not_exist() {
        assertFails(
                """
                - route:
                    from:
                      uri: timer:tick
                      parameters: {perio: 5}
                      steps:
                        - log: hi
                """,
                "r.yaml:",
                "unknown option perio");
    }

    @Test
    void a_placeholder_without_a_value_with_the_ways_to_set_it() {
        assertFails(
                """
                - route:
                    from:
                      uri: timer:tick
                      steps:
                        - to: "file:{{out.dir}}"
                """,
                "r.yaml:5:",
                "out.dir",
                "application.properties",
                "-Dout.dir=");
    }

    @Test
    void an_expression_that_does_not_end() {
        assertFails(
                """
                - route:
                    from:
                      uri: timer:tick
                      steps:
                        - setBody: {simple: "${body"}
                """,
                "r.yaml:",
                "step setBody",
                "${body");
    }

    @Test
    void a_missing_client_id_with_the_ways_to_set_it() {
        assertFails(
                """
                - route:
                    from:
                      uri: doshii:sandbox
                      steps:
                        - log: hi
                """,
                "r.yaml:",
                "clientId",
                "camel.component.doshii.clientId=",
                "CAMEL_COMPONENT_DOSHII_CLIENTID=");
    }

    @Test
    void an_unknown_environment_with_those_there_are() {
        assertFails(
                """
                - route:
                    from:
                      uri: doshii:sandbx
                      steps:
                        - log: hi
                """,
                "r.yaml:",
                "sandbx",
                "sandbox",
                "live",
                "simulator");
    }

    @Test
    void an_option_out_of_its_range_is_named() {
        assertFails(
                """
                - route:
                    from:
                      uri: doshii:simulator
                      parameters: {heartbeatInterval: 0}
                      steps:
                        - log: hi
                """,
                "r.yaml:",
                "heartbeatInterval");
    }

    @Test
    void a_property_that_a_bean_does_not_take_is_told_without_all_the_others_of_the_bean() {
        assertFails(
                """
                - beans:
                    - name: broker
                      type: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory
                      properties: { brokerURL: "tcp//:nonsense" }
                - route:
                    from:
                      uri: timer:tick
                      steps:
                        - log: "a"
                """,
                "r.yaml: Error creating bean: broker",
                "brokerURL cannot be 'tcp//:nonsense': ");
        assertThat(line.err()).doesNotContain("consumerWindowSize");
    }

    @Test
    void yaml_without_a_route_shows_how_one_begins() {
        assertFails("route: {from: {uri: 'timer:tick'}}\n", "no route", "- route:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "*; r.yaml:5:18:",
                "*_created; r.yaml:5:17:",
                "&x; r.yaml:5:17:",
                "&order_*; r.yaml:5:24:",
                "!x; r.yaml:5:17:",
                "!order_*; r.yaml:5:17:",
                "@x; r.yaml:5:17:",
                "%x; r.yaml:5:17:",
                "`x`; r.yaml:5:17:",
                "|x; r.yaml:5:18:",
                ">x; r.yaml:5:18:",
                "#x; r.yaml:5:16:",
                "{{my.events}}; r.yaml:5:17:"
            })
    void a_value_that_begins_with_a_sign_of_yaml_with_quotes_as_the_remedy(String value, String place) {
        assertFails(
                """
                - route:
                    from:
                      uri: doshii:simulator
                      parameters:
                        events: VALUE
                      steps:
                        - log: hi
                """
                        .replace("VALUE", value),
                place,
                "ut it in quotes");
    }

    @Test
    void a_value_that_may_be_a_secret_is_not_told_with_its_mistake() {
        for (String value : List.of("*s3cretw0rd", "&s3cretw0rd", "!s3cretw0rd", "#s3cretw0rd", "@s3cretw0rd")) {
            assertFails(
                    """
                    - route:
                        from:
                          uri: doshii:simulator
                          parameters:
                            clientSecret: VALUE
                          steps:
                            - log: hi
                    """
                            .replace("VALUE", value),
                    "ut it in quotes");
            assertThat(line.err() + line.out()).doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "events:a; r.yaml:5:9:; space",
                "x: 1\tevents: b; r.yaml:6:1:; spaces",
                "events: a|events: b; r.yaml:6:9:; a second time",
                "deviceId: \"C:\\orders\"; r.yaml:5:23:; single quotes",
                "deviceId: a: b; r.yaml:5:20:; quotes",
                "deviceId: [a, b]; r.yaml:5:19:; takes one text and no list"
            })
    void what_is_not_quite_yaml_with_its_remedy(String lines, String place, String remedy) {
        assertFails(
                """
                - route:
                    from:
                      uri: doshii:simulator
                      parameters:
                        LINES
                      steps:
                        - log: hi
                """
                        .replace("LINES", lines.replace("|", "\n        ").replace("\t", "\n\t\t")),
                place,
                remedy);
    }

    @Test
    void an_empty_file() {
        assertFails("# nothing yet\n", "r.yaml", "no YAML");
    }

    private void assertFails(String yaml, String... told) {
        assertThat(line.file("r.yaml", yaml).run("run", "r.yaml")).isEqualTo(1);
        assertThat(line.err()).startsWith("error: ").contains(told);
        assertThat(line.err() + line.out()).as("no stack trace").doesNotContain("\tat ");
    }
}
