package io.github.cameldoshii.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One {@code order_updated} message of an exact size as a WebSocket text frame, with fields of fixed width that are
 * stamped for each copy that is sent: the order's id, a sequence number and the time of sending.
 *
 * <p>A larger message carries items of an order, as the larger messages of the service do.
 */
final class FrameTemplate {

    /** Orders that the events are about; each is updated again and again. */
    static final int ORDERS = 10_000;

    static final int SEQUENCE_DIGITS = 12;
    static final int STAMP_DIGITS = 19;

    /** Bytes of a message that follow the event's data. */
    static final int AFTER_DATA = "]}".length();

    private static final int ID_DIGITS = 5;
    private static final String ENVELOPE = "{\"emit\":[\"order_updated\",";
    private static final String DATA =
            "{\"id\":\"00000\",\"posRef\":\"000000000000\",\"sentAt\":\"0000000000000000000\","
                    + "\"locationId\":\"aH43yx2Q\",\"status\":\"accepted\","
                    + "\"uri\":\"https://sandbox.doshii.co/partner/v3/orders/00000\"";
    private static final String ITEM = "{\"posId\":\"coffee_fw\",\"name\":\"Flat white\",\"description\":\"Regular\","
            + "\"quantity\":1,\"unitPrice\":\"550\",\"type\":\"single\",\"surcounts\":[],\"options\":[]}";
    private static final String ITEMS = ",\"items\":[";
    private static final String NOTES = ",\"notes\":\"";
    private static final String END = "}]}";

    private final byte[] frame;
    private final int headerLength;

    private FrameTemplate(byte[] header, byte[] message) {
        headerLength = header.length;
        frame = ByteBuffer.allocate(header.length + message.length)
                .put(header)
                .put(message)
                .array();
    }

    /** @param messageBytes the length of the JSON text; at least 220, at most 65,535 */
    static FrameTemplate ofSize(int messageBytes) {
        byte[] message = message(messageBytes).getBytes(StandardCharsets.US_ASCII);
        byte[] header = {(byte) 0x81, 126, (byte) (messageBytes >>> 8), (byte) messageBytes};
        return new FrameTemplate(header, message);
    }

    /** Bytes of the frame, header included. */
    int length() {
        return frame.length;
    }

    /** Puts a copy of the frame at the buffer's position. */
    void putInto(ByteBuffer buffer) {
        buffer.put(frame);
    }

    /**
     * Stamps the copy that starts at {@code frameStart}.
     *
     * @param sentAt any clock that sender and receiver share, nanoseconds
     */
    void stamp(ByteBuffer buffer, int frameStart, long sequence, long sentAt) {
        int message = frameStart + headerLength;
        long id = sequence % ORDERS;
        digits(buffer, message + ENVELOPE.length() + DATA.indexOf("00000"), ID_DIGITS, id);
        digits(buffer, message + ENVELOPE.length() + DATA.length() - 1 - ID_DIGITS, ID_DIGITS, id);
        digits(buffer, message + sequenceInMessage(), SEQUENCE_DIGITS, sequence);
        digits(buffer, message + stampInMessage(), STAMP_DIGITS, sentAt);
    }

    /** Where the event's data starts in the text of a whole message. */
    static int dataInMessage() {
        return ENVELOPE.length();
    }

    /** Where the sequence number starts in the text of a whole message. */
    static int sequenceInMessage() {
        return dataInMessage() + sequenceInData();
    }

    /** Where the sequence number starts in the text of the event's data. */
    static int sequenceInData() {
        return DATA.indexOf("000000000000\"");
    }

    /** Where the time of sending starts in the text of a whole message. */
    static int stampInMessage() {
        return dataInMessage() + stampInData();
    }

    /** Where the time of sending starts in the text of the event's data. */
    static int stampInData() {
        return DATA.indexOf("0000000000000000000\"");
    }

    /** Reads a stamped number back. */
    static long number(CharSequence text, int start, int digits) {
        long value = 0;
        for (int i = start; i < start + digits; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static String message(int size) {
        StringBuilder text = new StringBuilder(size).append(ENVELOPE).append(DATA);
        int closing = NOTES.length() + 1 + END.length();
        int room = size - text.length() - closing - ITEMS.length() - 1;
        int items = Math.max(0, (room + 1) / (ITEM.length() + 1));
        if (items > 0) {
            text.append(ITEMS).append((ITEM + ",").repeat(items));
            text.setCharAt(text.length() - 1, ']');
        }
        int padding = size - text.length() - closing;
        if (padding < 0 || size > 0xFFFF) {
            throw new IllegalArgumentException("A message of " + size + " bytes cannot be made");
        }
        return text.append(NOTES)
                .append("x".repeat(padding))
                .append('"')
                .append(END)
                .toString();
    }

    private static void digits(ByteBuffer buffer, int start, int digits, long value) {
        long rest = value;
        for (int i = start + digits - 1; i >= start; i--) {
            buffer.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
