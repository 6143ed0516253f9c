package io.github.cameldoshii.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes one {@link String} of a text that many messages repeat, such as an event name, a status or a location. Bounded, whatever
 * the service sends: a text may take the place of another, and a long one is not kept. Confined to one thread.
 */
final class RepeatedStrings {

    private static final int PLACES = 32;

    private static final int LONGEST = 40;

    /** Two words tell all bytes of a text that is no longer than this. */
    private static final int TOLD_BY_WORDS = 2 * Long.BYTES;

    private record Known(long first, long last, byte[] bytes, String text) {}

    private final Known[] known = new Known[PLACES];

    /** The text of these bytes, which are ASCII. */
    String of(byte[] message, int start, int end) {
        int length = end - start;
        if (length > LONGEST) {
            return asciiText(message, start, end);
        }
        long first = Words.upTo8(message, start, length);
        long last = length > Long.BYTES ? Words.of8(message, end - Long.BYTES) : 0;
        int place = place(first * 31 + last + length);
        Known here = known[place];
        if (here != null
                && here.first == first
                && here.last == last
                && here.bytes.length == length
                && (length <= TOLD_BY_WORDS || Arrays.equals(here.bytes, 0, length, message, start, end))) {
            return here.text;
        }
        String text = asciiText(message, start, end);
        known[place] = new Known(first, last, Arrays.copyOfRange(message, start, end), text);
        return text;
    }

    private static int place(long hash) {
        long mixed = hash * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> Long.SIZE - 5);
    }

    /** Without a second look at whether the bytes are what they are known to be. */
    static String asciiText(byte[] message, int start, int end) {
        return new String(message, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
