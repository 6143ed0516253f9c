package io.github.cameldoshii.benchmark;

/**
 * Tells whether each message is the next one of its stream; a sequence number belongs to one of so many streams in turn. One
 * that is lost, comes twice or comes too early makes all that follow in its stream unexpected. A stream may be moved from
 * thread to thread, if it is handed over safely; different streams may be used at the same time.
 */
final class ExpectedSequence {

    private final int[] next;

    ExpectedSequence(int streams) {
        next = new int[streams];
        for (int i = 0; i < streams; i++) {
            next[i] = i;
        }
    }

    boolean isNext(int sequence) {
        int stream = sequence % next.length;
        if (sequence != next[stream]) {
            return false;
        }
        next[stream] += next.length;
        return true;
    }
}
