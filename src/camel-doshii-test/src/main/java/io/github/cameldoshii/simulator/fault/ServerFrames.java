package io.github.cameldoshii.simulator.fault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Frames as a server sends them, unmasked (RFC 6455, section 5.2). */
public final class ServerFrames {

    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private ServerFrames() {}

    public static byte[] text(String text) {
        return frame(true, TEXT, utf8(text));
    }

    public static byte[] binary(byte[] data) {
        return frame(true, BINARY, data);
    }

    /** A close frame; without a body for 1005, which must not stand in a frame. */
    public static byte[] close(int code, String reason) {
        if (code == 1005) {
            return frame(true, CLOSE, new byte[0]);
        }
        byte[] why = utf8(reason);
        return frame(
                true,
                CLOSE,
                ByteBuffer.allocate(2 + why.length)
                        .putShort((short) code)
                        .put(why)
                        .array());
    }

    /** A text message in fragments of so many bytes of its UTF-8 form, which may cut a character in two. */
    public static byte[] fragments(String text, int fragmentBytes, boolean pingBetween) {
        if (fragmentBytes < 1) {
            throw new IllegalArgumentException("fragmentBytes is 1 or more, not " + fragmentBytes);
        }
        byte[] data = utf8(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from == 0 || from < data.length; from += fragmentBytes) {
            int to = Math.min(data.length, from + fragmentBytes);
            if (pingBetween && from > 0) {
                out.writeBytes(frame(true, PING, new byte[0]));
            }
            out.writeBytes(
                    frame(to == data.length, from == 0 ? TEXT : CONTINUATION, Arrays.copyOfRange(data, from, to)));
        }
        return out.toByteArray();
    }

    public static byte[] frame(boolean last, int opcode, byte[] payload) {
        byte[] header = header(last, opcode, payload.length);
        byte[] frame = Arrays.copyOf(header, header.length + payload.length);
        System.arraycopy(payload, 0, frame, header.length, payload.length);
        return frame;
    }

    /** A frame's header alone, promising so many bytes. */
    public static byte[] header(boolean last, int opcode, long length) {
        ByteBuffer header = ByteBuffer.allocate(10).put((byte) ((last ? 0x80 : 0) | opcode));
        if (length < 126) {
            header.put((byte) length);
        } else if (length < 65536) {
            header.put((byte) 126).putShort((short) length);
        } else {
            header.put((byte) 127).putLong(length);
        }
        return Arrays.copyOf(header.array(), header.position());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
