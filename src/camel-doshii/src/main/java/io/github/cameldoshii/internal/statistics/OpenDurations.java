package io.github.cameldoshii.internal.statistics;

/**
 * How long something has lasted in all, what still lasts included. Several may last at the same time. Any thread; times are
 * those of {@link System#nanoTime()}.
 */
public final class OpenDurations {

    private int open;

    /** The total is this and the time now for each that is open. */
    private long offset;

    public synchronized void begin(long now) {
        open++;
        offset -= now;
    }

    public synchronized void end(long now) {
        open--;
        offset += now;
    }

    /** In nanoseconds. */
    public synchronized long total(long now) {
        return offset + open * now;
    }
}
