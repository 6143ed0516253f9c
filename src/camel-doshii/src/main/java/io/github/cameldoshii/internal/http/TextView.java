package io.github.cameldoshii.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The UTF-8 bytes of a text, each mapped to its character in the text: as it stands, or with escapes undone, those of URLs,
 * JSON, Java, properties files, HTML and the wire log of Apache's HTTP client. Lets {@link Redaction} find secrets in escaped
 * form. Immutable.
 */
final class TextView {

    /** What was escaped more often than this is not undone to the end. */
    private static final int DEEPEST = 3;

    private static final Map<String, Character> ENTITIES =
            Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'');

    private static final int LONGEST_ENTITY = 8;
    private static final int HEX = 16;
    private static final int ASCII = 0x80;

    /** At least six bytes, as {@code 736563726574} or {@code 73 65 63 72 65 74}. */
    private static final Pattern HEX_RUN = Pattern.compile("(?:\\p{XDigit}{2}[ :,-]?){6,}");

    private final String text;
    private byte[] bytes;
    private int[] from;
    private int[] to;
    private int size;

    private TextView(String text, int capacity) {
        this.text = text;
        bytes = new byte[capacity];
        from = new int[capacity];
        to = new int[capacity];
    }

    static TextView of(String text) {
        TextView view = new TextView(text, text.length());
        int at = 0;
        while (at < text.length()) {
            char first = text.charAt(at);
            int length = first < ASCII ? 1 : Character.charCount(text.codePointAt(at));
            if (first < ASCII) {
                view.add((byte) first, at, at + 1);
            } else {
                view.add(text.substring(at, at + length), at, at + length);
            }
            at += length;
        }
        return view;
    }

    int size() {
        return size;
    }

    byte at(int index) {
        return bytes[index];
    }

    /** Where in the text the character begins that this byte is of. */
    int from(int index) {
        return from[index];
    }

    /** Where it ends. */
    int to(int index) {
        return to[index];
    }

    /** The text as it stands, and for as long as there are any, with its escapes undone. */
    List<TextView> decoded() {
        List<TextView> views = new ArrayList<>(List.of(this));
        TextView last = this;
        for (int depth = 0; depth < DEEPEST && last.hasEscapes(); depth++) {
            TextView next = last.unescaped();
            if (next.size == last.size) {
                break;
            }
            views.add(next);
            last = next;
        }
        return views;
    }

    /** What stands in the text in hexadecimal digits. */
    List<TextView> hexadecimal() {
        List<TextView> views = new ArrayList<>();
        Matcher run = HEX_RUN.matcher(text);
        while (run.find()) {
            views.add(hexadecimal(run.start(), run.end()));
            views.add(hexadecimal(run.start() + 1, run.end()));
        }
        return views;
    }

    private TextView hexadecimal(int start, int end) {
        TextView view = new TextView(text, (end - start) / 2 + 1);
        int at = start;
        while (at + 1 < end) {
            int value = hex(text.charAt(at), text.charAt(at + 1));
            if (value < 0) {
                at++;
            } else {
                view.add((byte) value, at, at + 2);
                at += 2;
            }
        }
        return view;
    }

    private boolean hasEscapes() {
        for (int i = 0; i < size; i++) {
            if (bytes[i] == '%' || bytes[i] == '\\' || bytes[i] == '&' || bytes[i] == '[') {
                return true;
            }
        }
        return false;
    }

    private TextView unescaped() {
        TextView view = new TextView(text, size);
        int at = 0;
        while (at < size) {
            int length = escape(at, view);
            if (length == 0) {
                view.add(bytes[at], from[at], to[at]);
                length = 1;
            }
            at += length;
        }
        return view;
    }

    /** Adds what the escape at this place stands for, and says how long it is; 0 if there is none. */
    private int escape(int at, TextView view) {
        return switch (bytes[at]) {
            case '%' -> hexByte(at, at + 1, at + 3, view);
            case '[' -> is(at + 1, '0') && is(at + 2, 'x') && is(at + 5, ']') ? hexByte(at, at + 3, at + 6, view) : 0;
            case '&' -> entity(at, view);
            case '\\' -> backslash(at, view);
            default -> 0;
        };
    }

    private int hexByte(int at, int digits, int end, TextView view) {
        int value = digits + 1 < size ? hex((char) bytes[digits], (char) bytes[digits + 1]) : -1;
        if (value < 0) {
            return 0;
        }
        view.add((byte) value, from[at], to[end - 1]);
        return end - at;
    }

    private int backslash(int at, TextView view) {
        if (at + 1 >= size) {
            return 0;
        }
        char escaped = (char) bytes[at + 1];
        int control = "ntrfb".indexOf(escaped);
        if (control >= 0) {
            view.add((byte) "\n\t\r\f\b".charAt(control), from[at], to[at + 1]);
            return 2;
        }
        if (escaped == 'x') {
            return hexByte(at, at + 2, at + 4, view);
        }
        if (escaped == 'u') {
            return unicode(at, view);
        }
        if (escaped < ' ' || escaped > '~' || Character.isLetterOrDigit(escaped)) {
            return 0;
        }
        view.add((byte) escaped, from[at], to[at + 1]);
        return 2;
    }

    private int unicode(int at, TextView view) {
        int first = unit(at);
        if (first < 0) {
            return 0;
        }
        int second = Character.isHighSurrogate((char) first) ? unit(at + 6) : -1;
        if (second >= 0 && Character.isLowSurrogate((char) second)) {
            view.add(Character.toString(Character.toCodePoint((char) first, (char) second)), from[at], to[at + 11]);
            return 12;
        }
        view.add(String.valueOf((char) first), from[at], to[at + 5]);
        return 6;
    }

    /** The value of a backslash, u and four digits; -1 if there is none. */
    private int unit(int at) {
        if (at + 5 >= size || !is(at, '\\') || !is(at + 1, 'u')) {
            return -1;
        }
        int high = hex((char) bytes[at + 2], (char) bytes[at + 3]);
        int low = hex((char) bytes[at + 4], (char) bytes[at + 5]);
        return high < 0 || low < 0 ? -1 : high << Byte.SIZE | low;
    }

    private int entity(int at, TextView view) {
        int end = at + 1;
        while (end < size && end <= at + LONGEST_ENTITY && bytes[end] != ';') {
            end++;
        }
        if (!is(end, ';')) {
            return 0;
        }
        String name = new String(bytes, at + 1, end - at - 1, StandardCharsets.ISO_8859_1);
        Character named = ENTITIES.get(name);
        int codePoint = named != null ? named : numbered(name);
        if (!Character.isValidCodePoint(codePoint)) {
            return 0;
        }
        view.add(Character.toString(codePoint), from[at], to[end]);
        return end - at + 1;
    }

    private static int numbered(String name) {
        try {
            if (name.startsWith("#x")) {
                return Integer.parseInt(name.substring(2), HEX);
            }
            return name.startsWith("#") ? Integer.parseInt(name.substring(1)) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private boolean is(int at, char expected) {
        return at < size && bytes[at] == expected;
    }

    private static int hex(char high, char low) {
        int value = Character.digit(high, HEX) * HEX + Character.digit(low, HEX);
        return Character.digit(high, HEX) < 0 || Character.digit(low, HEX) < 0 ? -1 : value;
    }

    private void add(String character, int start, int end) {
        for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
            add(each, start, end);
        }
    }

    private void add(byte value, int start, int end) {
        if (size == bytes.length) {
            int capacity = Math.max(16, size * 2);
            bytes = Arrays.copyOf(bytes, capacity);
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
        }
        bytes[size] = value;
        from[size] = start;
        to[size] = end;
        size++;
    }
}
