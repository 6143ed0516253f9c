package io.github.cameldoshii.internal.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON text (RFC 8259) of one message where it lies, from front to end, and makes strings of those values only that are
 * asked for. Accepts what Jackson accepts by default and refuses everything else, with the place where it is wrong; its tests hold
 * it to Jackson. To be used as
 * <pre>{@code
 * scanner.begin(message, from, length, ascii);
 * scanner.enterObject();
 * for (MemberName name = scanner.nextMember(); name != null; name = scanner.nextMember()) {
 *     ... scanner.text() or scanner.skipValue()
 * }
 * scanner.end();
 * }</pre>
 * The bytes must be well-formed UTF-8. Used again for message after message, by one thread.
 */
final class JsonScanner {

    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = EVERY_BYTE * '"';
    private static final long BACKSLASHES = EVERY_BYTE * '\\';
    private static final long SPACES = EVERY_BYTE * ' ';

    private final MessageLimits limits;
    private final RepeatedStrings repeated = new RepeatedStrings();

    /** Of each object or array that is open whether it is an object, from the outermost at 1. */
    private final boolean[] objects;

    private byte[] message;
    private int end;
    private boolean ascii;
    private int position;
    private int depth;

    /** Nothing has been read yet of the object or array that was entered last. */
    private boolean entered;

    JsonScanner(MessageLimits limits) {
        this.limits = limits;
        this.objects = new boolean[limits.nesting() + 1];
    }

    /**
     * Begins a message, and stands on its value then.
     *
     * @param from where in the array its JSON text begins
     * @param messageLength where it ends
     * @param isAscii whether all of its bytes are ASCII
     */
    void begin(byte[] newMessage, int from, int messageLength, boolean isAscii) {
        message = newMessage;
        end = messageLength;
        ascii = isAscii;
        position = from;
        depth = 0;
        entered = false;
        skipSpace();
    }

    /** Whether the text is over. */
    boolean isAtEnd() {
        return position == end;
    }

    /** Whether a value stands here that begins so; strings begin with a quote. */
    boolean isAt(char first) {
        return position < end && message[position] == first;
    }

    /** Where the scanner stands in the array: on a value that it has not read, or behind one that it has. */
    int position() {
        return position;
    }

    /** Enters the object that stands here. */
    void enterObject() throws MalformedMessageException {
        enter(true);
    }

    /** Enters the array that stands here. */
    void enterArray() throws MalformedMessageException {
        enter(false);
    }

    /** The next member of the object, standing on its value; null at the object's end, which is left then. */
    MemberName nextMember() throws MalformedMessageException {
        return advance() ? readName() : null;
    }

    /** Stands on the next element of the array; false at the array's end, which is left then. */
    boolean nextElement() throws MalformedMessageException {
        return advance();
    }

    /** The text of the string or number that stands here; anything else is skipped and has none. */
    String text() throws MalformedMessageException {
        return text(false);
    }

    /** As {@link #text()}, for a text that many messages have in common. */
    String repeatedText() throws MalformedMessageException {
        return text(true);
    }

    /** What stands between these places, as it is. */
    String text(int from, int to) {
        return ascii
                ? RepeatedStrings.asciiText(message, from, to)
                : new String(message, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether a number stands here. */
    boolean isAtNumber() {
        return position < end && (isDigit(message[position]) || message[position] == '-');
    }

    /** Reads the value that stands here to its end, and checks it. */
    void skipValue() throws MalformedMessageException {
        int outer = depth;
        do {
            byte first = current();
            if (first == '{' || first == '[') {
                enter(first == '{');
            } else {
                skipScalar(first);
            }
            // Up to the next value inside, or out of all that ends here.
            while (depth > outer) {
                boolean object = objects[depth];
                if (advance()) {
                    if (object) {
                        skipName();
                    }
                    break;
                }
            }
        } while (depth > outer);
    }

    /** Nothing but white space may follow the message's value. */
    boolean isOnlySpaceLeft() {
        skipSpace();
        return position == end;
    }

    private void enter(boolean object) throws MalformedMessageException {
        if (depth == limits.nesting()) {
            throw beyondALimit();
        }
        depth++;
        objects[depth] = object;
        entered = true;
        position++;
    }

    /** To the next member or element; false, and out of the object or array, if there is none. */
    private boolean advance() throws MalformedMessageException {
        skipSpace();
        byte next = current();
        if (next == (objects[depth] ? '}' : ']')) {
            depth--;
            position++;
            entered = false;
            return false;
        }
        if (entered) {
            entered = false;
            return true;
        }
        if (next != ',') {
            throw unexpected();
        }
        position++;
        skipSpace();
        return true;
    }

    private MemberName readName() throws MalformedMessageException {
        int start = position + 1;
        boolean escaped = skipNameText();
        MemberName name =
                escaped ? MemberName.of(unescaped(start, position - 1)) : MemberName.of(message, start, position - 1);
        skipColon();
        return name;
    }

    private void skipName() throws MalformedMessageException {
        skipNameText();
        skipColon();
    }

    /** Whether the name that stands here has escapes. */
    private boolean skipNameText() throws MalformedMessageException {
        if (current() != '"') {
            throw unexpected();
        }
        int start = position + 1;
        boolean escaped = skipString();
        if (position - 1 - start > limits.memberName()) {
            throw beyondALimit();
        }
        return escaped;
    }

    private void skipColon() throws MalformedMessageException {
        skipSpace();
        if (current() != ':') {
            throw unexpected();
        }
        position++;
        skipSpace();
    }

    private String text(boolean isRepeated) throws MalformedMessageException {
        byte first = current();
        int start = position;
        if (first == '"') {
            boolean escaped = skipString();
            if (escaped) {
                return unescaped(start + 1, position - 1);
            }
            return ascii && isRepeated ? repeated.of(message, start + 1, position - 1) : text(start + 1, position - 1);
        }
        boolean number = isAtNumber();
        skipValue();
        return number ? text(start, position) : "";
    }

    private void skipScalar(byte first) throws MalformedMessageException {
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
    private boolean skipString() throws MalformedMessageException {
        byte[] bytes = message;
        int last = end - Long.BYTES;
        int at = position + 1;
        boolean escaped = false;
        while (true) {
            while (at <= last) {
                long special = special(Words.of8(bytes, at));
                if (special != 0) {
                    at += Long.numberOfTrailingZeros(special) >>> 3;
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
    private String unescaped(int from, int to) {
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

    private void skipSpace() {
        while (position < end && isSpace(message[position])) {
            position++;
        }
    }

    private static boolean isSpace(byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private byte current() throws MalformedMessageException {
        if (position >= end) {
            throw unexpected();
        }
        return message[position];
    }

    private MalformedMessageException unexpected() {
        return MessageParser.refused("not JSON at byte offset " + position, end);
    }

    private MalformedMessageException beyondALimit() {
        return MessageParser.refused("beyond a limit of nesting or of the length of names or numbers", end);
    }
}
