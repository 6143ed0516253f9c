package io.github.cameldoshii.chaos;

import io.github.cameldoshii.chaos.History.Stay;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Knows which repetitions are allowed. Only rows repeat: an event of the socket is sent once, and goes to the stay that was
 * there. Pure.
 *
 * <p>Where a stay ends by a stop or a suspension, the next one repeats nothing that it would not have repeated itself.
 */
final class Repeats {

    /** An event may be followed by another for so long without a message in between. */
    private static final long IN_TRANSIT = 2_000;

    /** A finished delivery waits for so long until it is written down. */
    private static final long JOURNAL_INTERVAL = 1_000;

    /** So late may a thread or a timer be on a machine that does many runs at once. */
    static final long BUSY_MACHINE = 1_000;

    /** The service tells its time in whole seconds, so where the clocks differ it is known to half a second. */
    private static final long SERVICE_CLOCK_ERROR = 500;

    /**
     * How long before the end of its connection an event can have been received and be in doubt: what proves that nothing has
     * followed it is the last ping that was answered, whose time is known by the service's clock.
     */
    static final long DOUBT = IN_TRANSIT + Conditions.HEARTBEAT + SERVICE_CLOCK_ERROR + BUSY_MACHINE;

    /** How long before a kill a delivery can have been finished and not be written down. */
    static final long UNWRITTEN = JOURNAL_INTERVAL + BUSY_MACHINE;

    /**
     * A repetition that is allowed.
     *
     * @param millis how long before the end of the connection or of the process the first delivery was received or finished;
     *     0 where that does not matter
     */
    record Allowed(RepeatKind kind, long millis) {}

    private final History history;

    Repeats(History history) {
        this.history = history;
    }

    /** Why this repetition is allowed; empty if it is not. */
    Optional<Allowed> allows(Told first, Told again) {
        return again.isOfSocket()
                ? Optional.empty()
                : inDoubt(first, again).or(() -> forgotten(first, again)).or(() -> clockUnknown(first, again));
    }

    /**
     * Whether an older state may come after this one: a stay that is told the older one by a list that lags cannot know better
     * if what the former stay was told is forgotten or cannot be compared.
     */
    boolean allowsOlder(Told newer, Told older) {
        return history.rules().listsLag()
                && !older.isOfSocket()
                && older.stay() > newer.stay()
                && (forgotten(newer, older).isPresent() || history.rules().timeUnknown());
    }

    private Optional<Allowed> inDoubt(Told first, Told again) {
        return first.isOfSocket() && !isKnownCreation(first)
                ? ends().filter(end -> end <= again.delivery().receivedAt())
                        .map(end -> end - first.delivery().receivedAt())
                        .filter(millis -> -BUSY_MACHINE <= millis && millis <= DOUBT)
                        .min(Long::compare)
                        .map(millis -> new Allowed(RepeatKind.IN_DOUBT, millis))
                : Optional.empty();
    }

    /** Times of whole seconds may be rounded, so they do not show that nothing has changed since the creation. */
    private static boolean isKnownCreation(Told told) {
        return told.change().state() == 1 && told.change().at() % 1_000 != 0;
    }

    /** When connections ended. */
    private Stream<Long> ends() {
        return Stream.concat(
                history.cuts().stream(),
                history.stays().stream().map(Stay::killedAt).flatMap(Optional::stream));
    }

    private Optional<Allowed> forgotten(Told first, Told again) {
        List<Stay> since = history.stays().subList(first.stay() + 1, Math.max(first.stay(), again.stay()) + 1);
        return since.stream()
                .map(Stay::killedAt)
                .flatMap(Optional::stream)
                .map(killed -> killed - first.delivery().finishedAt())
                .filter(millis -> millis <= UNWRITTEN)
                .min(Long::compare)
                .map(millis -> new Allowed(RepeatKind.LAST_SECOND, millis));
    }

    private Optional<Allowed> clockUnknown(Told first, Told again) {
        boolean otherConnection = first.stay() < again.stay()
                || ends().anyMatch(end -> first.delivery().receivedAt() <= end
                        && end <= again.delivery().receivedAt());
        return history.rules().timeUnknown() && first.isOfSocket() && !isKnownCreation(first) && otherConnection
                ? Optional.of(new Allowed(RepeatKind.CLOCK_UNKNOWN, 0))
                : Optional.empty();
    }
}
