package io.github.cameldoshii.internal.protocol;

import java.nio.charset.StandardCharsets;

/**
 * The tokens of a JSON text, read from front to end of a message: strings, numbers, words and white space, without regard to what
 * they are part of. A superclass, because what both have to do with every byte is to be one object.
 */
abstract sealed class JsonTokens permits JsonScanner {

    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = EVERY_BYTE * '"';
    private static final long BACKSLASHES = EVERY_BYTE * '\\';
    private static final long SPACES = EVERY_BYTE * ' ';

    final MessageLimits limits;
    byte[] message;
    int position;
    private int end;
    private boolean ascii;

    JsonTokens(MessageLimits limits) {
        this.limits = limits;
    }

    void begin(byte[] newMessage, int from, int messageLength, boolean isAscii) {
        message = newMessage;
        end = messageLength;
        ascii = isAscii;
        position = from;
        skipSpace();
    }

    final boolean isAscii() {
        return ascii;
    }

    /** Whether the text is over. */
    final boolean isAtEnd() {
        return position == end;
    }

    /** Whether a value stands here that begins so; strings begin with a quote. */
    final boolean isAt(char first) {
        return position < end && message[position] == first;
    }

    /** Where the scanner stands in the array: on a value that it has not read, or behind one that it has. */
    final int position() {
        return position;
    }

    /** Whether a number stands here. */
    final boolean isAtNumber() {
        return position < end && (isDigit(message[position]) || message[position] == '-');
    }

    /** Nothing but white space may follow the message's value. */
    final boolean isOnlySpaceLeft() {
        skipSpace();
        return position == end;
    }

    /** What stands between these places, as it is. */
    final String text(int from, int to) {
        return ascii
                ? RepeatedStrings.asciiText(message, from, to)
                : new String(message, from, to - from, StandardCharsets.UTF_8);
    }

    final void skipScalar(byte first) throws MalformedMessageException {
        switch (first) {
            case '"' -> skipString();
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipWord("null");
            default -> skipNumber();
        }
    }

    private void skipWord(String word) throws MalformedMessageException {
        for (int i = 0; i < word.length(); i++) {
            if (current() != word.charAt(i)) {
                throw unexpected();
            }
            position++;
        }
    }

    private void skipNumber() throws MalformedMessageException {
        if (message[position] == '-') {
            position++;
        }
        int digits = skipWholePart();
        if (position < end && message[position] == '.') {
            position++;
            digits += skipDigits();
        }
        if (position < end && (message[position] | 0x20) == 'e') {
            position++;
            if (current() == '+' || current() == '-') {
                position++;
            }
            digits += skipDigits();
        }
        if (digits > limits.number()) {
            throw beyondALimit();
        }
    }

    /** No digit may follow a zero. */
    private int skipWholePart() throws MalformedMessageException {
        if (current() != '0') {
            return skipDigits();
        }
        position++;
        if (position < end && isDigit(message[position])) {
            throw unexpected();
        }
        return 1;
    }

    /** How many digits there were, at least one. */
    private int skipDigits() throws MalformedMessageException {
        int start = position;
        while (position < end && isDigit(message[position])) {
            position++;
        }
        if (position == start) {
            throw unexpected();
        }
        return position - start;
    }

    /** Past the closing quote of the string that stands here; whether it has escapes. Eight bytes at a time. */
    final boolean skipString() throws MalformedMessageException {
        byte[] bytes = message;
        int last = end - Long.BYTES;
        int at = position + 1;
        boolean escaped = false;
        while (true) {
            while (at <= last) {
                long special = special(Words.of8(bytes, at));
                if (special != 0) {
                    at += Long.numberOfTrailingZeros(special) >>> 3;
                    if (bytes[at] == '"') {
                        position = at + 1;
                        return escaped;
                    }
                    break;
                }
                at += Long.BYTES;
            }
            while (at < end && !isSpecial(bytes[at])) {
                at++;
            }
            position = at;
            if (current() == '"') {
                position = at + 1;
                return escaped;
            }
            skipEscape();
            escaped = true;
            at = position;
        }
    }

    /** The last place from which eight bytes of the message can be read. */
    final int lastWord() {
        return end - Long.BYTES;
    }

    /**
     * Where the string ends whose text begins there; negative if anything but its quote comes first that means something, or the
     * end of the message.
     */
    static int closingQuote(byte[] bytes, int from, int lastWord) {
        for (int at = from; at <= lastWord; at += Long.BYTES) {
            long special = special(Words.of8(bytes, at));
            if (special != 0) {
                int first = at + (Long.numberOfTrailingZeros(special) >>> 3);
                return bytes[first] == '"' ? first : -1;
            }
        }
        return -1;
    }

    /** The highest bit of the first byte that is a quote, a backslash or a control character is the first that is set. */
    private static long special(long eight) {
        long quote = eight ^ QUOTES;
        long backslash = eight ^ BACKSLASHES;
        return ((quote - EVERY_BYTE) & ~quote | (backslash - EVERY_BYTE) & ~backslash | (eight - SPACES) & ~eight)
                & HIGH_BITS;
    }

    private static boolean isSpecial(byte b) {
        return b == '"' || b == '\\' || b >= 0 && b < ' ';
    }

    private void skipEscape() throws MalformedMessageException {
        if (message[position] != '\\') {
            throw unexpected();
        }
        position++;
        byte escape = current();
        if ("\"\\/bfnrtu".indexOf(escape) < 0) {
            throw unexpected();
        }
        position++;
        if (escape == 'u') {
            for (int i = 0; i < 4; i++) {
                if (Character.digit(current(), 16) < 0) {
                    throw unexpected();
                }
                position++;
            }
        }
    }

    /** The text between these places, whose escapes were checked. */
    final String unescaped(int from, int to) {
        String raw = text(from, to);
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            i++;
            switch (raw.charAt(i)) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> text.append(raw.charAt(i));
            }
        }
        return text.toString();
    }

    final void skipSpace() {
        while (position < end && isSpace(message[position])) {
            position++;
        }
    }

    private static boolean isSpace(byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    final byte current() throws MalformedMessageException {
        if (position >= end) {
            throw unexpected();
        }
        return message[position];
    }

    final MalformedMessageException unexpected() {
        return MessageParser.refused("not JSON at byte offset " + position, end);
    }

    final MalformedMessageException beyondALimit() {
        return MessageParser.refused("beyond a limit of nesting or of the length of names or numbers", end);
    }
}
