package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link SecretsByEveryWayTest}, where something is wrong and is told. */
class SecretsInFailuresTest extends SecretsTestSupport {

    private static final int REFUSED = 12;

    @Test
    void also_when_the_service_refuses_them() {
        StringBuilder routes = new StringBuilder();
        for (int i = 0; i < REFUSED; i++) {
            boolean knowsTheId = i % 2 == 0;
            String id = "\"" + OddSecrets.ALL.get(i);
            routes.append(route(
                    i,
                    simulator(knowsTheId ? id : "another", "another"),
                    id,
                    "\"" + OddSecrets.partner(OddSecrets.ALL.get(i)),
                    false));
        }
        System.setProperty("camel.main.durationMaxSeconds", "2");
        line.file("routes/r.yaml", routes.toString());

        assertThat(line.run(TALKATIVE)).isZero();
        assertThat(line.out()).contains("Authentication rejected: ", "401");
        assertShowsNothing("the output", line.out() + line.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heartbeatInterval: 0",
                "queueSize: many",
                "noSuchOption: 1",
                "events: \"{{no.such.property}}\"",
                "clientSecrt: \"%1$s\"",
                "stateRepository: \"#bean:nowhere\"",
                "events: \"{{a}} {{b\"",
                "clientId: \"%1$s",
                "events: [\n",
                "- ",
            })
    void also_when_the_start_fails_because_of(String mistake) {
        System.setProperty("camel.main.durationMaxSeconds", "1");
        for (String secret : List.of("a{{bs3cretWord", "x7Wd{{Yq4Lk2}}zPl9", "Gm2%41Vc8%ZqT%", "Yh4),evs=Cw7Lk)&Xn2")) {
            String route = "%s        %s%n"
                    .formatted(
                            route(0, simulator("another", "another"), secret, OddSecrets.partner(secret), false)
                                    .replaceFirst("(?s)        initialCatchUp.*", ""),
                            mistake.formatted(secret));
            line.file("routes/r.yaml", route + "      steps:\n        - log: hi\n");

            assertThat(line.run(TALKATIVE)).as(line.out() + line.err()).isEqualTo(1);
        }
        assertThat(line.err()).contains("error: ");
        assertShowsNothing("the output", line.out() + line.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my.folder=C:\\users",
                "noSeparatorHere",
                "camel.component.doshii.clientSecret{{zu7Rk9pQw",
                "Kd+9Rw+7Tb+Zy",
                "camel.component.doshii.queueSize={{zu7Rk9pQw",
                "camel.component.doshii.clientSecrt=Kd+9Rw+7Tb+Zy",
                "camel.component.doshii.clientSecret={{no.such.property}}",
                "camel.component.doshii.client-secret=#bean:nowhere",
            })
    void also_when_a_properties_file_has_the_line(String mistake) {
        System.setProperty("camel.main.durationMaxSeconds", "1");
        line.file(
                        "application.properties",
                        "camel.component.doshii.clientId=a{{bs3cretWord\n" + mistake
                                + "\ncamel.component.doshii.clientSecret={{zu7Rk9pQw\n"
                                        .repeat(mistake.contains("ecret=") ? 0 : 1))
                .file("routes/r.yaml", route(0, simulator("another", "another"), "", "", false));

        assertThat(line.run(TALKATIVE)).as(line.out() + line.err()).isEqualTo(1);
        assertThat(line.err()).contains("error: ");
        assertShowsNothing("the output", line.out() + line.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAW(xs3cretWord)y)", "RAW{Jq5Rz7Lm}x}"})
    void what_could_mean_two_values_is_refused(String ambiguous) {
        line.file("routes/r.yaml", route(0, simulator("another", "another"), "id", ambiguous, false));

        assertThat(line.run(TALKATIVE)).isEqualTo(1);
        assertThat(line.err()).contains("r.yaml:8: clientSecret is written RAW", "{{env:NAME}}");
        assertShowsNothing("the output", line.out() + line.err());
    }
}
