package io.github.cameldoshii.catchup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The consumers of a connection, and what each lacks. Confined to the loop. */
final class Members {

    /** What a consumer needs when it is connected. */
    enum Need {
        /** That what it lacks is asked for. */
        CATCH_UP,
        /** To know which tables or locations there are, to be told later which are gone. */
        CENSUS,
        NOTHING
    }

    private static final class Member {
        private final Share share;
        private Optional<Lacking> lacking = Optional.empty();
        private long driftThen;

        Member(Share share) {
            this.share = share;
        }
    }

    private final Tools tools;
    private final Gaps gaps;
    private final Runnable progressed;
    private final Map<Participant, Member> members = new LinkedHashMap<>();

    /** @param progressed told when something that waited for a consumer was given to it */
    Members(Tools tools, Gaps gaps, Runnable progressed) {
        this.tools = tools;
        this.gaps = gaps;
        this.progressed = progressed;
    }

    void join(Participant participant) {
        members.put(participant, new Member(new Share(participant, tools.loop(), progressed)));
    }

    void leave(Participant participant) {
        Member member = members.remove(participant);
        if (member != null) {
            member.share.leave();
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Optional<Share> share(Participant participant) {
        return Optional.ofNullable(members.get(participant)).map(member -> member.share);
    }

    Collection<Share> shares() {
        return members.values().stream().map(member -> member.share).toList();
    }

    /** The locations that somebody has asked for by name. */
    Set<String> namedLocations() {
        Set<String> named = new HashSet<>();
        members.keySet().forEach(participant -> named.addAll(participant.namedLocations()));
        return named;
    }

    /** A consumer's connection lives. */
    Need connected(Participant participant, Optional<Lacking> lacking) {
        Member member = members.get(participant);
        if (member == null) {
            return Need.NOTHING;
        }
        member.share.live(tools.steadyNow());
        if (lacking.isPresent()) {
            member.lacking = lacking;
            member.driftThen = tools.drift();
            return Need.CATCH_UP;
        }
        member.share.begin(tools.steadyNow());
        return comparesLists(participant) ? Need.CENSUS : Need.NOTHING;
    }

    private boolean comparesLists(Participant participant) {
        return tools.settings().lists().stream()
                .anyMatch(list -> Roll.typesOf(list).stream().anyMatch(participant::wants));
    }

    /** Everything that the consumer lacked was asked for; false if it has left. */
    boolean recovered(Participant participant) {
        Member member = members.get(participant);
        if (member != null) {
            member.lacking = Optional.empty();
        }
        return member != null;
    }

    /**
     * Those who lack something. What cannot be recovered of it, because it is too old or in no list, is announced.
     *
     * @param now epoch milliseconds by the service's clock
     */
    List<Pass.Target> lacking(long now) {
        List<Pass.Target> targets = new ArrayList<>();
        for (Member member : members.values()) {
            member.lacking.ifPresent(lacking -> targets.add(target(member, lacking, now)));
        }
        return targets;
    }

    private Pass.Target target(Member member, Lacking lacking, long now) {
        Participant participant = member.share.participant();
        long offset = tools.lists().clockOffset();
        // The local clock may have been set since the consumer said it.
        long since = lacking.byServiceClock(offset + tools.drift() - member.driftThen);
        long oldest = now - tools.settings().maxAge().toMillis();
        if (since < oldest) {
            gaps.unrecoverable(participant, Set.of(), since, oldest, "it is older than catchUpMaxAge");
        }
        gaps.unrecoverable(participant, tools.recoverable(), since, now, "the service has no list of these events");
        return new Pass.Target(
                member.share,
                Math.max(since, oldest) - tools.settings().overlap().toMillis());
    }

    /** All, with what has changed since then or since each began. Milliseconds of the monotonic clock. */
    List<Pass.Target> since(long steady) {
        long serviceMinusSteady = tools.serviceMinusSteady();
        long from = steady - tools.settings().overlap().toMillis();
        return shares().stream()
                .map(share -> new Pass.Target(share, Math.max(from, share.begun()) + serviceMinusSteady))
                .toList();
    }

    /** All, with nothing that has changed before now. */
    List<Pass.Target> all(long now) {
        return shares().stream().map(share -> new Pass.Target(share, now)).toList();
    }
}
