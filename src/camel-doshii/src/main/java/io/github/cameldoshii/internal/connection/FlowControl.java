package io.github.cameldoshii.internal.connection;

/**
 * Counts the messages that were asked for and have not arrived. Never asks for more than there is room for, and asks in
 * lots rather than one by one. Confined to the loop.
 */
final class FlowControl {

    private int outstanding;

    /** A new link, or one whose credits were taken back: nothing is asked for. */
    void reset() {
        outstanding = 0;
    }

    void arrived() {
        if (outstanding > 0) {
            outstanding--;
        }
    }

    boolean none() {
        return outstanding == 0;
    }

    /** How many messages to ask for now, given the room; they count as asked for. */
    int take(int room) {
        int more = room - outstanding;
        // While a good part of the room is still asked for, asking again would only cost.
        if (more <= 0 || (outstanding > 0 && more < room / 2)) {
            return 0;
        }
        outstanding += more;
        return more;
    }
}
