package io.github.cameldoshii.internal.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Validates UTF-8 (RFC 3629): {@code new String} replaces what is not well-formed. Not thread-safe: it reuses its decoder.
 */
public final class Utf8 {

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer discarded = CharBuffer.allocate(128);

    /** Whether the first {@code length} bytes are well-formed, to the last character. */
    public boolean isWellFormed(byte[] bytes, int length) {
        return isAscii(bytes, length) || decodes(bytes, length);
    }

    /** Whether the first {@code length} bytes are ASCII. */
    static boolean isAscii(byte[] bytes, int length) {
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            if ((Words.of8(bytes, i) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean decodes(byte[] bytes, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        decoder.reset();
        while (true) {
            var result = decoder.decode(in, discarded.clear(), true);
            if (!result.isOverflow()) {
                return result.isUnderflow();
            }
        }
    }
}
