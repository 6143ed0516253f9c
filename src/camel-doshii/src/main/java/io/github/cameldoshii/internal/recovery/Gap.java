package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.WallTime;
import java.util.List;

/**
 * A gap: a span of time in which a consumer may have lost events that cannot be recovered.
 *
 * @param from when the gap began; {@link #UNKNOWN_BEGINNING} if that is not known
 * @param to when it ended
 * @param locationId the location that it is about; empty for all
 * @param reason why it cannot be recovered, for people
 * @param eventTypes the names or patterns of the event types that may be missing
 * @param unlisted whether it is only about events that no list has, of which it is not known whether there were any
 */
public record Gap(
        WallTime from, WallTime to, String locationId, String reason, List<String> eventTypes, boolean unlisted) {

    public static final WallTime UNKNOWN_BEGINNING = new WallTime(0);

    public Gap {
        eventTypes = List.copyOf(eventTypes);
    }

    /** For people, in one line. */
    public String describe() {
        String span = from.equals(UNKNOWN_BEGINNING) ? "before " + to : "between " + from + " and " + to;
        return "events " + span + " may be missing, because " + reason + ": " + String.join(", ", eventTypes);
    }
}
