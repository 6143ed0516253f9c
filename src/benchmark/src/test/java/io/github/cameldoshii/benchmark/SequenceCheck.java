package io.github.cameldoshii.benchmark;

import java.util.BitSet;

/**
 * Compares the sequence numbers that arrived with those that were sent, 0 to {@code expected} - 1. Confined to one
 * thread or guarded by its owner.
 */
final class SequenceCheck {

    private final int expected;
    private final BitSet seen;
    private long highest = -1;
    private long inversions;
    private long duplicates;

    SequenceCheck(int expected) {
        this.expected = expected;
        seen = new BitSet(expected);
    }

    void arrived(long sequence) {
        if (sequence < highest) {
            inversions++;
        } else {
            highest = sequence;
        }
        int index = Math.toIntExact(sequence);
        if (seen.get(index)) {
            duplicates++;
        }
        seen.set(index);
    }

    /** Messages that arrived after one that was sent later. */
    long inversions() {
        return inversions;
    }

    long duplicates() {
        return duplicates;
    }

    /** Messages that never arrived. */
    long lost() {
        return expected - seen.cardinality();
    }
}
