package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.position.DeliveryJournal;
import io.github.cameldoshii.internal.position.ResumePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The consumers that take part in the recovery of one connection, each with its state and the point that it resumes from.
 * Confined to the event loop.
 */
final class RecoveryParticipants {

    /** The scan that a consumer needs when its connection is established. */
    enum Need {
        /** It has missed something. */
        CATCH_UP,
        /** It has missed nothing, but compares lists: the tables and locations of now must be known. */
        BASELINE,
        NOTHING
    }

    private static final class Participant {
        private final ConsumerRecoveryState state;
        private Optional<ResumePoint> resumePoint = Optional.empty();

        Participant(ConsumerRecoveryState state) {
            this.state = state;
        }
    }

    /** The service tells its time in whole seconds, so a stored position may be this much later than now. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    private final RecoveryContext context;
    private final GapReporter gaps;
    private final Runnable onDelivered;
    private final Map<RecoveryListener, Participant> participants = new LinkedHashMap<>();

    /** @param onDelivered run when a route has finished a recovered event, which makes room for more */
    RecoveryParticipants(RecoveryContext context, GapReporter gaps, Runnable onDelivered) {
        this.context = context;
        this.gaps = gaps;
        this.onDelivered = onDelivered;
    }

    void join(RecoveryListener listener, DeliveryJournal journal) {
        participants.put(
                listener,
                new Participant(
                        new ConsumerRecoveryState(listener, journal, context.loop(), context.clocks(), onDelivered)));
    }

    void leave(RecoveryListener listener) {
        Participant participant = participants.remove(listener);
        if (participant != null) {
            participant.state.leave();
        }
    }

    boolean isEmpty() {
        return participants.isEmpty();
    }

    Optional<ConsumerRecoveryState> state(RecoveryListener listener) {
        return Optional.ofNullable(participants.get(listener)).map(participant -> participant.state);
    }

    Collection<ConsumerRecoveryState> states() {
        return participants.values().stream()
                .map(participant -> participant.state)
                .toList();
    }

    /** The locations that any consumer is configured with. */
    Set<String> namedLocations() {
        Set<String> named = new HashSet<>();
        participants.keySet().forEach(listener -> named.addAll(listener.namedLocations()));
        return named;
    }

    /** The consumer's connection is established. */
    Need connected(RecoveryListener listener, Optional<ResumePoint> resumePoint) {
        Participant participant = participants.get(listener);
        if (participant == null) {
            return Need.NOTHING;
        }
        participant.state.connected(context.clocks().now());
        if (resumePoint.isPresent()) {
            participant.resumePoint = resumePoint;
            return Need.CATCH_UP;
        }
        participant.state.begin(context.clocks().now());
        return comparesLists(listener) ? Need.BASELINE : Need.NOTHING;
    }

    private boolean comparesLists(RecoveryListener listener) {
        return context.settings().lists().stream()
                .anyMatch(list -> list.comparedEventTypes().stream().anyMatch(listener::wantsType));
    }

    /** Everything that the consumer lacked was requested; false if it has left meanwhile. */
    boolean recovered(RecoveryListener listener) {
        Participant participant = participants.get(listener);
        if (participant != null) {
            participant.resumePoint = Optional.empty();
        }
        return participant != null;
    }

    /** The consumers that lack events, for a catch-up. Reports as gaps what is too old and what no list has. */
    List<RecoveryScan.Target> withResumePoint(ServiceTime now) {
        List<RecoveryScan.Target> targets = new ArrayList<>();
        for (Participant participant : participants.values()) {
            participant.resumePoint.ifPresent(point -> targets.add(target(participant.state, point, now)));
        }
        return targets;
    }

    private RecoveryScan.Target target(ConsumerRecoveryState state, ResumePoint resumePoint, ServiceTime now) {
        RecoveryListener listener = state.listener();
        ServiceTime oldest = now.minus(context.settings().maxAge());
        ServiceTime since = since(listener, resumePoint, now, oldest);
        Duration overlap = context.settings().overlap();
        // The overlap is for lists that lag behind a position. Nothing lags behind a look back, so that the time until
        // now may
        // use it up.
        if (since.isBefore(resumePoint instanceof ResumePoint.LookBack ? oldest.minus(overlap) : oldest)) {
            gaps.tooOld(listener, since, oldest);
        }
        gaps.withoutList(listener, since);
        return new RecoveryScan.Target(state, ClockTime.later(since, oldest).minus(overlap));
    }

    /** The resume point by the service's clock; not after now. */
    private ServiceTime since(RecoveryListener listener, ResumePoint point, ServiceTime now, ServiceTime oldest) {
        Clocks clocks = context.clocks();
        if (point instanceof ResumePoint.OfThisProcess since) {
            return ClockTime.earlier(clocks.serviceTime(since.moment()), now);
        }
        if (point instanceof ResumePoint.Stored stored) {
            ServiceTime at = stored.position().serviceTime(clocks, stored.read());
            if (!at.isAfter(now.plus(CLOCK_ERROR)) && !stored.position().isAheadOf(stored.read(), CLOCK_ERROR)) {
                return ClockTime.earlier(at, now);
            }
            gaps.unknownPosition(listener, oldest, "its stored position is later than the present time, " + now);
        } else {
            gaps.unknownPosition(listener, oldest, ((ResumePoint.Unknown) point).why());
        }
        return oldest;
    }

    /** All consumers, each from the moment or from its own begin, whichever is later, for a reconciliation. */
    List<RecoveryScan.Target> since(Moment moment) {
        Clocks clocks = context.clocks();
        Moment from = moment.minus(context.settings().overlap());
        return states().stream()
                .map(state -> new RecoveryScan.Target(state, clocks.serviceTime(Moment.later(from, state.begunAt()))))
                .toList();
    }

    /** All consumers, from now, for a baseline. */
    List<RecoveryScan.Target> all(ServiceTime now) {
        return states().stream()
                .map(state -> new RecoveryScan.Target(state, now))
                .toList();
    }
}
