package io.github.cameldoshii.internal.protocol;

import static io.github.cameldoshii.internal.protocol.Parsing.event;
import static io.github.cameldoshii.internal.protocol.Parsing.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is within the limits is read, one more is refused. */
class MessageParserLimitsTest {

    private static final int OUTER_LEVELS = 2;

    @Test
    void data_may_be_nested_up_to_the_limit() throws MalformedMessageException {
        String data = "[".repeat(200 - OUTER_LEVELS) + "]".repeat(200 - OUTER_LEVELS);

        assertThat(event("{\"emit\":[\"x\"," + data + "]}").body()).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 10_000, 400_000})
    void deeper_nesting_is_refused(int levels) {
        for (String open : new String[] {"[", "{\"a\":"}) {
            assertRefused("{\"emit\":[\"x\"," + open.repeat(levels), "beyond a limit of nesting");
            assertRefused("{\"unknown\":" + open.repeat(levels), "beyond a limit of nesting");
        }
        assertThatThrownBy(() -> parse("[".repeat(levels))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_string_may_fill_the_message() throws MalformedMessageException {
        String data = "{\"notes\":\"" + "x".repeat(1 << 20) + "\",\"id\":\"1\"}";

        DoshiiEvent event = event("{\"ignored\":\"" + "y".repeat(1 << 20) + "\",\"emit\":[\"x\"," + data + "]}");

        assertThat(event.body()).isEqualTo(data);
        assertThat(event.entityId()).isEqualTo("1");
    }

    @Test
    void an_unknown_member_may_be_large() throws MalformedMessageException {
        String large = "[" + "{\"emit\":[\"y\",{\"id\":\"no\"}]},".repeat(10_000) + "0]";

        assertThat(event("{\"a\":" + large + ",\"data\":{\"b\":" + large + ",\"id\":\"1\"},\"c\":" + large
                        + ",\"event\":\"x\"}"))
                .extracting(DoshiiEvent::type, DoshiiEvent::entityId)
                .containsExactly("x", "1");
    }

    @Test
    void an_event_name_is_limited() throws MalformedMessageException {
        String longest = "n".repeat(100);

        assertThat(event("{\"emit\":[\"" + longest + "\"]}").type()).isEqualTo(longest);
        assertRefused("{\"emit\":[\"" + longest + "n\"]}", "the event name is longer than 100 characters");
        assertRefused("{\"event\":\"" + longest + "n\"}", "the event name is longer than 100 characters");
        assertThat(event("{\"event\":\"x\",\"type\":\"" + longest + "n\"}").type())
                .isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "locationId", "status", "uri", "version"})
    void what_becomes_a_header_is_limited(String member) throws MalformedMessageException {
        String longest = "{\"" + member + "\":\"" + "v".repeat(4_096) + "\"}";
        String tooLong = "{\"" + member + "\":\"" + "v".repeat(4_097) + "\"}";

        assertThat(event("{\"emit\":[\"x\"," + longest + "]}").body()).isEqualTo(longest);
        assertRefused("{\"emit\":[\"x\"," + tooLong + "]}", "the data's " + member + " is longer than 4096 characters");
    }

    @Test
    void a_number_is_limited() throws MalformedMessageException {
        String longest = "{\"id\":" + "9".repeat(1_000) + "}";

        assertThat(event("{\"emit\":[\"x\"," + longest + "]}").entityId()).isEqualTo("9".repeat(1_000));
        assertRefused("{\"emit\":[\"x\",{\"a\":" + "9".repeat(1_001) + "}]}", "beyond a limit");
        assertRefused("{\"emit\":[\"x\",{\"a\":0." + "9".repeat(100_000) + "}]}", "beyond a limit");
        assertThat(event("{\"emit\":[\"x\",{\"id\":1e999999999}]}").entityId()).isEqualTo("1e999999999");
    }

    @Test
    void a_member_name_is_limited() throws MalformedMessageException {
        assertThat(event("{\"emit\":[\"x\",{\"" + "m".repeat(900) + "\":1}]}").type())
                .isEqualTo("x");
        assertRefused("{\"emit\":[\"x\",{\"" + "m".repeat(2_000) + "\":1}]}", "beyond a limit");
    }

    @Test
    void the_limits_can_be_chosen() throws MalformedMessageException {
        var strict = new MessageParser(new MessageLimits(3, 5, 5, 100, 5, 5));
        byte[] good = "{\"emit\":[\"abcde\",{\"id\":12345}]}".getBytes(StandardCharsets.UTF_8);
        byte[] deep = "{\"emit\":[\"abcde\",{\"id\":[]}]}".getBytes(StandardCharsets.UTF_8);

        assertThat(strict.parse(good, 0, type -> true)).isInstanceOf(InboundMessage.Event.class);
        assertThatThrownBy(() -> strict.parse(deep, 0, type -> true)).isInstanceOf(MalformedMessageException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageLimits(0, 1, 1, 1, 1, 1));
    }

    @Test
    void a_parser_goes_on_after_a_refusal() throws MalformedMessageException {
        var parser = new MessageParser();
        byte[] bad = ("{\"emit\":[\"x\",{\"é\":" + "[".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
        byte[] notUtf8 = {'{', (byte) 0xC3};
        byte[] good = "{\"emit\":[\"x\",{\"id\":\"é\"}]}".getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> parser.parse(bad, 0, type -> true)).isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(() -> parser.parse(notUtf8, 0, type -> true))
                    .isInstanceOf(MalformedMessageException.class);
            assertThat(parser.parse(good, 0, type -> true)).isInstanceOf(InboundMessage.Event.class);
        }
    }

    private static void assertRefused(String message, String why) {
        assertThatThrownBy(() -> parse(message))
                .isInstanceOf(MalformedMessageException.class)
                .hasNoCause()
                .hasMessageContaining(why);
    }
}
