package io.github.cameldoshii.internal.position;

/** Lets tests of other packages write a history. */
public final class StoredHistories {

    private StoredHistories() {}

    /** One part of the text of a history. */
    public static String part(String lines) {
        return StoredHistory.part(lines);
    }
}
