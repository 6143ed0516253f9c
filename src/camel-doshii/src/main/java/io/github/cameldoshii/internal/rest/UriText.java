package io.github.cameldoshii.internal.rest;

import java.nio.charset.StandardCharsets;

/** Percent-encodes text by RFC 3986: everything but the unreserved characters, as UTF-8. Pure functions. */
final class UriText {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UriText() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[(b >> 4) & 0x0f]).append(HEX[b & 0x0f]);
            }
        }
        return encoded.toString();
    }

    /** Whether a decoded segment is empty or a dot segment, with or without parameters after a semicolon. */
    static boolean isDotSegment(String segment) {
        int parameters = segment.indexOf(';');
        String name = parameters < 0 ? segment : segment.substring(0, parameters);
        return name.isEmpty() || name.equals(".") || name.equals("..");
    }

    static boolean hasControlCharacter(String text) {
        return text.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
    }
}
