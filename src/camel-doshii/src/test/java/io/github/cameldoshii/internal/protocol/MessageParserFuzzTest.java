package io.github.cameldoshii.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs over the samples in every test run; with {@code JAZZER_FUZZ=1} it looks for new messages, for as long as its duration
 * says. The build does that once, before the integration tests.
 */
class MessageParserFuzzTest {

    private static final MessageParser PARSER = new MessageParser();

    private static final List<SameAsJackson> COMPARISONS =
            List.of(new SameAsJackson(MessageLimits.DEFAULT), new SameAsJackson(SameAsJackson.SMALL));

    @FuzzTest(maxDuration = "10s")
    void any_message_is_what_jackson_says_it_is(byte[] message) {
        for (SameAsJackson comparison : COMPARISONS) {
            comparison.check(message, type -> true);
            comparison.check(message, type -> !type.startsWith("o"));
        }
    }

    @FuzzTest(maxDuration = "5s")
    void any_message_is_a_frame_or_refused(byte[] message) {
        InboundMessage frame;
        try {
            frame = PARSER.parse(message, Parsing.RECEIVED_AT, type -> true);
        } catch (MalformedMessageException e) {
            assertThat(e.getMessage()).startsWith("Refused a message of " + message.length + " bytes: ");
            return;
        }
        String text = new String(message, StandardCharsets.UTF_8);
        if (frame instanceof InboundMessage.Event event && !event.event().body().equals(DoshiiEvent.NO_DATA)) {
            assertThat(text).contains(event.event().body());
        }
        if (frame instanceof InboundMessage.Pong pong) {
            assertThat(text).contains(pong.body());
        }
    }
}
