package io.github.cameldoshii.internal.protocol;

import static io.github.cameldoshii.internal.protocol.Parsing.event;
import static io.github.cameldoshii.internal.protocol.Parsing.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no frame: refused with what is wrong and how long the message was, and nothing of its content. */
class MessageParserRefusalTest {

    @Nested
    class AMessage {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " \n",
                    "null",
                    "true",
                    "17",
                    "[]",
                    "[{\"emit\":[\"secret\"]}]",
                    "\"secret\"",
                    "secret",
                    "{",
                    "{}",
                    "{\"emit\":[]}",
                    "{\"emit\":{}}",
                    "{\"emit\":\"secret\"}",
                    "{\"emit\":[17,{}]}",
                    "{\"emit\":[null,{}]}",
                    "{\"emit\":[{\"secret\":1}]}",
                    "{\"emit\":[\"\",{}]}",
                    "{\"event\":\"\",\"data\":{}}",
                    "{\"event\":17,\"data\":{\"secret\":1}}",
                    "{\"data\":{\"secret\":1}}",
                    "{\"doshii\":\"secret\"}",
                    "{\"doshii\":[]}",
                    "{\"secret\":1}",
                    "{\"emit\":[\"secret\",{}]} x",
                    "{\"emit\":[\"secret\",{}]}{}",
                    "{\"emit\":[\"secret\",{}]}\u0000",
                    "\"primus::ping::1\" \"secret\"",
                    "{\"emit\":[\"secret\",{},]}",
                    "{\"emit\":[\"secret\",{\"a\":01}]}",
                    "{\"emit\":[\"secret\",{\"a\":NaN}]}",
                    "{\"emit\":[\"secret\",{'a':1}]}",
                    "{\"emit\":[\"secret\",{/* secret */}]}",
                    "{\"emit\":[\"secret\",{\"a\":\"\\q\"}]}",
                    "{\"emit\":[\"secret\",{\"a\":\"line\nbreak\"}]}",
                    "{\"emit\":[\"secret\",{\"a\":\"nul\u0000\"}]}",
                    "{\u0000\"emit\":[\"secret\",{}]}",
                    "\u0000{\"emit\":[\"secret\",{}]}",
                    "\uFEFF\uFEFF{\"emit\":[\"secret\",{}]}",
                })
        void of_the_wrong_shape_is_refused_without_its_content(String message) {
            int length = message.getBytes(StandardCharsets.UTF_8).length;

            assertThatThrownBy(() -> parse(message))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasNoCause()
                    .hasMessageStartingWith("Refused a message of " + length + " bytes: ")
                    .message()
                    .doesNotContain("secret");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"emit\":[\"a\"],\"emit\":[\"b\"]}",
                    "{\"event\":\"a\",\"event\":\"b\"}",
                    "{\"type\":\"a\",\"type\":\"b\"}",
                    "{\"event\":\"a\",\"data\":{},\"data\":{}}",
                    "{\"doshii\":{\"pong\":1},\"doshii\":{\"pong\":2}}",
                })
        void that_says_twice_what_it_is_is_refused(String message) {
            assertThatThrownBy(() -> parse(message))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("two members are named");
        }

        @Test
        void says_where_it_stops_being_json() {
            assertThatThrownBy(() -> parse("{\"emit\":[\"a\" \"b\"]}"))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessage("Refused a message of 18 bytes: not JSON at byte offset 13");
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16", "ISO-8859-1"})
        void in_another_encoding_is_refused(String charset) {
            byte[] message = "{\"emit\":[\"é\",{}]}".getBytes(Charset.forName(charset));

            assertThatThrownBy(() -> parse(message)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Nested
    class Utf8 {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "c080",
                    "c1bf",
                    "e08080",
                    "f0808080",
                    "eda080",
                    "edbfbf",
                    "f4908080",
                    "f8888080",
                    "80",
                    "c3",
                    "e282",
                    "f09f8d",
                    "ff",
                    "fe",
                    "c328",
                    "e28228"
                })
        void that_is_not_well_formed_is_refused_wherever_it_stands(String hex) {
            byte[] bad = HexFormat.of().parseHex(hex);

            for (String frame : new String[] {
                "{\"emit\":[\"x\",{\"a\":\"§\"}]}",
                "{\"emit\":[\"x\",{\"§\":\"a\"}]}",
                "{\"emit\":[\"§\",{}]}",
                "{\"emit\":[\"x\",{\"id\":\"§\"}]}",
                "{\"emit\":[\"x\",{},\"§\"]}",
                "{\"emit\":[\"x\",{}]}§",
                "{\"doshii\":{\"pong\":1,\"version\":\"§\"}}",
                "\"primus::§\""
            }) {
                assertThatThrownBy(() -> parse(replace(frame, bad)))
                        .isInstanceOf(MalformedMessageException.class)
                        .hasMessageEndingWith("not UTF-8");
            }
        }

        @Test
        void of_every_length_is_read() throws MalformedMessageException {
            String body = "{\"a\":\"A\u007f\u0080é\u07ff\u0800€\ud7ff\ue000\ufffd\uffff🍕\udbff\udfff\"}";

            assertThat(event("{\"emit\":[\"x\"," + body + "]}").body()).isEqualTo(body);
        }

        @Test
        void longer_than_any_buffer_is_read() throws MalformedMessageException {
            String body = "{\"a\":\"" + "é€🍕".repeat(50_000) + "\"}";

            assertThat(event("{\"emit\":[\"x\"," + body + "]}").body()).isEqualTo(body);
        }

        private static byte[] replace(String frame, byte[] bytes) {
            String[] around = frame.split("§", -1);
            byte[] before = around[0].getBytes(StandardCharsets.UTF_8);
            byte[] after = around[1].getBytes(StandardCharsets.UTF_8);
            byte[] all = Arrays.copyOf(before, before.length + bytes.length + after.length);
            System.arraycopy(bytes, 0, all, before.length, bytes.length);
            System.arraycopy(after, 0, all, before.length + bytes.length, after.length);
            return all;
        }
    }

    @Nested
    class ASampleCutShort {

        @ParameterizedTest
        @MethodSource("io.github.cameldoshii.internal.protocol.Samples#names")
        void at_any_byte_is_refused(String sample) {
            byte[] whole = Samples.asShipped(sample).strip().getBytes(StandardCharsets.UTF_8);

            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> parse(cut))
                        .as("%d bytes", length)
                        .isInstanceOf(MalformedMessageException.class);
            }
        }
    }
}
