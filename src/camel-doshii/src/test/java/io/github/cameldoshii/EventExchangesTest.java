package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventExchangesTest extends RouteTestSupport {

    private MockEndpoint result;

    @BeforeEach
    void startRoute() throws Exception {
        result = mock("result");
        routes(r -> r.from("doshii:simulator?events=order_*").routeId("orders").to("mock:result"));
        startAndAwaitSockets(1);
    }

    @Test
    void the_body_is_the_data_as_it_arrived_and_the_headers_say_what_it_is() throws Exception {
        result.expectedMessageCount(1);

        simulator.emit("table_updated", "{\"name\":\"T1\"}");
        simulator.emit(
                "order_created",
                "{\"id\": 90211, \"locationId\":\"aH43\",\"status\":\"accepted\",\"uri\":\"https://x/1\"}");

        result.assertIsSatisfied();
        Exchange exchange = result.getExchanges().get(0);
        Message message = exchange.getMessage();
        assertThat(message.getBody())
                .isEqualTo("{\"id\": 90211, \"locationId\":\"aH43\",\"status\":\"accepted\",\"uri\":\"https://x/1\"}");
        assertThat(message.getHeader(DoshiiConstants.EVENT_TYPE)).isEqualTo("order_created");
        assertThat(message.getHeader(DoshiiConstants.ENTITY)).isEqualTo("order");
        assertThat(message.getHeader(DoshiiConstants.ENTITY_ID)).isEqualTo("90211");
        assertThat(message.getHeader(DoshiiConstants.LOCATION_ID)).isEqualTo("aH43");
        assertThat(message.getHeader(DoshiiConstants.STATUS)).isEqualTo("accepted");
        assertThat(message.getHeader(DoshiiConstants.URI)).isEqualTo("https://x/1");
        assertThat(message.getHeader(DoshiiConstants.ORIGIN)).isEqualTo("socket");
        assertThat(message.getHeader(DoshiiConstants.ENVIRONMENT)).isEqualTo("simulator");
        assertThat(message.getHeader(DoshiiConstants.VERSION)).isNull();
        assertThat(message.getMessageTimestamp()).isPositive();
    }

    @Test
    void each_event_arrives_once() throws Exception {
        result.expectedBodiesReceived("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");

        for (int id = 1; id <= 3; id++) {
            simulator.emit("order_created", "{\"id\":" + id + "}");
        }

        result.assertIsSatisfied();
    }

    @Test
    void the_first_ping_is_sent_at_once() {
        await().atMost(Duration.ofSeconds(2))
                .until(() -> !simulator.connections().get(0).pings().isEmpty());
        assertThat(simulator.connections().get(0).pings().get(0).text())
                .matches("\\{\"doshii\":\\{\"ping\":\\d{13},\"version\":\"[^\"]+\"}}");
    }
}
