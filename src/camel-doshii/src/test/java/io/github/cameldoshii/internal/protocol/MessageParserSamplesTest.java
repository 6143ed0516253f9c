package io.github.cameldoshii.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample message gives exactly the frame that it should, pretty-printed as shipped and compacted. */
class MessageParserSamplesTest {

    private static final String API = "https://sandbox.doshii.co/partner/v3/";
    private static final String POS = "https://sandbox.doshii.co/pos/v3/";
    private static final String VENUE = "aH43yx2Q";
    private static final String UUID = "0f7c2b5e-61d4-4a0f-9f6d-2f3a3c1f9f10";

    /** File, then type, id, location, status and uri of its event. */
    static Stream<Arguments> events() {
        return Stream.of(
                event("app_menu_item_updated", "", VENUE, "", API + "locations/aH43yx2Q/menu"),
                event("app_menu_updated", "", VENUE, "", API + "locations/aH43yx2Q/menu?filtered=true"),
                event("app_store_status_updated", "", VENUE, "", ""),
                variant("app_store_status_updated-available-null", "app_store_status_updated", "", VENUE, "", ""),
                variant(
                        "app_store_status_updated-available-string-null",
                        "app_store_status_updated",
                        "",
                        VENUE,
                        "",
                        ""),
                event("booking_created", "1354", VENUE, "pending", API + "bookings/1354"),
                event("booking_updated", "1354", VENUE, "accepted", API + "bookings/1354"),
                event("card_activate", "1354", VENUE, "pending", API + "loyalty/cards/activation/1354"),
                event("card_enquiry", "1355", VENUE, "pending", API + "loyalty/cards/enquiry/1355"),
                event("checkin_created", "3077", VENUE, "pending", API + "checkins/3077"),
                event("checkin_deleted", "3077", VENUE, "cancelled", API + "checkins/3077"),
                event("checkin_updated", "3077", VENUE, "accepted", API + "checkins/3077"),
                variant(
                        "ckeckin_updated-sdk-spelling",
                        "ckeckin_updated",
                        "3077",
                        VENUE,
                        "accepted",
                        API + "checkins/3077"),
                event("employee_created", "", VENUE, "", ""),
                event("employee_deleted", "", VENUE, "", ""),
                event("employee_updated", "", VENUE, "", ""),
                event("location_hours_updated", "", VENUE, "", API + "locations/aH43yx2Q"),
                event("location_subscription", VENUE, VENUE, "subscribed", API + "locations/aH43yx2Q"),
                variant(
                        "location_subscription-unsubscribed",
                        "location_subscription",
                        VENUE,
                        VENUE,
                        "unsubscribed",
                        API + "locations/aH43yx2Q"),
                event("loyalty_checkin_created", "123", VENUE, "pending", API + "loyalty/checkins/123"),
                event("loyalty_checkin_deleted", "123", VENUE, "rejected", API + "loyalty/checkins/123"),
                event("loyalty_checkin_updated", "123", VENUE, "complete", API + "loyalty/checkins/123"),
                event("member_created", "34d3-a1", "", "", ""),
                event("member_deleted", "34d3-a1", "", "", ""),
                event("member_updated", "34d3-a1", "", "", ""),
                event("menu_updated", "", VENUE, "", API + "locations/aH43yx2Q/menu"),
                variant("menu_updated-option", "menu_updated", "", VENUE, "", API + "locations/aH43yx2Q/menu"),
                variant("menu_updated-product", "menu_updated", "", VENUE, "", API + "locations/aH43yx2Q/menu"),
                variant("menu_updated-surcount", "menu_updated", "", VENUE, "", API + "locations/aH43yx2Q/menu"),
                event("order_created", "90211", VENUE, "accepted", API + "orders/90211"),
                variant("order_preprocess-complete", "order_preprocess", UUID, VENUE, "complete", ""),
                variant("order_preprocess-rejected", "order_preprocess", UUID, VENUE, "rejected", ""),
                event("order_updated", "90211", VENUE, "complete", API + "orders/90211"),
                variant("order_updated-minimal", "order_updated", "90211", "", "accepted", ""),
                event("points_redemption", "", VENUE, "", ""),
                event("resource_created", "9", VENUE, "", ""),
                event("resource_deleted", "9", VENUE, "", ""),
                event("resource_updated", "9", VENUE, "", ""),
                event("reward_redemption", "", VENUE, "", ""),
                event("table_bulk_updated", "", VENUE, "", API + "tables"),
                event("table_created", "", VENUE, "", API + "tables/Table%2012"),
                event("table_deleted", "", VENUE, "", ""),
                event("table_removed", "", VENUE, "", ""),
                event("table_updated", "", VENUE, "", API + "tables/Table%2012"),
                event("transaction_created", "55120", VENUE, "requested", API + "transactions/55120"),
                event("transaction_updated", "55120", VENUE, "waiting", API + "transactions/55120"),
                variant(
                        "transaction_updated-verify",
                        "transaction_updated",
                        "55120",
                        VENUE,
                        "requested",
                        API + "transactions/55120"),
                arguments("ws-odd-emit-extra-args", "order_updated", "90211", "", "accepted", ""),
                arguments("ws-odd-event-data-envelope", "order_updated", "90211", "", "accepted", API + "orders/90211"),
                arguments("pos-ws-event-app_subscribed", "app_subscribed", "123", "", "subscribed", POS + "apps/123"),
                arguments("pos-ws-event-health_check", "health_check", "", "", "", ""),
                arguments("pos-ws-event-item_updated", "item_updated", "3", "", "accepted", POS + "orders/X-1"),
                arguments(
                        "pos-ws-event-order_created", "order_created", "3", "", "pending", POS + "unlinked_orders/3"));
    }

