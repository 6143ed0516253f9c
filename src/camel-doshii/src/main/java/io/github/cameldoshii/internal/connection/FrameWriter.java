package io.github.cameldoshii.internal.connection;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Encodes RFC 6455 frames of a client: unfragmented and masked with an unpredictable key. Confined to the loop. */
final class FrameWriter {

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int KEY_BYTES = 4;

    private static final SecureRandom RANDOM = new SecureRandom();

    Buffer text(String text) {
        return frame(FrameReader.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param ping what the ping held */
    Buffer pong(byte[] ping) {
        return frame(FrameReader.PONG, ping);
    }

    /** @param code {@link CloseCause#NO_CODE} for a close without one */
    Buffer close(int code, String reason) {
        if (code == CloseCause.NO_CODE) {
            return frame(FrameReader.CLOSE, new byte[0]);
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return frame(
                FrameReader.CLOSE,
                Buffer.buffer(2 + text.length)
                        .appendUnsignedShort(code)
                        .appendBytes(text)
                        .getBytes());
    }

    private Buffer frame(int opcode, byte[] payload) {
        Buffer frame = Buffer.buffer(payload.length + 14).appendByte((byte) (FINAL | opcode));
        if (payload.length < 126) {
            frame.appendByte((byte) (MASKED | payload.length));
        } else if (payload.length < 65_536) {
            frame.appendByte((byte) (MASKED | 126)).appendUnsignedShort(payload.length);
        } else {
            frame.appendByte((byte) (MASKED | 127)).appendLong(payload.length);
        }
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        frame.appendBytes(key);
        for (int i = 0; i < payload.length; i++) {
            frame.appendByte((byte) (payload[i] ^ key[i % KEY_BYTES]));
        }
        return frame;
    }
}
