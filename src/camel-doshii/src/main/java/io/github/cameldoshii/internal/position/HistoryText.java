package io.github.cameldoshii.internal.position;

/**
 * A field of a line of the stored history: printable ASCII without spaces, whatever the service has sent. An empty field is
 * {@code -}; any other character is {@code %} and its four hexadecimal digits. Pure functions.
 */
final class HistoryText {

    private static final String EMPTY = "-";
    private static final String PLAIN = "._:#-@/+=";
    private static final int CODE_LENGTH = 5;

    private HistoryText() {}

    static void append(StringBuilder to, String field) {
        if (field.isEmpty()) {
            to.append(EMPTY);
            return;
        }
        boolean looksEmpty = field.equals(EMPTY);
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (!looksEmpty && isPlain(c)) {
                to.append(c);
            } else {
                to.append('%');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    to.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            }
        }
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
    }

    /** @throws IllegalArgumentException if it is nothing that {@link #append} writes */
    static String read(String field) {
        if (field.equals(EMPTY)) {
            return "";
        }
        if (field.indexOf('%') < 0) {
            return field;
        }
        StringBuilder read = new StringBuilder();
        int i = 0;
        while (i < field.length()) {
            char c = field.charAt(i);
            if (c == '%') {
                if (i + CODE_LENGTH > field.length()) {
                    throw new IllegalArgumentException(field);
                }
                read.append((char) Integer.parseInt(field, i + 1, i + CODE_LENGTH, 16));
                i += CODE_LENGTH;
            } else {
                read.append(c);
                i++;
            }
        }
        return read.toString();
    }
}
