package io.github.cameldoshii.catchup;

import java.time.Instant;
import java.util.List;

/**
 * Something that could not be recovered. Times are epoch milliseconds of the local clock.
 *
 * @param from when the gap began
 * @param to when it ended
 * @param reason why it cannot be closed, for people
 * @param eventTypes the names or patterns of what may be missing
 */
public record Gap(long from, long to, String reason, List<String> eventTypes) {
    public Gap {
        eventTypes = List.copyOf(eventTypes);
    }

    /** For people, in one line. */
    public String inWords() {
        return Instant.ofEpochMilli(from) + " to " + Instant.ofEpochMilli(to) + ", " + reason + ": "
                + String.join(", ", eventTypes);
    }
}
