package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A property of the component whose name is mistyped ends the start, and its value, which may be a secret, is not told. */
class MistypedPropertiesTest {

    private static final String PREFIX = "camel.component.doshii.";
    private static final String SECRET = "Zq8TopSecretValue7";

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    private Throwable failure() {
        return catchThrowable(main::start);
    }

    private static String allMessages(Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"client-secre", "clientSecretx", "clientid2", "secret", "client-secret2", "client-id.secret"})
    void the_name_is_told_and_the_value_is_not(String name) {
        main.addInitialProperty(PREFIX + name, SECRET);

        assertThat(allMessages(failure()))
                .contains("There is no option " + name + " of the component doshii", "clientSecret, ", PREFIX + name)
                .doesNotContain(SECRET);
    }

    @Test
    void what_a_placeholder_stands_for_is_not_told_either() {
        main.addInitialProperty("my.secret", SECRET);
        main.addInitialProperty(PREFIX + "client-secre", "{{my.secret}}");

        assertThat(allMessages(failure())).contains("client-secre").doesNotContain(SECRET);
    }

    @Test
    void a_system_property_is_looked_at_too() {
        System.setProperty(PREFIX + "client-secre", SECRET);
        try {
            // Only then the component is made, whose properties these are.
            main.addInitialProperty(PREFIX + "client-id", "x");

            assertThat(allMessages(failure())).contains("client-secre").doesNotContain(SECRET);
        } finally {
            System.clearProperty(PREFIX + "client-secre");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client-id",
                "clientId",
                "CLIENT-ID",
                "clientid",
                "configuration.client-id",
                "proxy-options.host",
                "proxyOptions.host"
            })
    void every_spelling_that_camel_takes_is_left_to_it(String name) {
        main.addInitialProperty(PREFIX + name, "x");

        assertThat(failure()).isNull();
    }
}
