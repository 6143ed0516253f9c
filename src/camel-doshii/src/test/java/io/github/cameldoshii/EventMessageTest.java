package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message of an event behaves as one whose headers were set one by one. */
class EventMessageTest {

    private static final DoshiiEvent EVENT =
            new DoshiiEvent("order_updated", "17", "here", "", "/orders/17", "3", "{}", Origin.SOCKET, 1_000L);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private EventMessage message;

    private final Map<String, Object> all = Map.of(
            DoshiiConstants.EVENT_TYPE, "order_updated",
            DoshiiConstants.ENTITY, "order",
            DoshiiConstants.ENTITY_ID, "17",
            DoshiiConstants.LOCATION_ID, "here",
            DoshiiConstants.URI, "/orders/17",
            DoshiiConstants.VERSION, "3",
            DoshiiConstants.ORIGIN, "socket",
            DoshiiConstants.ENVIRONMENT, "sandbox",
            DoshiiConstants.MESSAGE_TIMESTAMP, 1_000L);

    @BeforeEach
    void create() {
        context.start();
        Exchange exchange = new DefaultExchange(context);
        message = new EventMessage(exchange, new EventHeaders(context, DoshiiEnvironment.SANDBOX), EVENT);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void each_header_is_there_by_its_name() {
        all.forEach((name, value) -> assertThat(message.getHeader(name)).isEqualTo(value));
    }

    @Test
    void a_header_is_found_whatever_the_case_of_its_name() {
        assertThat(message.getHeader("cameldoshiientityid")).isEqualTo("17");
        assertThat(message.getHeader("CAMELDOSHIIENTITYID", String.class)).isEqualTo("17");
    }

    @Test
    void all_headers_are_there_and_no_other() {
        assertThat(message.hasHeaders()).isTrue();
        assertThat(message.getHeaders()).containsExactlyInAnyOrderEntriesOf(all);
    }

    @Test
    void what_the_event_lacks_is_no_header() {
        assertThat(message.getHeader(DoshiiConstants.STATUS)).isNull();
        assertThat(message.getHeader(DoshiiConstants.STATUS, String.class)).isNull();
        assertThat(message.getHeader(DoshiiConstants.STATUS, "none")).isEqualTo("none");
        assertThat(message.getHeader("CamelFileName")).isNull();
    }

    @Test
    void a_header_is_converted_to_the_type_that_is_asked_for() {
        assertThat(message.getHeader(DoshiiConstants.MESSAGE_TIMESTAMP, String.class))
                .isEqualTo("1000");
        assertThat(message.getHeader(DoshiiConstants.ENTITY_ID, int.class)).isEqualTo(17);
        assertThat(message.getMessageTimestamp()).isEqualTo(1_000L);
    }

    @Test
    void a_header_that_was_set_is_the_one_that_is_found() {
        message.setHeader(DoshiiConstants.EVENT_TYPE, "mine");

        assertThat(message.getHeader(DoshiiConstants.EVENT_TYPE)).isEqualTo("mine");
        assertThat(message.getHeader(DoshiiConstants.EVENT_TYPE, String.class)).isEqualTo("mine");
        assertThat(message.getHeader(DoshiiConstants.ENTITY_ID)).isEqualTo("17");
    }

    @Test
    void a_header_that_was_removed_is_gone() {
        assertThat(message.removeHeader(DoshiiConstants.ENTITY_ID)).isEqualTo("17");

        assertThat(message.getHeader(DoshiiConstants.ENTITY_ID)).isNull();
        assertThat(message.getHeaders()).doesNotContainKey(DoshiiConstants.ENTITY_ID);
    }

    @Test
    void all_headers_can_be_removed() {
        message.removeHeaders("*");

        assertThat(message.hasHeaders()).isFalse();
        assertThat(message.getHeader(DoshiiConstants.EVENT_TYPE)).isNull();
    }

    @Test
    void a_copy_has_all_headers_and_the_body() {
        Message copy = message.copy();

        assertThat(copy.getHeaders()).containsExactlyInAnyOrderEntriesOf(all);
        assertThat(copy.getBody()).isEqualTo("{}");
    }

    @Test
    void what_is_changed_in_a_copy_does_not_change_the_message() {
        message.copy().setHeader(DoshiiConstants.EVENT_TYPE, "mine");

        assertThat(message.getHeader(DoshiiConstants.EVENT_TYPE)).isEqualTo("order_updated");
    }

    @Test
    void nothing_of_the_event_is_left_in_one_that_a_pool_has_taken_back() {
        message.reset();

        assertThat(message.getHeader(DoshiiConstants.EVENT_TYPE)).isNull();
        assertThat(message.hasHeaders()).isFalse();
        assertThat(message.getBody()).isNull();
    }
}
