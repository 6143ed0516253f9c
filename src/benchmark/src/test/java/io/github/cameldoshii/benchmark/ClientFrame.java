package io.github.cameldoshii.benchmark;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One unfragmented frame that a client sent, and what the service answers to it. */
record ClientFrame(int opcode, byte[] payload) {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    private static final int PONG = 10;
    private static final int MAX_PAYLOAD = 64 * 1024;
    private static final Pattern APP_PING = Pattern.compile("\"ping\"\\s*:\\s*(\\d+)");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    static ClientFrame read(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        long length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length > MAX_PAYLOAD) {
            throw new IOException("A frame of " + length + " bytes");
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new ClientFrame(opcode, payload);
    }

    /** The frame to answer with; empty when there is nothing to answer. */
    ByteBuffer answer() {
        return switch (opcode) {
            case TEXT -> appPong();
            case PING -> frame(PONG, payload);
            case CLOSE -> frame(CLOSE, payload);
            default -> NOTHING;
        };
    }

    /** A frame of the server with a text of at most 125 bytes. */
    static ByteBuffer ofServer(String text) {
        return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private ByteBuffer appPong() {
        Matcher ping = APP_PING.matcher(new String(payload, StandardCharsets.UTF_8));
        if (!ping.find()) {
            return NOTHING;
        }
        String pong = "{\"doshii\":{\"pong\":" + ping.group(1) + ",\"version\":\"3.2.0\"}}";
        return ofServer(pong);
    }

    private static ByteBuffer frame(int opcode, byte[] payload) {
        if (payload.length > 125) {
            throw new IllegalArgumentException("An answer of " + payload.length + " bytes");
        }
        return ByteBuffer.allocate(2 + payload.length)
                .put((byte) (0x80 | opcode))
                .put((byte) payload.length)
                .put(payload)
                .flip();
    }
}
