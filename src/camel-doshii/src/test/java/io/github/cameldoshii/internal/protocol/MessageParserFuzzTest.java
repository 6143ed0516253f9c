package io.github.cameldoshii.internal.protocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * Runs over the samples in every test run; with {@code JAZZER_FUZZ=1} it looks for new messages, for as long as its duration
 * says. {@link MessageParserFuzzIT} does that.
 */
class MessageParserFuzzTest {

    private static final List<SameAsJackson> COMPARISONS =
            List.of(new SameAsJackson(MessageLimits.DEFAULT), new SameAsJackson(SameAsJackson.SMALL));

    @FuzzTest(maxDuration = "7s")
    void any_message_is_what_jackson_says_it_is(byte[] message) {
        for (SameAsJackson comparison : COMPARISONS) {
            comparison.check(message, type -> true);
            comparison.check(message, type -> !type.startsWith("o"));
        }
    }
}