    /** File, then the frame of one that is no event with data; %s stands for the file's own text. */
    static Stream<Arguments> otherFrames() {
        return Stream.of(
                arguments("ws-client-ping", new InboundMessage.Ping("1760000000123")),
                arguments("ws-client-ping-with-status", new InboundMessage.Ping("1760000000123")),
                arguments("ws-server-ping", new InboundMessage.Ping("1760000031456")),
                arguments("ws-legacy-client-ping", new InboundMessage.PrimusPing("1760000000123")),
                arguments("ws-legacy-server-ping", new InboundMessage.PrimusPing("1760000031456")),
                arguments("ws-legacy-server-pong", new InboundMessage.PrimusOther()),
                arguments("ws-legacy-server-close", new InboundMessage.PrimusOther()),
                arguments(
                        "ws-odd-emit-without-payload",
                        new InboundMessage.Event(Parsing.bare("table_bulk_updated", "{}"))));
    }

    /** File, then the pong's value. */
    static Stream<Arguments> pongs() {
        return Stream.of(
                arguments("ws-client-pong-reply", "1760000031456"), arguments("ws-server-pong", "1760000000123"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_sample_gives_its_headers_and_its_data_as_it_arrived(
            String file, String type, String id, String location, String status, String uri)
            throws MalformedMessageException {
        for (String message : bothForms(file)) {
            var expected = new DoshiiEvent(
                    type, id, location, status, uri, "", dataOf(message), Origin.SOCKET, Parsing.RECEIVED_AT);

            assertThat(Parsing.event(message)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("otherFrames")
    void a_sample_without_data_gives_its_frame(String file, InboundMessage expected) throws MalformedMessageException {
        for (String message : bothForms(file)) {
            assertThat(Parsing.parse(message)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("pongs")
    void a_pong_sample_gives_its_value_and_the_whole_object(String file, String value)
            throws MalformedMessageException {
        for (String message : bothForms(file)) {
            assertThat(Parsing.parse(message)).isEqualTo(new InboundMessage.Pong(value, message.strip()));
        }
    }

    @Test
    void the_pong_that_the_vendors_pages_print_is_a_pong_with_the_inner_object() throws MalformedMessageException {
        for (String message : bothForms("ws-odd-docs-dom-wrapper")) {
            assertThat(Parsing.parse(message)).isEqualTo(new InboundMessage.Pong("1760000000123", dataOf(message)));
        }
    }

    @Test
    void no_sample_is_left_out() {
        var covered = Stream.of(events(), otherFrames(), pongs(), Stream.of(arguments("ws-odd-docs-dom-wrapper")))
                .flatMap(cases -> cases)
                .map(each -> (String) each.get()[0]);

        assertThat(covered).containsExactlyInAnyOrderElementsOf(Samples.names());
    }

    private static Arguments event(String type, String id, String location, String status, String uri) {
        return variant(type, type, id, location, status, uri);
    }

    private static Arguments variant(
            String sample, String type, String id, String location, String status, String uri) {
        return arguments("ws-event-" + sample, type, id, location, status, uri);
    }

    private static List<String> bothForms(String file) {
        return List.of(Samples.asShipped(file), Samples.compacted(file));
    }

    /** The message's inner object: no sample has one before its data, nor a brace after it but its own. */
    private static String dataOf(String message) {
        int start = message.indexOf('{', message.indexOf('{') + 1);
        int end = message.lastIndexOf('}', message.lastIndexOf('}') - 1);
        return message.substring(start, end + 1);
    }
}
