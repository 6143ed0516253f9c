package io.github.cameldoshii.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what the component makes of a message with what Jackson makes of it: the verdict, the fields, the body. */
final class SameAsJackson {

    /** Small enough that short messages are beyond them. */
    static final MessageLimits SMALL = new MessageLimits(5, 20, 30, 12, 10, 8);

    private static final Pattern OFFSET = Pattern.compile("not JSON at byte offset (\\d+)");

    /** Jackson reads on to the end of a word that it does not know, and tells that place, or the place behind it. */
    private static final int OFFSET_TOLERANCE = 12;

    private final MessageParser parser;
    private final JacksonMessageParser jackson;

    SameAsJackson(MessageLimits limits) {
        parser = new MessageParser(limits);
        jackson = new JacksonMessageParser(limits);
    }

    /** The outcome, in a word. */
    String check(byte[] message, Predicate<String> wanted) {
        InboundMessage expected;
        try {
            expected = jackson.parse(message, Parsing.RECEIVED_AT, wanted);
        } catch (JacksonMessageParser.Refused refused) {
            checkRefused(message, wanted, refused);
            return "refused";
        }
        try {
            assertThat(parse(message, wanted)).as("%s", text(message)).isEqualTo(expected);
        } catch (MalformedMessageException e) {
            throw new AssertionError("Jackson accepts " + text(message), e);
        }
        return expected.getClass().getSimpleName();
    }

    private void checkRefused(byte[] message, Predicate<String> wanted, JacksonMessageParser.Refused expected) {
        try {
            throw new AssertionError("Jackson refuses (" + expected.getMessage() + ") " + text(message) + ", not so "
                    + parse(message, wanted));
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageStartingWith("Refused a message of " + message.length + " bytes: ");
            Matcher offset = OFFSET.matcher(e.getMessage());
            if (offset.find() && expected.offset >= 0) {
                int ours = Integer.parseInt(offset.group(1));
                assertThat(ours)
                        .as("%s", text(message))
                        .isBetween(
                                (int) beginningOfWord(message, expected.offset, ours),
                                (int) expected.offset + OFFSET_TOLERANCE);
            }
        }
    }

    /** How early an error may be told that Jackson tells there: where the word begins that it has read to its end. */
    private static long beginningOfWord(byte[] message, long jacksons, int ours) {
        long earliest = jacksons - OFFSET_TOLERANCE;
        while (earliest > ours
                && (message[(int) earliest] < 0 || Character.isJavaIdentifierPart(message[(int) earliest]))) {
            earliest--;
        }
        return earliest;
    }

    /** What stands behind the message in the array belongs to another one. */
    private InboundMessage parse(byte[] message, Predicate<String> wanted) throws MalformedMessageException {
        byte[] longer = Arrays.copyOf(message, message.length + 9);
        Arrays.fill(longer, message.length, longer.length, (byte) '"');
        return parser.parse(longer, message.length, Parsing.RECEIVED_AT, wanted);
    }

    private static String text(byte[] message) {
        return Arrays.toString(message) + " " + new String(message, StandardCharsets.UTF_8);
    }
}
