package io.github.cameldoshii.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of members that mean something to this component; every other name is {@link #OTHER}. */
public enum MemberName {
    EMIT("emit"),
    DOSHII("doshii"),
    EVENT("event"),
    TYPE("type"),
    DATA("data"),
    PONG("pong"),
    PING("ping"),
    ID("id"),
    LOCATION_ID("locationId"),
    STATUS("status"),
    URI("uri"),
    VERSION("version"),
    OTHER("");

    private static final MemberName[][] BY_LENGTH = byLength();

    private final String text;
    private final byte[] bytes;

    /** The first eight bytes, which tell one from another. */
    private final long word;

    MemberName(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
        this.word = Words.upTo8(bytes, 0, bytes.length);
    }

    /** The member of this name. */
    public static MemberName of(String name) {
        if (name.length() < BY_LENGTH.length) {
            for (MemberName known : BY_LENGTH[name.length()]) {
                if (known.text.equals(name)) {
                    return known;
                }
            }
        }
        return OTHER;
    }

    /** The member whose name stands there in a message, without its quotes and free of escapes. */
    static MemberName of(byte[] message, int start, int end) {
        int length = end - start;
        if (length < BY_LENGTH.length) {
            MemberName[] ofThisLength = BY_LENGTH[length];
            if (ofThisLength.length > 0) {
                long word = Words.upTo8(message, start, length);
                for (MemberName known : ofThisLength) {
                    if (known.word == word
                            && (length <= Long.BYTES || Arrays.equals(known.bytes, 0, length, message, start, end))) {
                        return known;
                    }
                }
            }
        }
        return OTHER;
    }

    /** The name as it is written in JSON. */
    @Override
    public String toString() {
        return text;
    }

    private static MemberName[][] byLength() {
        int longest = Arrays.stream(values())
                .mapToInt(name -> name.bytes.length)
                .max()
                .orElse(0);
        MemberName[][] all = new MemberName[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            all[length] = Arrays.stream(values())
                    .filter(name -> name != OTHER && name.bytes.length == wanted)
                    .toArray(MemberName[]::new);
        }
        return all;
    }
}
