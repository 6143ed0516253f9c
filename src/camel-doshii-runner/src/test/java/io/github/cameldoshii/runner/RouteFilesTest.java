package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which files {@code run} takes. Each route ends the run after its first message. */
class RouteFilesTest extends CommandLineTestSupport {

    @BeforeEach
    void open() {
        line.file("application.properties", """
                camel.main.durationMaxMessages=1
                """);
    }

    @Test
    void without_arguments_are_those_in_the_folder_routes() {
        line.file("routes/a.yaml", route("first")).file("routes/notes.txt", "no route");

        assertThat(line.run("run")).isZero();
        assertThat(line.out())
                .contains("routes/a.yaml: first")
                .contains("Started, Ctrl-C to stop")
                .contains("Stopped");
    }

    @Test
    void those_named_win_over_the_folder() {
        line.file("routes/a.yaml", route("first")).file("other, with *.yaml", route("second"));

        assertThat(line.run("run", "other, with *.yaml")).isZero();
        assertThat(line.out()).contains("second").doesNotContain("first");
    }

    @Test
    void those_of_the_include_pattern_win_over_the_folder() {
        line.file("routes/a.yaml", route("first"))
                .file("mine/b.yaml", route("second"))
                .file(
                        "config/application.properties",
                        "camel.main.routesIncludePattern=file:" + directory + "/mine/*.yaml");

        assertThat(line.run("run")).isZero();
        assertThat(line.out()).contains("second").doesNotContain("first");
    }

    @Test
    void any_name_that_ends_in_yaml_or_yml_will_do() {
        line.file("orders.v2.yml", route("first")).file("10.1 orders.yaml", route("second"));

        assertThat(line.run("run", "orders.v2.yml", "10.1 orders.yaml")).isZero();
        assertThat(line.out()).contains("orders.v2.yml: first").contains("10.1 orders.yaml: second");
    }

    @Test
    void a_list_of_events_is_taken_in_both_forms_of_yaml() {
        line.file("flow.yaml", doshii("first", "[order_created, 'transaction_*']"))
                .file("block.yaml", doshii("second", "\n          - booking_*\n          - checkin_*"))
                .file("application.properties", "camel.main.durationMaxSeconds=1");

        assertThat(line.run("run", "flow.yaml", "block.yaml")).isZero();
        assertThat(line.out())
                .contains("Route first receives order_created,transaction_* from")
                .contains("Route second receives booking_*,checkin_* from");
    }

    @Test
    void a_step_logs_under_the_name_of_its_file_with_the_path_where_names_are_alike() {
        line.file("a/orders.yaml", logging("first"))
                .file("b/orders.yaml", logging("second"))
                .file("other.yaml", logging("third"))
                .file("application.properties", "camel.main.durationMaxMessages=3");

        assertThat(line.run("run", "a/orders.yaml", "b/orders.yaml", "other.yaml"))
                .isZero();
        assertThat(line.out())
                .contains(" a/orders.yaml:10 - first")
                .contains(" b/orders.yaml:10 - second")
                .contains(" other.yaml:10 - third");
    }

    @Test
    void an_include_pattern_that_matches_nothing_is_told() {
        line.file(
                "config/application.properties", "camel.main.routesIncludePattern=file:" + directory + "/mine/*.yaml");

        assertThat(line.run("run")).isEqualTo(1);
        assertThat(line.err()).contains("mine/*.yaml matches none");
    }

    @Test
    void one_that_does_not_exist_is_named() {
        assertThat(line.run("run", "nope.yaml")).isEqualTo(1);
        assertThat(line.err()).contains("nope.yaml does not exist");
    }

    @Test
    void a_folder_without_any_is_named() {
        line.file("routes/readme.txt", "");

        assertThat(line.run("run")).isEqualTo(1);
        assertThat(line.err()).contains("routes has no *.yaml");
    }

    @Test
    void a_missing_folder_is_named() {
        assertThat(line.run("run")).isEqualTo(1);
        assertThat(line.err()).contains("routes does not exist").contains("camel.main.routesIncludePattern");
    }

    private static String doshii(String id, String events) {
        return """
                - route:
                    id: %s
                    from:
                      uri: doshii:simulator
                      parameters:
                        socketUrl: ws://localhost:1/app/socket
                        apiUrl: http://localhost:1/partner/v3
                        events: %s
                      steps:
                        - log: hi
                """
                .formatted(id, events);
    }

    private static String logging(String id) {
        return """
                - route:
                    id: %1$s
                    from:
                      uri: timer:%1$s
                      parameters: {delay: 0, repeatCount: 1}
                      steps:
                        - filter:
                            simple: ${body} == null
                            steps:
                              - log: %1$s
                """
                .formatted(id);
    }

    private static String route(String id) {
        return """
                - route:
                    id: %s
                    from:
                      uri: timer:once
                      parameters: {delay: 0, period: 100}
                      steps:
                        - setBody: {constant: x}
                """
                .formatted(id);
    }
}
