package io.github.cameldoshii.internal.protocol;

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
 * scanner.isOnlySpaceLeft();
 * }</pre>
 * The bytes must be well-formed UTF-8. Used again for message after message, by one thread.
 */
final class JsonScanner extends JsonTokens {

    private final RepeatedStrings repeated = new RepeatedStrings();

    /** Of each object or array that is open whether it is an object, from the outermost at 1. */
    private final boolean[] objects;

    private int depth;

    /** Nothing has been read yet of the object or array that was entered last. */
    private boolean entered;

    JsonScanner(MessageLimits limits) {
        super(limits);
        this.objects = new boolean[limits.nesting() + 1];
    }

    /**
     * Begins a message, and stands on its value then.
     *
     * @param from where in the array its JSON text begins
     * @param messageLength where it ends
     * @param isAscii whether all of its bytes are ASCII
     */
    @Override
    void begin(byte[] newMessage, int from, int messageLength, boolean isAscii) {
        super.begin(newMessage, from, messageLength, isAscii);
        depth = 0;
        entered = false;
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
        int last = lastWord();
        int name = entered ? position : position + 1;
        boolean isCompact = position <= last && (entered || message[position] == ',');
        int value = isCompact ? afterName(message, name, last) : -1;
        if (value < 0) {
            return advance() ? readName() : null;
        }
        entered = false;
        position = value;
        return MemberName.of(message, name + 1, value - 2);
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

    /** Reads the value that stands here to its end, and checks it. */
    void skipValue() throws MalformedMessageException {
        int outer = depth;
        do {
            if (skipCompact(outer)) {
                byte first = current();
                if (first == '{' || first == '[') {
                    enter(first == '{');
                } else {
                    skipScalar(first);
                }
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

    /**
     * Reads on while the text is compact, as machines write it: without white space and escapes. Keeps the place in a local variable,
     * which the compiler keeps in a register. Stops before what is not compact or is wrong, and near the end of the message: the
     * caller reads that one token after the other.
     *
     * @param outer how deep what is skipped stands
     * @return whether a value stands here; else what follows one, or the inside of what was entered last
     */
    private boolean skipCompact(int outer) {
        byte[] bytes = message;
        int last = lastWord();
        int at = position;
        while (at <= last) {
            byte first = bytes[at];
            if (first == '"') {
                int close = closingQuote(bytes, at + 1, last);
                if (close < 0) {
                    break;
                }
                at = close + 1;
            } else if (first == '{' || first == '[') {
                if (depth == limits.nesting()) {
                    break;
                }
                boolean object = first == '{';
                depth++;
                objects[depth] = object;
                int inside = object ? afterName(bytes, at + 1, last) : element(bytes, at + 1);
                if (inside < 0) {
                    position = at + 1;
                    entered = true;
                    return false;
                }
                at = inside;
                continue;
            } else {
                int behind = afterWholeNumber(bytes, at, last);
                if (behind < 0) {
                    break;
                }
                at = behind;
            }
            while (depth > outer && at <= last && bytes[at] == (objects[depth] ? '}' : ']')) {
                depth--;
                at++;
            }
            int next = -1;
            if (depth > outer && at <= last && bytes[at] == ',') {
                next = objects[depth] ? afterName(bytes, at + 1, last) : element(bytes, at + 1);
            }
            if (next < 0) {
                position = at;
                return false;
            }
            at = next;
        }
        position = at;
        return true;
    }

    /** Where the value of the member stands whose name begins there; negative if it is not compact. */
    private int afterName(byte[] bytes, int at, int last) {
        if (bytes[at] != '"') {
            return -1;
        }
        int close = closingQuote(bytes, at + 1, last);
        boolean isCompact = close >= 0
                && close + 2 <= last
                && close - at - 1 <= limits.memberName()
                && bytes[close + 1] == ':'
                && bytes[close + 2] > ' ';
        return isCompact ? close + 2 : -1;
    }

    /** Where the element stands that begins there; negative if none does, or it is not compact. */
    private static int element(byte[] bytes, int at) {
        return bytes[at] > ' ' && bytes[at] != ']' ? at : -1;
    }

    /** Behind the digits that stand there; negative if they are not the whole of a usual number. */
    private int afterWholeNumber(byte[] bytes, int from, int last) {
        int at = from;
        while (at <= last && isDigit(bytes[at])) {
            at++;
        }
        boolean isWhole = at > from
                && at <= last
                && at - from <= limits.number()
                && (bytes[from] != '0' || at == from + 1)
                && (bytes[at] == ',' || bytes[at] == '}' || bytes[at] == ']');
        return isWhole ? at : -1;
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
            return isAscii() && isRepeated
                    ? repeated.of(message, start + 1, position - 1)
                    : text(start + 1, position - 1);
        }
        boolean number = isAtNumber();
        skipValue();
        return number ? text(start, position) : "";
    }
}
