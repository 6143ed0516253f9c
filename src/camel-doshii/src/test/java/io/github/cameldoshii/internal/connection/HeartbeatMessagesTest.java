package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HeartbeatMessagesTest {

    @Test
    void a_ping_has_the_form_of_the_vendors_guide() {
        assertThat(HeartbeatMessages.ping(1767225600000L, "1.0.0"))
                .isEqualTo("{\"doshii\":{\"ping\":1767225600000,\"version\":\"1.0.0\"}}");
    }

    @Test
    void a_pong_gives_the_number_back_as_it_was_written() {
        assertThat(HeartbeatMessages.pong("1.50e3", "1.0.0"))
                .isEqualTo("{\"doshii\":{\"pong\":1.50e3,\"version\":\"1.0.0\"}}");
    }

    @Test
    void a_primus_pong_is_a_json_string() {
        assertThat(HeartbeatMessages.primusPong("1767225600000")).isEqualTo("\"primus::pong::1767225600000\"");
    }

    @Property(tries = 200)
    void any_version_stays_inside_its_quotes(@ForAll String version) throws Exception {
        JsonNode ping = new ObjectMapper().readTree(HeartbeatMessages.ping(1, version));

        assertThat(ping.path("doshii").path("version").asText()).isEqualTo(version);
        assertThat(ping.path("doshii")).hasSize(2);
        assertThat(ping).hasSize(1);
    }
}
