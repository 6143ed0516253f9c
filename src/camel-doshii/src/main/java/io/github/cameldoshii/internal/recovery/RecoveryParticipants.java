package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The consumers of a connection, and what each lacks. Confined to the loop. */
final class RecoveryParticipants {

    /** What a consumer needs when it is connected. */
    enum Need {
        /** That what it lacks is asked for. */
        CATCH_UP,
        /** To know which tables or locations there are, to be told later which are gone. */
        CENSUS,
        NOTHING
    }

    private static final class Member {
        private final ConsumerRecoveryState share;
        private Optional<ResumePoint> lacking = Optional.empty();

        Member(ConsumerRecoveryState share) {
            this.share = share;
        }
    }

    /** A stored position may be so much later than the service's time: the service tells that in whole seconds. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    private final RecoveryContext tools;
    private final GapReporter gaps;
    private final Runnable progressed;
    private final Map<RecoveryListener, Member> members = new LinkedHashMap<>();

    /** @param progressed told when something that waited for a consumer was given to it */
    RecoveryParticipants(RecoveryContext tools, GapReporter gaps, Runnable progressed) {
        this.tools = tools;
        this.gaps = gaps;
        this.progressed = progressed;
    }

    void join(RecoveryListener participant) {
        members.put(participant, new Member(new ConsumerRecoveryState(participant, tools.loop(), progressed)));
    }

    void leave(RecoveryListener participant) {
        Member member = members.remove(participant);
        if (member != null) {
            member.share.leave();
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Optional<ConsumerRecoveryState> share(RecoveryListener participant) {
        return Optional.ofNullable(members.get(participant)).map(member -> member.share);
    }

    Collection<ConsumerRecoveryState> shares() {
        return members.values().stream().map(member -> member.share).toList();
    }

    /** The locations that somebody has asked for by name. */
    Set<String> namedLocations() {
        Set<String> named = new HashSet<>();
        members.keySet().forEach(participant -> named.addAll(participant.namedLocations()));
        return named;
    }

    /** A consumer's connection lives. */
    Need connected(RecoveryListener participant, Optional<ResumePoint> lacking) {
        Member member = members.get(participant);
        if (member == null) {
            return Need.NOTHING;
        }
        member.share.live(tools.clocks().now());
        if (lacking.isPresent()) {
            member.lacking = lacking;
            return Need.CATCH_UP;
        }
        member.share.begin(tools.clocks().now());
        return comparesLists(participant) ? Need.CENSUS : Need.NOTHING;
    }

    private boolean comparesLists(RecoveryListener participant) {
        return tools.settings().lists().stream()
                .anyMatch(list -> InventoryList.typesOf(list).stream().anyMatch(participant::wants));
    }

    /** Everything that the consumer lacked was asked for; false if it has left. */
    boolean recovered(RecoveryListener participant) {
        Member member = members.get(participant);
        if (member != null) {
            member.lacking = Optional.empty();
        }
        return member != null;
    }

    /** Those who lack something. What cannot be recovered of it, because it is too old or in no list, is announced. */
    List<RecoveryScan.Target> lacking(ServiceTime now) {
        List<RecoveryScan.Target> targets = new ArrayList<>();
        for (Member member : members.values()) {
            member.lacking.ifPresent(lacking -> targets.add(target(member, lacking, now)));
        }
        return targets;
    }

    private RecoveryScan.Target target(Member member, ResumePoint resumePoint, ServiceTime now) {
        RecoveryListener participant = member.share.participant();
        ServiceTime oldest = now.minus(tools.settings().maxAge());
        ServiceTime since = since(participant, resumePoint, now, oldest);
        if (since.isBefore(oldest)) {
            gaps.tooOld(participant, since, oldest);
        }
        gaps.withoutList(participant, since, now);
        return new RecoveryScan.Target(
                member.share,
                ClockTime.later(since, oldest).minus(tools.settings().overlap()));
    }

    /** When the lack began; not after now. */
    private ServiceTime since(RecoveryListener participant, ResumePoint point, ServiceTime now, ServiceTime oldest) {
        Clocks clocks = tools.clocks();
        if (point instanceof ResumePoint.Since since) {
            return ClockTime.earlier(clocks.serviceTime(since.moment()), now);
        }
        if (point instanceof ResumePoint.Stored stored) {
            ServiceTime at = stored.position().serviceTime(clocks, stored.read());
            if (!at.isAfter(now.plus(CLOCK_ERROR)) && !stored.position().isAheadOf(stored.read(), CLOCK_ERROR)) {
                return ClockTime.earlier(at, now);
            }
            gaps.unknownPosition(participant, oldest, "its stored position is later than the present time, " + now);
        } else {
            gaps.unknownPosition(participant, oldest, ((ResumePoint.Unknown) point).why());
        }
        return oldest;
    }

    /** All, with what has changed since then or since each began. */
    List<RecoveryScan.Target> since(Moment moment) {
        Clocks clocks = tools.clocks();
        Moment from = moment.minus(tools.settings().overlap());
        return shares().stream()
                .map(share -> new RecoveryScan.Target(share, clocks.serviceTime(Moment.later(from, share.begun()))))
                .toList();
    }

    /** All, with nothing that has changed before now. */
    List<RecoveryScan.Target> all(ServiceTime now) {
        return shares().stream()
                .map(share -> new RecoveryScan.Target(share, now))
                .toList();
    }
}
