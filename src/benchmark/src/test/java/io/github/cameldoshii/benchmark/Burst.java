package io.github.cameldoshii.benchmark;

import java.util.Scanner;

/**
 * A number of equal messages to send.
 *
 * @param messageBytes the length of each message's JSON text
 * @param first the sequence number of the first message
 * @param count how many
 * @param perSecond the pace; 0 for as fast as the client reads
 */
record Burst(int messageBytes, long first, int count, int perSecond) {

    String line() {
        return messageBytes + " " + first + " " + count + " " + perSecond;
    }

    static Burst parse(String line) {
        try (Scanner scanner = new Scanner(line)) {
            return new Burst(scanner.nextInt(), scanner.nextLong(), scanner.nextInt(), scanner.nextInt());
        }
    }
}
