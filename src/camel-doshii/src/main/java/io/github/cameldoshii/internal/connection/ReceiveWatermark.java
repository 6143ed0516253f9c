package io.github.cameldoshii.internal.connection;

/**
 * Receive watermark of one WebSocket: every message that the server sent before this instant has been read. Recovery asks
 * for what came after it. Never goes back. Confined to the connection's event loop.
 *
 * <p>While reading is not paused, a message is read as soon as it arrives, so the watermark is the time of the last one.
 * After a pause a message may have waited for any time, and others may wait behind it. Then only a pong moves the
 * watermark: the server sends in order, so everything up to the sending of its ping has been read.
 */
final class ReceiveWatermark {

    private long nanos;
    private boolean known;
    private boolean readPaused;

    /** Reading was paused, and no pong has proved yet that the backlog of that pause is read. */
    private boolean backlogged;

    private long resumedAt;

    /** Reading is paused by back-pressure, or is not. */
    void readPaused(boolean paused, long now) {
        if (paused) {
            backlogged = true;
        } else if (readPaused) {
            resumedAt = now;
        }
        readPaused = paused;
    }

    void messageRead(long now) {
        if (!backlogged) {
            advanceTo(now);
        }
    }

    void pingAnswered(long pingSentAt, long now) {
        if (backlogged && !readPaused && pingSentAt - resumedAt >= 0) {
            backlogged = false;
            advanceTo(now);
        } else {
            advanceTo(pingSentAt);
        }
    }

    private void advanceTo(long time) {
        if (!known || time - nanos > 0) {
            nanos = time;
            known = true;
        }
    }

    /** Whether a message was read or a ping answered. */
    boolean isKnown() {
        return known;
    }

    /** Nanoseconds of the monotonic clock; meaningful only if {@link #isKnown}. */
    long nanos() {
        return nanos;
    }
}
