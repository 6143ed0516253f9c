package io.github.cameldoshii.internal.protocol;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Turns one message of the socket into a {@link InboundMessage}, in one pass and without a tree. Used by one thread, the
 * connection's event loop.
 *
 * <p>Accepted forms, where key order, white space, escapes and unknown members never matter:
 *
 * <table>
 * <caption>Messages and what they become</caption>
 * <tr><td><code>{"emit":[name, data, ...]}</code></td><td>an event; further arguments are ignored</td></tr>
 * <tr><td><code>{"event":name, "data":data}</code>, <code>{"type":name, "data":data}</code></td><td>an event</td></tr>
 * <tr><td><code>{"doshii":{"pong":n}}</code>, or that object as the data of {@code message}</td><td>a pong; without a
 * number it is a malformed pong, whose value is empty</td></tr>
 * <tr><td><code>{"doshii":{"ping":n}}</code>, or that object as the data of {@code message}</td><td>a ping</td></tr>
 * <tr><td>{@code "primus::ping::stamp"}</td><td>a legacy ping</td></tr>
 * <tr><td>{@code "primus::..."}</td><td>another legacy string</td></tr>
 * </table>
 *
 * <p>Data that is missing or {@code null} gives the body <code>{}</code>; data that is no object is the body as it arrived
 * and sets no header. If a message has several of {@code emit}, {@code doshii}, {@code event} and {@code type}, the first in
 * this order decides; one of them given twice, or {@code data} twice, is refused. A member given twice <em>in</em> the data
 * counts as last given. A message must be well-formed UTF-8 (a leading byte order mark is skipped) and nothing may follow
 * its one JSON value; only an event that nobody wants is not read beyond its name.
 *
 * <p>Source of the forms: the vendor's SDK 7.0.2 and documentation pages; the plugin primus-emit 1.0.0; primus 2.4.12.
 */
public final class MessageParser {

    private static final String PRIMUS = "primus::";
    private static final String PRIMUS_PING = "primus::ping::";

    /** A stamp is sent back, so nothing that could need escaping is taken for one; the service's own are epoch ms. */
    private static final Pattern STAMP = Pattern.compile("[0-9A-Za-z._-]+");

    private final MessageLimits limits;
    private final JsonScanner json;
    private final Utf8 utf8 = new Utf8();

    public MessageParser() {
        this(MessageLimits.DEFAULT);
    }

    public MessageParser(MessageLimits limits) {
        this.limits = limits;
        this.json = new JsonScanner(limits);
    }

    /** Parses a message that fills the whole array. */
    public InboundMessage parse(byte[] message, long receivedAt, Predicate<String> wanted)
            throws MalformedMessageException {
        return parse(message, message.length, receivedAt, wanted);
    }

    /**
     * Parses a message.
     *
     * @param message begins with the whole message's bytes, of a text or a binary message; not kept
     * @param length of the message
     * @param receivedAt when it was received, epoch milliseconds
     * @param wanted asked with an event's name as soon as that is known; what it throws is thrown on
     * @throws MalformedMessageException if the message is no frame of the service; nothing else is thrown for any content
     */
    public InboundMessage parse(byte[] message, int length, long receivedAt, Predicate<String> wanted)
            throws MalformedMessageException {
        boolean ascii = Utf8.isAscii(message, length);
        if (!ascii && !utf8.isWellFormed(message, length)) {
            throw refused("not UTF-8", length);
        }
        int from = ascii ? 0 : afterByteOrderMark(message, length);
        json.begin(message, from, length, ascii);
        if (json.isAt('{')) {
            return new Envelope(json, message, from, length, limits).read(receivedAt, wanted);
        }
        if (json.isAt('"')) {
            return primus(length);
        }
        throw refused(json.isAtEnd() ? "empty" : "neither a JSON object nor a string", length);
    }

    private InboundMessage primus(int length) throws MalformedMessageException {
        String text = json.text();
        if (!json.isOnlySpaceLeft()) {
            throw refused("something follows the JSON string", length);
        }
        if (!text.startsWith(PRIMUS)) {
            throw refused("a string that is not of the legacy protocol", length);
        }
        String stamp = text.startsWith(PRIMUS_PING) ? text.substring(PRIMUS_PING.length()) : "";
        boolean answerable =
                stamp.length() <= limits.stamp() && STAMP.matcher(stamp).matches();
        return answerable ? new InboundMessage.PrimusPing(stamp) : new InboundMessage.PrimusOther();
    }

    private static int afterByteOrderMark(byte[] message, int length) {
        boolean marked =
                length >= 3 && message[0] == (byte) 0xEF && message[1] == (byte) 0xBB && message[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    static MalformedMessageException refused(String why, int messageLength) {
        return new MalformedMessageException("Refused a message of " + messageLength + " bytes: " + why);
    }
}
