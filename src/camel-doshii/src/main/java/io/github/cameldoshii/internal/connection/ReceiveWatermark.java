package io.github.cameldoshii.internal.connection;

/**
 * Up to when all that the service has sent on a socket has been read. While reading is not held back, a message is read
 * as soon as it comes, so that is the time of the last one. A message that was read behind a hold-back may have been
 * waiting for any time, and others may be waiting behind it; then only answers tell: what the service sent before it
 * answered a ping has been read, so all is read up to when the ping was sent. Never goes back. Confined to the loop.
 */
final class ReceiveWatermark {

    private long nanos;
    private boolean known;
    private boolean held;
    private boolean behind;
    private long readingSince;

    /** Reading is held back by us, or is not. */
    void heldBack(boolean heldBack, long now) {
        if (heldBack) {
            behind = true;
        } else if (held) {
            readingSince = now;
        }
        held = heldBack;
    }

    /** A message was read. */
    void read(long now) {
        if (!behind) {
            cover(now);
        }
    }

    /** A ping was answered. */
    void answered(long pingSentAt, long now) {
        if (behind && !held && pingSentAt - readingSince >= 0) {
            behind = false;
            cover(now);
        } else {
            cover(pingSentAt);
        }
    }

    private void cover(long upTo) {
        if (!known || upTo - nanos > 0) {
            nanos = upTo;
            known = true;
        }
    }

    /** Whether anything was read or answered. */
    boolean isKnown() {
        return known;
    }

    /** Nanoseconds of the monotonic clock, only if {@link #isKnown}. */
    long nanos() {
        return nanos;
    }
}
