package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

    private final SecretMask mask = new SecretMask();

    @ParameterizedTest
    @ValueSource(
            strings = {"client-77?x", "Y2xpZW50LTc3P3g=", "Y2xpZW50LTc3P3g", "Y2xpZW50LTc3P3g%3D", "client-77%3Fx"})
    void a_learnt_secret_is_hidden_in_every_form(String form) {
        mask.learn("client-77?x");

        assertThat(mask.apply("dial with " + form + " now")).isEqualTo("dial with xxxxxx now");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.doshii.clientSecrt",
                "camel.component.doshii.client-secert",
                "CAMEL_COMPONENT_DOSHII_CLIENT_SECRT",
                "camel.component.doshii.secret"
            })
    void what_a_mistyped_setting_holds_is_masked_too(String name) {
        mask.learn(name, "TOPSECRET1");

        assertThat(mask.apply("with value: TOPSECRET1")).isEqualTo("with value: xxxxxx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.doshii.clientId=TOPSECRET1",
                "camel.component.doshii.client-secret: TOPSECRET1",
                "CAMEL_COMPONENT_DOSHII_CLIENTSECRET=TOPSECRET1",
                "doshii://sandbox?clientSecret=RAW(TOPSECRET1)&events=*",
                "{\"clientId\":\"TOPSECRET1\"}",
                "ws://host/app/socket?auth=TOPSECRET1",
                "Authorization: Bearer TOPSECRET1",
                "jdbc:postgresql://h/db?user=u&password=TOPSECRET1"
            })
    void what_is_named_as_a_credential_is_hidden_unlearnt(String text) {
        assertThat(mask.apply(text)).doesNotContain("TOPSECRET1").contains("xxxxxx");
    }

    @Test
    void a_token_is_hidden() {
        assertThat(mask.apply("sent eyJhbGciOiJIUzI1NiJ9.eyJjbGllbnRJZCI6IngifQ.c2ln-bmF0dXJl."))
                .isEqualTo("sent xxxxxx.");
    }

    @Test
    void credentials_in_files_are_learnt_also_through_placeholders() {
        Map<String, String> environment = Map.of("MY_ID", "from-the-environment");
        mask.learnFrom(
                "clientId: \"{{env:MY_ID}}\"\nclientSecret: 'in-the-file'\n",
                name -> environment.getOrDefault(name, ""));

        assertThat(mask.apply("from-the-environment and in-the-file")).isEqualTo("xxxxxx and xxxxxx");
    }

    @Test
    void a_password_in_a_file_is_hidden_beside_its_name_only() {
        mask.learnFrom("password: \"{{postgres.password:doshii}}\"\njms.password=artemis\n", name -> "");

        assertThat(mask.apply("Route from doshii:sandbox to artemis; password=artemis"))
                .isEqualTo("Route from doshii:sandbox to artemis; password=xxxxxx");
    }

    @Test
    void the_simulators_public_default_is_not_hidden() {
        mask.learn("simulator");

        assertThat(mask.apply("from doshii:simulator")).isEqualTo("from doshii:simulator");
    }

    @Test
    void other_text_is_left_as_it_is() {
        String text = "Route orders receives order_* from Doshii sandbox; 3 events, 2 files";

        assertThat(mask.apply(text)).isEqualTo(text);
    }
}
