package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a client id and secret are given, the service gets exactly these characters, and nothing that is printed or shown
 * has a piece of them. What only a process can show is in {@code SecretsOfAProcessIT}.
 */
class SecretsByEveryWayTest extends SecretsTestSupport {

    @ParameterizedTest
    @ValueSource(strings = {"a{{bs3cretWord", "{{Bq5}}{{Tw8Zk}}", "RAW(xs3cretWord)y)", "Vr3Wq9LdKx\n", "#Wt7Yr3Pq9"})
    void of_the_component_by_a_file_or_a_system_property(String id) throws Exception {
        String secret = OddSecrets.partner(id);
        DoshiiSimulator simulator = simulator(id, secret);
        System.setProperty("camel.component.doshii.client-secret", secret);
        line.file(
                        "config/application.properties",
                        """
                        camel.main.durationMaxMessages=2
                        camel.component.doshii.clientId=%s
                        """
                                .formatted(escaped(id)))
                .file("routes/r.yaml", route(0, simulator, "", "", false));

        assertDeliversFromEachAndShowsNothing(1);
    }

    @Test
    void of_the_component_by_a_file_in_latin_1() throws Exception {
        String id = OddSecrets.ofLatin1().get(1);
        String secret = OddSecrets.ofLatin1().get(2);
        DoshiiSimulator simulator = simulator(id, secret);
        file(
                StandardCharsets.ISO_8859_1,
                "camel.main.durationMaxMessages=2\r\n"
                        + "camel.component.doshii.clientId=" + escaped(id) + "\r\n"
                        + "camel.component.doshii.clientSecret=" + escaped(secret) + "\r\n");
        line.file("routes/r.yaml", route(0, simulator, "", "", false));

        assertDeliversFromEachAndShowsNothing(1);
        assertThat(line.out()).contains("application.properties:2 is not UTF-8, so the file is read as ISO-8859-1");
    }

    private void file(Charset charset, String content) throws Exception {
        java.nio.file.Files.write(directory.resolve("application.properties"), content.getBytes(charset));
    }
}
