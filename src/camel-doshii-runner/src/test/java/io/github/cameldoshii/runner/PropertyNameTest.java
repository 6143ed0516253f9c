package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyNameTest {

    private static final List<String> OPTIONS = List.of("clientId", "clientSecret", "events", "heartbeatInterval");

    @ParameterizedTest
    @CsvSource({
        "camel.components.doshii.clientId, camel.component.doshii.clientId",
        "camel.components.doshii.client-id, camel.component.doshii.clientId",
        "camel.components.doshii.anything, camel.component.doshii.<option>",
        "camel.component.doshi.clientId, camel.component.doshii.clientId",
        "camel.component.dohsii.clientId, camel.component.doshii.clientId",
        "camel.component.Doshii.heartbeatIntervall, camel.component.doshii.heartbeatInterval",
        "camel.componet.doshii.events, camel.component.doshii.events",
        "Camel.Component.Doshii.events, camel.component.doshii.events",
        "camel-component-doshii-events, camel.component.doshii.events",
        "camel.doshii.events, camel.component.doshii.events",
        "component.doshii.events, camel.component.doshii.events",
        "doshii.clientId, camel.component.doshii.clientId",
        "doshii.client-secret, camel.component.doshii.clientSecret",
        "doshii.positions.file, doshii.position.file",
        "CAMEL_COMPONENTS_DOSHII_CLIENT_ID, camel.component.doshii.clientId",
        "CAMEL_COMPONENT_DOSHI_CLIENTID, camel.component.doshii.clientId",
        "CAMEL_COMPONENT_DOSHII__CLIENTID, camel.component.doshii.clientId",
        "DOSHII_CLIENTID, camel.component.doshii.clientId",
        "camel.mian.name, camel.main.name",
        "camel.components.jms.client-id, camel.component.jms.client-id"
    })
    void a_slip_is_seen_and_what_was_meant_is_known(String name, String meant) {
        assertThat(PropertyName.of(name).meant(OPTIONS)).contains(meant);
    }

    @ParameterizedTest
    @DisplayName("what is a property, or may be the user's own, is left alone")
    @ValueSource(
            strings = {
                "camel.component.doshii.clientId",
                "camel.component.doshii.anything",
                "CAMEL_COMPONENT_DOSHII_CLIENTID",
                "CAMEL_COMPONENT_DOSHII_CLIENT_ID",
                "doshii.position.file",
                "doshii.environment",
                "doshii.orders.folder",
                "shop.doshii.events",
                "camel.beans.doshiiPositions",
                "camel.component.jms.client-id",
                "camel.route-controller.enabled",
                "camel.main.name",
                "camel.k.name",
                "CAMEL_HOME",
                "java.class.path",
                "DOSHII_SERVICE_HOST",
                "doshii",
                ""
            })
    void others_are_left_alone(String name) {
        assertThat(PropertyName.of(name).meant(OPTIONS)).isEmpty();
    }
}
