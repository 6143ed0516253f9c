package io.github.cameldoshii.internal.protocol;

/**
 * The limits of {@link MessageParser}; a message beyond one is rejected with a {@link MalformedMessageException}. The size
 * of the whole message is limited where it is read, so strings that are skipped may be as long as the message.
 *
 * @param nesting how deep objects and arrays may be nested, the message's own object included
 * @param eventName the longest event name, in characters, at least one
 * @param field the longest {@code id}, {@code locationId}, {@code status}, {@code uri} or {@code version}, in characters
 * @param memberName the longest name of any member of any object, in bytes; names are cached between messages, so this
 *     bounds memory too
 * @param number the longest number, in characters
 * @param stamp the longest value of a ping, in characters: it is sent back
 */
public record MessageLimits(int nesting, int eventName, int field, int memberName, int number, int stamp) {

    /**
     * 200 levels, names of 100 characters, fields of 4,096, members of 1,000 bytes, numbers of 1,000 (what Jackson accepts
     * by default, so that a route can read the body), stamps of 64.
     */
    public static final MessageLimits DEFAULT = new MessageLimits(200, 100, 4_096, 1_000, 1_000, 64);

    public MessageLimits {
        if (nesting < 1 || eventName < 1 || field < 1 || memberName < 1 || number < 1 || stamp < 1) {
            throw new IllegalArgumentException("every message limit must be at least 1");
        }
    }
}
