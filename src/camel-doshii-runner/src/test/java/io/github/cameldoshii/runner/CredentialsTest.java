package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever the client id or secret is set, the log hides it from then on. */
class CredentialsTest {

    @TempDir
    private Path directory;

    private final SecretMask mask = new SecretMask();
    private final Properties system = new Properties();

    @Test
    void in_the_environment() {
        learn(Map.of("CAMEL_COMPONENT_DOSHII_CLIENTID", "numbat-11"), "");

        assertHidden("numbat-11");
    }

    @Test
    void in_a_system_property() {
        system.setProperty("camel.component.doshii.client-secret", "numbat-12");
        learn(Map.of(), "");

        assertHidden("numbat-12");
    }

    @Test
    void in_a_properties_file_also_with_characters_that_end_values_elsewhere() {
        learn(Map.of(), "camel.component.doshii.clientSecret = numbat;13,(x)\n");

        assertHidden("numbat;13,(x)");
    }

    @Test
    void in_a_variable_that_a_properties_file_refers_to() {
        learn(Map.of("MY_ID", "numbat-14"), "camel.component.doshii.clientId={{env:MY_ID}}\n");

        assertHidden("numbat-14");
    }

    @Test
    void in_a_property_that_a_route_refers_to() {
        learn(Map.of(), "my.id=numbat-15\n").learnFromRoute("clientId: \"{{my.id}}\"");

        assertHidden("numbat-15");
    }

    @Test
    void in_a_variable_that_stands_for_a_property_that_a_route_refers_to() {
        learn(Map.of("MY_ID", "numbat-16"), "").learnFromRoute("uri: doshii:live?clientId={{my.id}}&events=*");

        assertHidden("numbat-16");
    }

    @Test
    void in_a_route_itself() {
        learn(Map.of(), "").learnFromRoute("parameters: {clientId: numbat-17, events: 'order_*'}");

        assertHidden("numbat-17");
    }

    private Credentials learn(Map<String, String> environment, String properties) {
        try {
            Path file = Files.writeString(directory.resolve("application.properties"), properties);
            Credentials credentials = new Credentials(mask, environment, system);
            credentials.learn(List.of(file, directory.resolve("missing.properties")));
            return credentials;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertHidden(String secret) {
        assertThat(mask.apply("before " + secret + " after")).isEqualTo("before xxxxxx after");
    }
}
