package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces what is lost: one line at WARN, one count, and the consumer is told. Confined to the loop. */
final class GapReporter {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    private final RecoveryContext tools;

    GapReporter(RecoveryContext tools) {
        this.tools = tools;
    }

    /**
     * Something of a list at a location cannot be had.
     *
     * @param to up to when; everything that the pass asks for begins at its targets
     */
    void givenUp(RecoveryScan pass, ListCursor walk, ServiceTime to, String why) {
        for (RecoveryScan.Target target : pass.targets()) {
            lost(
                    target.share().participant(),
                    walk.locationId(),
                    Set.copyOf(walk.list().eventTypes()),
                    target.from(),
                    to,
                    why);
        }
    }

    /** Nothing can be asked for, as the service does not say which locations there are. */
    void nothingListed(List<RecoveryScan.Target> targets, ServiceTime to, String why) {
        targets.forEach(target -> lost(target.share().participant(), "", tools.recoverable(), target.from(), to, why));
    }

    /** Locations are there no more. */
    void vanished(Set<String> locationIds, List<RecoveryScan.Target> whoMayLack, ServiceTime now) {
        for (String id : locationIds) {
            String what =
                    "location " + RequestFailures.printable(id) + " is not among those of this client id (any more)";
            LOG.warn("Catch-up: {}", what);
            for (RecoveryScan.Target target : whoMayLack) {
                lost(target.share().participant(), id, tools.recoverable(), target.from(), now, what);
            }
        }
    }

    /** Lists were read without knowing what was in them before. */
    void notCompared(RecoveryScan pass) {
        pass.offers().withoutComparison().forEach((list, shares) -> {
            String why =
                    "which " + list.optionName() + " there were before is not known, so what is gone cannot be told";
            shares.forEach(share -> lost(
                    share.participant(),
                    "",
                    InventoryList.typesOf(list),
                    pass.window().from(),
                    pass.window().to(),
                    why));
        });
    }

    /** What was before {@code oldest} is not asked for. */
    void tooOld(RecoveryListener participant, ServiceTime since, ServiceTime oldest) {
        announce(
                participant,
                "",
                participant.unrecoverable(Set.of()),
                local(since),
                oldest,
                "it is older than catchUpMaxAge");
    }

    /** It is not known where the consumer has ended: what was before {@code oldest} is not asked for. */
    void unknownPosition(RecoveryListener participant, ServiceTime oldest, String why) {
        announce(
                participant,
                "",
                participant.unrecoverable(Set.of()),
                Gap.UNKNOWN_BEGINNING,
                oldest,
                why + ", so it is not known since when; what is older than catchUpMaxAge is not asked for");
    }

    /**
     * Whatever the consumer wants and is in no list is lost. The names were told at the start, and every gap is one of these:
     * a short line must do, or nobody sees the others.
     */
    void withoutList(RecoveryListener participant, ServiceTime since, ServiceTime now) {
        List<String> types = participant.unrecoverable(tools.recoverable());
        if (!types.isEmpty()) {
            Gap gap = new Gap(local(since), local(now), "", "the service has no list of these events", types, true);
            LOG.warn(
                    "Route {}: not connected between {} and {}; {} that no list has are lost if there were any",
                    participant.name(),
                    gap.from(),
                    gap.to(),
                    types.size() == 1 ? "events " + types.get(0) : "events of " + types.size() + " types");
            tell(participant, gap);
        }
    }

    /** What the consumer wants of these types, at this location, is lost. */
    private void lost(
            RecoveryListener participant,
            String locationId,
            Set<String> types,
            ServiceTime from,
            ServiceTime to,
            String why) {
        if (locationId.isEmpty() || participant.wantsLocation(locationId)) {
            List<String> wanted =
                    types.stream().filter(participant::wants).sorted().toList();
            announce(participant, locationId, wanted, local(ClockTime.earlier(from, to)), to, why);
        }
    }

    private void announce(
            RecoveryListener participant,
            String locationId,
            List<String> types,
            WallTime from,
            ServiceTime to,
            String why) {
        if (!types.isEmpty()) {
            Gap gap = new Gap(from, local(to), locationId, why, types, false);
            LOG.warn("Route {}: {}", participant.name(), gap.describe());
            tell(participant, gap);
        }
    }

    private void tell(RecoveryListener participant, Gap gap) {
        tools.statistics().gap();
        participant.lost(gap);
    }

    private WallTime local(ServiceTime time) {
        return tools.clocks().wallTime(time);
    }
}
