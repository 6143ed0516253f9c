package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoshiiSimulatorExtensionTest {

    @RegisterExtension
    static final DoshiiSimulatorExtension SHARED = DoshiiSimulatorExtension.create();

    private static final Set<Integer> SHARED_PORTS = new HashSet<>();

    @RepeatedTest(2)
    void a_static_one_is_shared_and_begins_each_test_anew() {
        SHARED_PORTS.add(SHARED.simulator().port());
        assertThat(SHARED_PORTS).hasSize(1);
        assertThat(SHARED.simulator().orders().all()).isEmpty();
        SHARED.simulator().orders().create();
    }

    @Test
    void the_component_finds_it_by_properties() {
        assertThat(SHARED.componentProperties())
                .containsEntry("camel.component.doshii.socketUrl", SHARED.socketUrl())
                .containsEntry("camel.component.doshii.apiUrl", SHARED.apiUrl())
                .containsEntry("camel.component.doshii.clientId", "simulator")
                .containsEntry("camel.component.doshii.clientSecret", "simulator");
    }

    @Test
    void without_the_annotation_it_says_so() {
        assertThatThrownBy(() -> DoshiiSimulatorExtension.create().simulator())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    @Nested
    class InAnInstanceField {

        @RegisterExtension
        final DoshiiSimulatorExtension own = DoshiiSimulatorExtension.with(
                SimulatorOptions.defaults().withPort(0).withClientId("mine"));

        @Test
        void the_static_one_of_the_outer_class_is_still_the_same() {
            SHARED_PORTS.add(SHARED.simulator().port());
            assertThat(SHARED_PORTS).hasSize(1);
        }

        @Test
        void each_test_has_its_own() {
            assertThat(own.simulator().port()).isNotEqualTo(SHARED.simulator().port());
            assertThat(own.componentProperties()).containsEntry("camel.component.doshii.clientId", "mine");
        }
    }
}
