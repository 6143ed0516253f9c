package io.github.cameldoshii.position;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** States by key as the bytes of a file: a line with the format's number, a line for each state, and a checksum of all that. */
final class StateFileCodec {

    /** What the bytes of a file turned out to be. */
    sealed interface Decoded {
        /** The states. */
        record Of(Map<String, String> states) implements Decoded {}

        /** Not what was written: torn, altered, or something else altogether. */
        record Damaged(String why) implements Decoded {}

        /** Written by a later version. */
        record Newer(String format) implements Decoded {}
    }

    private static final int FORMAT = 1;
    private static final String NAME = "doshii-states ";
    private static final int CHECKSUM_LENGTH = "crc 00000000\n".length();
    private static final Pattern HEAD = Pattern.compile(NAME + "(\\d{1,9})\n");

    private StateFileCodec() {}

    /**
     * The bytes of a file with these states.
     *
     * @throws IllegalArgumentException if a key holds {@code =}, or a key or value a line feed
     */
    static byte[] encode(Map<String, String> states) {
        StringBuilder text = new StringBuilder(NAME).append(FORMAT).append('\n');
        new TreeMap<>(states).forEach((key, value) -> {
            if (key.indexOf('=') >= 0 || key.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("Key '" + key + "' has a = or a line feed in it");
            }
            if (value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("The value of key '" + key + "' has a line feed in it");
            }
            text.append(key).append('=').append(value).append('\n');
        });
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] checksum = checksum(content);
        byte[] all = Arrays.copyOf(content, content.length + checksum.length);
        System.arraycopy(checksum, 0, all, content.length, checksum.length);
        return all;
    }

    /** Reads what {@link #encode} has written. The checksum stays at the end in every format, so damage comes first. */
    static Decoded decode(byte[] bytes) {
        int end = bytes.length - CHECKSUM_LENGTH;
        if (end < 0) {
            return new Decoded.Damaged(
                    bytes.length == 0
                            ? "it is empty, which no file of states ever is: it was made by something else, such as"
                                    + " touch, or is a copy that failed"
                            : "it is too short");
        }
        byte[] content = Arrays.copyOf(bytes, end);
        if (!Arrays.equals(checksum(content), Arrays.copyOfRange(bytes, end, bytes.length))) {
            return new Decoded.Damaged("its checksum is wrong, so it was torn or altered");
        }
        return states(new String(content, StandardCharsets.UTF_8));
    }

    private static Decoded states(String text) {
        Matcher head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            return new Decoded.Damaged("it does not begin as a file of states does");
        }
        if (Integer.parseInt(head.group(1)) != FORMAT) {
            return new Decoded.Newer(head.group(1));
        }
        return lines(text.substring(head.end()));
    }

    private static Decoded lines(String text) {
        Map<String, String> states = new TreeMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int equals = text.indexOf('=', start);
            if (end < 0 || equals < 0 || equals > end) {
                return new Decoded.Damaged("a line of it is no state");
            }
            states.put(text.substring(start, equals), text.substring(equals + 1, end));
            start = end + 1;
        }
        return new Decoded.Of(states);
    }

    private static byte[] checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return String.format(Locale.ROOT, "crc %08x\n", crc.getValue()).getBytes(StandardCharsets.US_ASCII);
    }
}
