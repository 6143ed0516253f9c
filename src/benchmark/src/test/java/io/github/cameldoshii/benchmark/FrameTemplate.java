package io.github.cameldoshii.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One {@code order_updated} message of an exact size as a WebSocket text frame, with fields of fixed width that are
 * stamped for each copy that is sent: the order's id, a sequence number and the time of sending.
 *
 * <p>A larger message carries items of an order, as the larger messages of the service do; one below 220 bytes has little more
 * than the numbers.
 */
final class FrameTemplate {

    /** Orders that the events are about; each is updated again and again. */
    static final int ORDERS = 10_000;

    static final int SEQUENCE_DIGITS = 12;
    static final int STAMP_DIGITS = 19;

    /** Bytes of a message that follow the event's data. */
    static final int AFTER_DATA = "]}".length();

    private static final int ID_DIGITS = 5;
    private static final String WANTED = "order_updated";
    private static final String UNWANTED = "order_deleted";
    private static final String ENVELOPE = "{\"emit\":[\"" + WANTED + "\",";
    private static final String NUMBERS =
            "{\"id\":\"00000\",\"posRef\":\"000000000000\",\"sentAt\":\"0000000000000000000\"";
    private static final String DETAILS = ",\"locationId\":\"aH43yx2Q\",\"status\":\"accepted\","
            + "\"uri\":\"https://sandbox.doshii.co/partner/v3/orders/00000\"";
    private static final String DATA = NUMBERS + DETAILS;
    private static final String ITEM = "{\"posId\":\"coffee_fw\",\"name\":\"Flat white\",\"description\":\"Regular\","
            + "\"quantity\":1,\"unitPrice\":\"550\",\"type\":\"single\",\"surcounts\":[],\"options\":[]}";
    private static final String ITEMS = ",\"items\":[";
    private static final String NOTES = ",\"notes\":\"";
    private static final String END = "}]}";

    private final byte[] frame;
    private final int headerLength;
    private final boolean detailed;

    private FrameTemplate(byte[] header, byte[] message) {
        headerLength = header.length;
        detailed = isDetailed(message.length);
        frame = ByteBuffer.allocate(header.length + message.length)
                .put(header)
                .put(message)
                .array();
    }

    /** @param messageBytes the length of the JSON text; at least 96, at most 65,535 */
    static FrameTemplate ofSize(int messageBytes) {
        byte[] message = message(messageBytes).getBytes(StandardCharsets.US_ASCII);
        return new FrameTemplate(header(messageBytes), message);
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
        if (detailed) {
            digits(buffer, message + ENVELOPE.length() + DATA.length() - 1 - ID_DIGITS, ID_DIGITS, id);
        }
        digits(buffer, message + sequenceInMessage(), SEQUENCE_DIGITS, sequence);
        digits(buffer, message + stampInMessage(), STAMP_DIGITS, sentAt);
    }

    /** Makes the copy that starts at {@code frameStart} an event that clients want, or one of another name of equal length. */
    void name(ByteBuffer buffer, int frameStart, boolean wanted) {
        byte[] name = (wanted ? WANTED : UNWANTED).getBytes(StandardCharsets.US_ASCII);
        buffer.put(frameStart + headerLength + ENVELOPE.indexOf(WANTED), name);
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

    private static byte[] header(int messageBytes) {
        byte text = (byte) 0x81;
        return messageBytes < 126
                ? new byte[] {text, (byte) messageBytes}
                : new byte[] {text, 126, (byte) (messageBytes >>> 8), (byte) messageBytes};
    }

    private static boolean isDetailed(int size) {
        return size >= ENVELOPE.length() + DATA.length() + NOTES.length() + 1 + END.length();
    }

    private static String message(int size) {
        if (size > 0xFFFF || size < ENVELOPE.length() + NUMBERS.length() + END.length()) {
            throw new IllegalArgumentException("A message of " + size + " bytes cannot be made");
        }
        StringBuilder text = new StringBuilder(size).append(ENVELOPE).append(NUMBERS);
        if (isDetailed(size)) {
            addDetails(text, size - END.length());
        }
        return text.append(" ".repeat(size - END.length() - text.length()))
                .append(END)
                .toString();
    }

    private static void addDetails(StringBuilder text, int end) {
        text.append(DETAILS);
        int notes = NOTES.length() + 1;
        int items = Math.max(0, (end - text.length() - notes - ITEMS.length()) / (ITEM.length() + 1));
        if (items > 0) {
            text.append(ITEMS).append((ITEM + ",").repeat(items));
            text.setCharAt(text.length() - 1, ']');
        }
        text.append(NOTES).append("x".repeat(end - text.length() - 1)).append('"');
    }

    private static void digits(ByteBuffer buffer, int start, int digits, long value) {
        long rest = value;
        for (int i = start + digits - 1; i >= start; i--) {
            buffer.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
