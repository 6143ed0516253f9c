package io.github.cameldoshii.benchmark;

import java.util.Scanner;

/**
 * A number of messages of equal length to send.
 *
 * @param messageBytes the length of each message's JSON text
 * @param first the number of the first message
 * @param count how many
 * @param perSecond the pace; 0 for as fast as the client reads
 * @param wantedEvery one of so many, the last of them, is an event that the client wants; 1 for all
 */
record Burst(int messageBytes, long first, int count, int perSecond, int wantedEvery) {

    Burst {
        if (first % wantedEvery != 0 || count % wantedEvery != 0) {
            throw new IllegalArgumentException("A burst from " + first + " of " + count
                    + " messages does not end with one that is wanted, if one of " + wantedEvery + " is");
        }
    }

    /** All are wanted. */
    Burst(int messageBytes, long first, int count, int perSecond) {
        this(messageBytes, first, count, perSecond, 1);
    }

    /** How many of them the client wants. */
    int wanted() {
        return count / wantedEvery;
    }

    String line() {
        return messageBytes + " " + first + " " + count + " " + perSecond + " " + wantedEvery;
    }

    static Burst parse(String line) {
        try (Scanner scanner = new Scanner(line)) {
            return new Burst(
                    scanner.nextInt(), scanner.nextLong(), scanner.nextInt(), scanner.nextInt(), scanner.nextInt());
        }
    }
}
