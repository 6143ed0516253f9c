package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadersAndBodyTest extends RouteTestSupport {

    private static final String[] ALWAYS = {
        "CamelDoshiiEventType", "CamelDoshiiOrigin", "CamelDoshiiEnvironment", "CamelMessageTimestamp"
    };

    private MockEndpoint result;

    @BeforeEach
    void startRoute() throws Exception {
        result = mock("result");
        routes(r -> r.from("doshii:simulator").to("mock:result"));
        startAndAwaitSockets(1);
    }

    private Message received(String type, String data) throws Exception {
        result.reset();
        result.expectedMessageCount(1);
        simulator.emit(type, data);
        result.assertIsSatisfied();
        return result.getExchanges().get(0).getMessage();
    }

    @Test
    void no_name_from_the_wire_becomes_a_header() throws Exception {
        Message message = received(
                "order_updated",
                "{\"id\":\"1\",\"CamelHttpUri\":\"http://evil\",\"CamelDoshiiOrigin\":\"catchup\",\"posRef\":\"7\","
                        + "\"headers\":{\"CamelFileName\":\"../x\"}}");

        assertThat(message.getHeaders())
                .containsOnlyKeys(List.of(
                        "CamelDoshiiEventType",
                        "CamelDoshiiOrigin",
                        "CamelDoshiiEnvironment",
                        "CamelMessageTimestamp",
                        "CamelDoshiiEntity",
                        "CamelDoshiiEntityId"))
                .containsEntry("CamelDoshiiOrigin", "socket");
    }

    @Test
    void what_is_absent_is_no_header() throws Exception {
        assertThat(received("ping_pong_x", "{}").getHeaders())
                .containsOnlyKeys(List.of(ALWAYS[0], ALWAYS[1], ALWAYS[2], ALWAYS[3], "CamelDoshiiEntity"));
        assertThat(received("unknown", "").getHeaders()).containsOnlyKeys(ALWAYS);
        assertThat(result.getExchanges().get(0).getMessage().getBody()).isEqualTo("{}");
    }

    @Test
    void every_header_that_there_can_be_is_there() throws Exception {
        Map<String, Object> headers = received(
                        "loyalty_checkin_updated",
                        "{\"id\":42,\"locationId\":\"L\",\"status\":\"s\",\"uri\":\"https://u\",\"version\":\"v1\"}")
                .getHeaders();

        assertThat(headers)
                .hasSize(10)
                .containsEntry("CamelDoshiiEventType", "loyalty_checkin_updated")
                .containsEntry("CamelDoshiiEntity", "loyalty_checkin")
                .containsEntry("CamelDoshiiEntityId", "42")
                .containsEntry("CamelDoshiiLocationId", "L")
                .containsEntry("CamelDoshiiStatus", "s")
                .containsEntry("CamelDoshiiUri", "https://u")
                .containsEntry("CamelDoshiiVersion", "v1")
                .containsEntry("CamelDoshiiOrigin", "socket")
                .containsEntry("CamelDoshiiEnvironment", "simulator");
        assertThat((Long) headers.get("CamelMessageTimestamp"))
                .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
    }

    @Test
    void the_body_converts_to_a_map_to_a_json_node_and_to_bytes() throws Exception {
        String data = "{\"id\":\"1\",\"items\":[1,2],\"name\":\"Crème brûlée 🍮\"}";
        Message message = received("order_created", data);

        assertThat(message.getBody()).isEqualTo(data);
        assertThat((Object) mapOf(message))
                .isEqualTo(Map.of("id", "1", "items", List.of(1, 2), "name", "Crème brûlée 🍮"));
        assertThat(message.getBody(JsonNode.class).at("/items/1").asInt()).isEqualTo(2);
        assertThat(message.getBody(byte[].class)).isEqualTo(data.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void text_of_other_exchanges_is_as_little_a_map_as_without_this_component() throws Exception {
        Exchange other = new DefaultExchange(context);
        other.getMessage().setBody("{\"a\":1}");
        assertThat(mapOf(other.getMessage())).isNull();

        // Asked in vain before, it must not be remembered as impossible for an event.
        assertThat((Object) mapOf(received("order_created", "{\"id\":\"1\"}"))).isEqualTo(Map.of("id", "1"));
        assertThat(mapOf(other.getMessage())).isNull();
    }

    @Test
    void a_body_that_is_no_object_is_no_map() throws Exception {
        Message message = received("order_created", "{\"id\":\"1\"}");
        message.setBody("4711 is no object");

        assertThat(mapOf(message)).isNull();
    }

    private static Map<?, ?> mapOf(Message message) {
        return message.getBody(Map.class);
    }
}
