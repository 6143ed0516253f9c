package io.github.cameldoshii.internal.protocol;

import static io.github.cameldoshii.internal.protocol.Parsing.bare;
import static io.github.cameldoshii.internal.protocol.Parsing.event;
import static io.github.cameldoshii.internal.protocol.Parsing.parse;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as an event, and what becomes of its data. */
class MessageParserEventsTest {

    @Nested
    class TheEnvelope {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"emit\":[\"order_created\",{\"a\":1}]}",
                    "{\"event\":\"order_created\",\"data\":{\"a\":1}}",
                    "{\"type\":\"order_created\",\"data\":{\"a\":1}}",
                    "{\"data\":{\"a\":1},\"event\":\"order_created\"}",
                    "{\"data\":{\"a\":1},\"type\":\"order_created\"}",
                    " \r\n\t{ \"emit\" : [ \"order_created\" , {\"a\":1} ] } \r\n",
                    "{\"\\u0065mit\":[\"order\\u005fcreated\",{\"a\":1}]}",
                    "{\"x\":[{\"emit\":[1]}],\"emit\":[\"order_created\",{\"a\":1}],\"y\":{\"event\":\"z\"},\"z\":null}",
                    "{\"emit\":[\"order_created\",{\"a\":1},{\"a\":2},\"extra\",[3]]}",
                    "{\"emit\":null,\"doshii\":null,\"event\":7,\"type\":\"order_created\",\"data\":{\"a\":1}}",
                })
        void every_accepted_form_gives_the_same_event(String message) throws MalformedMessageException {
            assertThat(event(message)).isEqualTo(bare("order_created", "{\"a\":1}"));
        }

        @Test
        void an_event_may_arrive_as_bytes_with_a_byte_order_mark() throws MalformedMessageException {
            byte[] message = "\uFEFF {\"emit\":[\"é\",{\"a\":\"ü\"}]}".getBytes(StandardCharsets.UTF_8);

            assertThat(parse(message)).isEqualTo(new InboundMessage.Event(bare("é", "{\"a\":\"ü\"}")));
        }

        @Test
        void of_several_envelope_members_emit_decides_then_doshii_then_event_then_type()
                throws MalformedMessageException {
            String type = "\"type\":\"by_type\"";
            String event = "\"event\":\"by_event\"";
            String doshii = "\"doshii\":{\"pong\":1}";
            String emit = "\"emit\":[\"by_emit\"]";

            assertThat(event("{" + type + "," + event + "}").type()).isEqualTo("by_event");
            assertThat(event("{" + event + "," + type + "}").type()).isEqualTo("by_event");
            assertThat(parse("{" + event + "," + doshii + "}")).isInstanceOf(InboundMessage.Pong.class);
            assertThat(event("{" + doshii + "," + emit + "}").type()).isEqualTo("by_emit");
            assertThat(event("{" + emit + "," + doshii + "}").type()).isEqualTo("by_emit");
        }

        @Test
        void a_name_is_an_open_string() throws MalformedMessageException {
            assertThat(event("{\"emit\":[\"Something else/entirely \\ud83c\\udf55 \\ud800\"]}")
                            .type())
                    .isEqualTo("Something else/entirely \ud83c\udf55 \ud800");
        }

        @Test
        void a_generic_message_is_an_event_of_type_message() throws MalformedMessageException {
            assertThat(event("{\"type\":\"message\",\"data\":{\"a\":1}}")).isEqualTo(bare("message", "{\"a\":1}"));
        }
    }

    @Nested
    class TheData {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"emit\":[\"x\"]}",
                    "{\"emit\":[\"x\",null]}",
                    "{\"emit\":[\"x\",{}]}",
                    "{\"emit\":[\"x\",null,{\"id\":1}]}",
                    "{\"event\":\"x\"}",
                    "{\"type\":\"x\",\"data\":null}",
                })
        void that_is_missing_is_an_empty_object(String message) throws MalformedMessageException {
            assertThat(event(message)).isEqualTo(bare("x", "{}"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"[1, {\"id\":2}]", "17", "-1.50e+3", "true", "false", "\"a \\\" \\u0041\"", "[]", "\"\""})
        void that_is_no_object_is_kept_as_it_arrived_without_headers(String data) throws MalformedMessageException {
            assertThat(event("{\"emit\":[\"x\"," + data + "]}")).isEqualTo(bare("x", data));
            assertThat(event("{\"emit\":[\"x\" , " + data + " , 1 ]}")).isEqualTo(bare("x", data));
            assertThat(event("{\"data\":" + data + ",\"event\":\"x\"}")).isEqualTo(bare("x", data));
            assertThat(event("{\"event\":\"x\",\"data\": " + data + " }")).isEqualTo(bare("x", data));
        }

        @Test
        void keeps_its_white_space_escapes_number_forms_and_duplicates() throws MalformedMessageException {
            String data = "{ \"a\" : 1.50 ,\r\n\t\"\\u0061\":[ ],\"b\":\"\\/\\ud800é🍕\" , \"c\":-0.0E-2 }";

            assertThat(event("{\"emit\":[\"x\", " + data + " ]}").body()).isEqualTo(data);
        }

        @Test
        void gives_headers_from_its_top_level_only() throws MalformedMessageException {
            String data = "{\"order\":{\"id\":\"1\",\"status\":\"inner\"},\"list\":[{\"uri\":\"u\"}],\"id\":\"2\"}";

            assertThat(event("{\"emit\":[\"x\"," + data + "]}"))
                    .isEqualTo(new DoshiiEvent("x", "2", "", "", "", "", data, Origin.SOCKET, Parsing.RECEIVED_AT));
        }

        @Test
        void gives_all_five_headers() throws MalformedMessageException {
            String data =
                    "{\"version\":\"v9\",\"uri\":\"https://u\",\"status\":\"new\",\"locationId\":\"L1\",\"id\":\"i\"}";

            assertThat(event("{\"emit\":[\"x\"," + data + "]}"))
                    .isEqualTo(new DoshiiEvent(
                            "x", "i", "L1", "new", "https://u", "v9", data, Origin.SOCKET, Parsing.RECEIVED_AT));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '#',
                value = {
                    "\"90211\"   | 90211",
                    "90211       | 90211",
                    "-1.50e2     | -1.50e2",
                    "12345678901234567890123 | 12345678901234567890123",
                    "\"\\u0041\" | A",
                    "null        | ##",
                    "true        | ##",
                    "[1]         | ##",
                    "{\"id\":1}  | ##",
                })
        void gives_a_string_or_number_as_text_and_nothing_else(String value, String expected)
                throws MalformedMessageException {
            DoshiiEvent event = event("{\"emit\":[\"x\",{\"id\":" + value + ",\"version\":" + value + "}]}");

            assertThat(event.entityId()).isEqualTo(expected);
            assertThat(event.version()).isEqualTo(expected);
        }

        @Test
        void counts_a_member_that_is_given_twice_as_last_given() throws MalformedMessageException {
            assertThat(event("{\"emit\":[\"x\",{\"id\":\"1\",\"id\":\"2\"}]}").entityId())
                    .isEqualTo("2");
            assertThat(event("{\"emit\":[\"x\",{\"id\":\"1\",\"id\":null}]}").entityId())
                    .isEmpty();
        }

        @Test
        void may_hold_a_doshii_member_when_it_is_no_generic_message() throws MalformedMessageException {
            String data = "{\"doshii\":{\"ping\":\"x\"},\"id\":1}";

            assertThat(event("{\"emit\":[\"order_created\"," + data + "]}").body())
                    .isEqualTo(data);
        }
    }

    @Nested
    class AnEventNobodyWants {

        private final MessageParser parser = new MessageParser();

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"emit\":[\"no\",{\"id\":1}]}",
                    "{\"event\":\"no\",\"data\":{\"id\":1}}",
                    "{\"data\":{\"id\":1},\"type\":\"no\"}",
                    "{\"emit\":[\"no\",{\"id\":1}],\"more\":1}",
                })
        void is_only_named(String message) throws MalformedMessageException {
            InboundMessage frame = parser.parse(
                    message.getBytes(StandardCharsets.UTF_8), Parsing.RECEIVED_AT, type -> !type.equals("no"));

            assertThat(frame).isEqualTo(new InboundMessage.Unwanted("no"));
        }

        @Test
        void is_not_read_beyond_its_name() throws MalformedMessageException {
            byte[] message = "{\"emit\":[\"no\", broken".getBytes(StandardCharsets.UTF_8);

            assertThat(parser.parse(message, Parsing.RECEIVED_AT, type -> false))
                    .isEqualTo(new InboundMessage.Unwanted("no"));
        }

        @Test
        void does_not_hide_a_pong() throws MalformedMessageException {
            byte[] message = "{\"emit\":[\"message\",{\"doshii\":{\"pong\":5}}]}".getBytes(StandardCharsets.UTF_8);

            assertThat(parser.parse(message, Parsing.RECEIVED_AT, type -> false))
                    .isEqualTo(new InboundMessage.Pong("5", "{\"doshii\":{\"pong\":5}}"));
        }
    }
}
