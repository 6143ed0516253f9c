package io.github.cameldoshii.internal.connection;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes RFC 6455 frames from the bytes of a server. A frame is read in place from the buffer that holds it, so that its
 * payload is copied once; only a frame that spans buffers is assembled first. To be used as
 * <pre>{@code
 * reader.feed(bytes);
 * while (reader.next()) {
 *     ... reader.opcode() ... reader.payload()
 * }
 * reader.release();
 * }</pre>
 * Confined to the connection's event loop.
 */
final class FrameReader {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int PROTOCOL_ERROR = 1002;
    private static final int LARGEST_CONTROL_PAYLOAD = 125;
    private static final int LARGEST_HEADER = 10;

    private static final Buffer NOTHING = Buffer.buffer(0);
    private static final byte[] NONE = {};

    /** Where the payload of a frame lies, so that one that waits need not be copied. */
    record Payload(Buffer received, int at, int length) {

        byte[] bytes() {
            return received.getBytes(at, at + length);
        }

        /** @param target has room for it */
        void copyTo(byte[] target) {
            received.getBytes(at, at + length, target, 0);
        }
    }

    private final int maxPayload;

    private Buffer received = NOTHING;
    private int position;

    /** The beginning of a frame whose end has not arrived; takes no memory while there is none. */
    private byte[] begun = NONE;

    private int begunLength;

    private int opcode;
    private boolean isFinal;
    private int length;
    private int payloadAt;
    private boolean isPutTogether;
    private boolean inFragments;

    /** @param maxPayload bytes; a frame that announces more is refused before it is received */
    FrameReader(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    /** Feeds the next received bytes; all frames of those before must have been read. */
    void feed(Buffer bytes) {
        received = bytes;
        position = 0;
    }

    /** Lets go of the bytes, of which all frames have been read. */
    void release() {
        received = NOTHING;
        position = 0;
    }

    /**
     * Decodes the next frame, if all of it has arrived.
     *
     * @throws BrokenProtocolException if the bytes are no valid frame, or one that is too large
     */
    boolean next() throws BrokenProtocolException {
        if (isPutTogether) {
            isPutTogether = false;
            begunLength = 0;
            begun = NONE;
        }
        return begunLength > 0 ? nextFromPieces() : nextFromReceived();
    }

    private boolean nextFromReceived() throws BrokenProtocolException {
        int left = received.length() - position;
        if (left < 2) {
            keep(left);
            return false;
        }
        begin(received.getByte(position), received.getByte(position + 1));
        int header = headerLength(received.getByte(position + 1));
        if (left < header) {
            keep(left);
            return false;
        }
        long payload = header == 2
                ? received.getByte(position + 1) & 0x7f
                : header == 4 ? received.getUnsignedShort(position + 2) : received.getLong(position + 2);
        checkLength(header, payload);
        if (left - header < length) {
            keep(left);
            return false;
        }
        payloadAt = position + header;
        position = payloadAt + length;
        arrived();
        return true;
    }

    private boolean nextFromPieces() throws BrokenProtocolException {
        if (!complete(2)) {
            return false;
        }
        begin(begun[0], begun[1]);
        int header = headerLength(begun[1]);
        if (!complete(header)) {
            return false;
        }
        long payload = header == 2 ? begun[1] & 0x7f : 0;
        for (int i = 2; i < header; i++) {
            payload = payload << 8 | begun[i] & 0xff;
        }
        checkLength(header, payload);
        if (!complete(header + length)) {
            return false;
        }
        payloadAt = header;
        isPutTogether = true;
        arrived();
        return true;
    }

    /** Keeps the rest of what was received, the beginning of a frame. */
    private void keep(int left) {
        begunLength = 0;
        append(left);
    }

    /** Appends what was received until so many bytes of the frame are there, if they are. */
    private boolean complete(int wanted) {
        int missing = wanted - begunLength;
        if (missing > 0) {
            append(Math.min(missing, received.length() - position));
        }
        return begunLength >= wanted;
    }

    private void append(int bytes) {
        if (begun.length < begunLength + bytes) {
            int larger = Math.max(2 * begun.length, begunLength + bytes);
            begun = Arrays.copyOf(begun, (int) Math.min(larger, (long) maxPayload + LARGEST_HEADER));
        }
        received.getBytes(position, position + bytes, begun, begunLength);
        begunLength += bytes;
        position += bytes;
    }

    private static int headerLength(byte second) {
        return switch (second & 0x7f) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    /** Checks what the first two bytes of a frame say, as soon as they are there. */
    private void begin(byte first, byte second) throws BrokenProtocolException {
        isFinal = (first & 0x80) != 0;
        opcode = first & 0x0f;
        if ((first & 0x70) != 0) {
            throw broken("a reserved bit is set");
        }
        if ((second & 0x80) != 0) {
            throw broken("a frame of a server is masked");
        }
        if (opcode >= CLOSE) {
            checkControl(second & 0x7f);
        } else if (opcode > BINARY) {
            throw broken("opcode " + opcode + " means nothing");
        } else if ((opcode == CONTINUATION) != inFragments) {
            throw broken(inFragments ? "a message begins within another one" : "a message goes on that has not begun");
        }
    }

    private void checkLength(int header, long payload) throws BrokenProtocolException {
        if (header == 4 && payload < 126 || header == LARGEST_HEADER && payload >= 0 && payload < 65_536) {
            throw broken("a length is written with more bytes than it needs");
        }
        if (payload < 0) {
            throw broken("a length is negative");
        }
        if (payload > maxPayload) {
            throw new BrokenProtocolException(CloseCause.TOO_BIG, "a frame is larger than what is taken");
        }
        length = (int) payload;
    }

    /** @param payload its length, or what stands for a longer one */
    private void checkControl(int payload) throws BrokenProtocolException {
        if (opcode > PONG) {
            throw broken("opcode " + opcode + " means nothing");
        }
        if (!isFinal) {
            throw broken("a control frame is a fragment");
        }
        if (payload > LARGEST_CONTROL_PAYLOAD) {
            throw broken("a control frame is too long");
        }
        if (opcode == CLOSE && payload == 1) {
            throw broken("half a close code");
        }
    }

    private void arrived() throws BrokenProtocolException {
        if (opcode <= BINARY) {
            inFragments = !isFinal;
        } else if (opcode == CLOSE && length > 0) {
            checkClose(payload().bytes());
        }
    }

    private static void checkClose(byte[] payload) throws BrokenProtocolException {
        if (!isCloseCode(payload)) {
            throw broken("a close code that may not be sent");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload, 2, payload.length - 2));
        } catch (CharacterCodingException e) {
            throw broken("a close reason that is no UTF-8");
        }
    }

    /** RFC 6455, 7.4, and the codes that were registered since. */
    private static boolean isCloseCode(byte[] payload) {
        int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000;
    }

    private static BrokenProtocolException broken(String what) {
        return new BrokenProtocolException(PROTOCOL_ERROR, what);
    }

    /** Opcode of the frame that {@link #next} has decoded. */
    int opcode() {
        return opcode;
    }

    /** Whether the message ends with this frame. */
    boolean isFinal() {
        return isFinal;
    }

    /** The payload of the frame that {@link #next} has decoded; stays as it is when the next one is decoded. */
    Payload payload() {
        return isPutTogether
                ? new Payload(Buffer.buffer(begun), payloadAt, length)
                : new Payload(received, payloadAt, length);
    }
}
