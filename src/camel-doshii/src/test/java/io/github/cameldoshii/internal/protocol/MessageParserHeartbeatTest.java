package io.github.cameldoshii.internal.protocol;

import static io.github.cameldoshii.internal.protocol.Parsing.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pings and pongs, in the present form, in the form that the vendor's pages print, and in the legacy form. */
class MessageParserHeartbeatTest {

    @Nested
    class APong {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"doshii\":{\"pong\":1760000000123,\"version\":\"3.12.0\"}}",
                    "{\"x\":1,\"doshii\":{\"version\":{\"pong\":7},\"pong\":1760000000123,\"ping\":8}}",
                    "{\"\\u0064oshii\":{\"pon\\u0067\":1760000000123}}",
                })
        void carries_its_value_and_the_whole_object(String message) throws MalformedMessageException {
            assertThat(parse(" " + message + "\n")).isEqualTo(new InboundMessage.Pong("1760000000123", message));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\":\"message\",\"data\": {\"doshii\":{\"pong\":5}} }",
                    "{\"data\": {\"doshii\":{\"pong\":5}}, \"type\":\"message\"}",
                    "{\"event\":\"message\",\"data\":{\"doshii\":{\"pong\":5}}}",
                    "{\"emit\":[\"message\",{\"doshii\":{\"pong\":5}}]}",
                })
        void may_be_the_data_of_a_generic_message(String message) throws MalformedMessageException {
            assertThat(parse(message)).isEqualTo(new InboundMessage.Pong("5", "{\"doshii\":{\"pong\":5}}"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"doshii\":{\"pong\":null}}",
                    "{\"doshii\":{\"pong\":\"1760000000123\"}}",
                    "{\"doshii\":{\"pong\":{\"n\":1}}}",
                    "{\"doshii\":{\"pong\":true,\"ping\":1}}",
                    "{\"doshii\":{\"version\":\"3.12.0\"}}",
                    "{\"doshii\":{}}",
                })
        void without_a_number_is_malformed_and_answers_nothing(String message) throws MalformedMessageException {
            assertThat(parse(message)).isEqualTo(new InboundMessage.Pong("", message));
        }

        @Test
        void keeps_its_number_as_it_stands() throws MalformedMessageException {
            assertThat(parse("{\"doshii\":{\"pong\":-1.0E3}}"))
                    .isEqualTo(new InboundMessage.Pong("-1.0E3", "{\"doshii\":{\"pong\":-1.0E3}}"));
        }
    }

    @Nested
    class APing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"doshii\":{\"ping\":42,\"version\":\"3.12.0\"}}",
                    "{\"doshii\":{\"pong\":null,\"ping\":42}}",
                    "{\"type\":\"message\",\"data\":{\"doshii\":{\"ping\":42}}}",
                })
        void carries_the_number_to_be_sent_back(String message) throws MalformedMessageException {
            assertThat(parse(message)).isEqualTo(new InboundMessage.Ping("42"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"42\"", "true", "[42]", "{\"n\":42}"})
        void without_a_number_is_refused(String value) {
            assertThatThrownBy(() -> parse("{\"doshii\":{\"ping\":" + value + "}}"))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("doshii.ping is not a number");
        }

        @Test
        void with_a_value_too_long_to_be_sent_back_is_refused() {
            assertThatThrownBy(() -> parse("{\"doshii\":{\"ping\":" + "9".repeat(65) + "}}"))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("doshii.ping is longer than 64 characters");
        }
    }

    @Nested
    class ALegacyString {

        @Test
        void of_a_ping_carries_the_stamp_to_be_sent_back() throws MalformedMessageException {
            assertThat(parse(" \"primus::ping::1760000031456\"\n"))
                    .isEqualTo(new InboundMessage.PrimusPing("1760000031456"));
            assertThat(parse("\"primus\\u003a:ping::1\"")).isEqualTo(new InboundMessage.PrimusPing("1"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"primus::server::close\"",
                    "\"primus::id::a-b\"",
                    "\"primus::pong::1\"",
                    "\"primus::\"",
                    "\"primus::ping::\"",
                    "\"primus::ping::1\\\"],[\"",
                    "\"primus::ping::1 2\"",
                    "\"primus::ping::é\"",
                    "\"primus::ping::12345678901234567890123456789012345678901234567890123456789012345\"",
                })
        void of_another_kind_or_with_an_odd_stamp_is_not_answered(String message) throws MalformedMessageException {
            assertThat(parse(message)).isEqualTo(new InboundMessage.PrimusOther());
        }
    }
}
