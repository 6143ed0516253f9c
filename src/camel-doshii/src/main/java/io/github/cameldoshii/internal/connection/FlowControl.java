package io.github.cameldoshii.internal.connection;

/**
 * Demand-driven reading of one WebSocket, as in Reactive Streams: counts the messages that were requested and have not
 * arrived. Never requests more than the subscribers' remaining capacity, and requests in batches rather than one by one.
 * Confined to the connection's event loop.
 */
final class FlowControl {

    private int outstanding;

    /** How many were outstanding after the last request. */
    private int level;

    /** The outstanding requests were withdrawn. */
    void reset() {
        outstanding = 0;
        level = 0;
    }

    void received() {
        if (outstanding > 0) {
            outstanding--;
        }
    }

    /** Whether nothing is requested, so that nothing is read. */
    boolean isExhausted() {
        return outstanding == 0;
    }

    /** Whether it is time to ask for the remaining capacity, which other threads change, and to request more. */
    boolean isLow() {
        return outstanding <= level / 2;
    }

    /** How many messages to request now; they count as requested. */
    int request(int remainingCapacity) {
        int more = remainingCapacity - outstanding;
        // While a good part of the capacity is still requested, another request would only cost.
        if (more <= 0 || (outstanding > 0 && more < remainingCapacity / 2)) {
            return 0;
        }
        outstanding += more;
        level = outstanding;
        return more;
    }
}
