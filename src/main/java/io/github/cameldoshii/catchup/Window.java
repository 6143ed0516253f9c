package io.github.cameldoshii.catchup;

/**
 * A span of time to ask for, in epoch milliseconds by the service's clock. Both ends belong to it.
 *
 * @param from its beginning, the overlap already taken off
 * @param to its end
 */
record Window(long from, long to) {

    long fromSeconds() {
        return Math.floorDiv(from, 1000);
    }

    /** Rounded up, so that nothing of the last second is left out. */
    long toSeconds() {
        return Math.floorDiv(to + 999, 1000);
    }

    boolean begunBefore(long time) {
        return from <= time;
    }
}
