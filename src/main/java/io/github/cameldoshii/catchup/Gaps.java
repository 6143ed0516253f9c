package io.github.cameldoshii.catchup;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces what is lost: one line at WARN, one count, and the consumer is told. Times are those of the service's clock. */
final class Gaps {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final Tools tools;

    Gaps(Tools tools) {
        this.tools = tools;
    }

    /** A list at a location is given up. */
    void givenUp(Pass pass, ListWalk walk, String what, String why) {
        LOG.warn("{} cannot be asked for, the rest goes on: {}", what, why);
        for (Pass.Target target : pass.targets()) {
            lost(
                    target.share().participant(),
                    walk.locationId(),
                    Set.copyOf(walk.list().eventTypes()),
                    target.from(),
                    pass.window().to(),
                    what + " cannot be asked for (" + why + ")");
        }
    }

    /** Locations are there no more. */
    void vanished(Set<String> locationIds, List<Pass.Target> whoMayLack, long now) {
        for (String id : locationIds) {
            String what = "location " + Troubles.printable(id) + " is not among those of this client id (any more)";
            LOG.warn("Catch-up: {}", what);
            for (Pass.Target target : whoMayLack) {
                lost(target.share().participant(), id, tools.recoverable(), target.from(), now, what);
            }
        }
    }

    /** Lists were read without knowing what was in them before. */
    void notCompared(Pass pass) {
        pass.offers().withoutComparison().forEach((list, shares) -> {
            String why =
                    "which " + list.optionName() + " there were before is not known, so what is gone cannot be told";
            shares.forEach(share -> lost(
                    share.participant(),
                    Roll.typesOf(list),
                    pass.window().from(),
                    pass.window().to(),
                    why));
        });
    }

    /** Whatever the consumer wants and is not among the recoverable types is lost. */
    void unrecoverable(Participant participant, Set<String> recoverable, long from, long to, String why) {
        announce(participant, participant.unrecoverable(recoverable), from, to, why);
    }

    /** What the consumer wants of these types, at this location, is lost. */
    private void lost(Participant participant, String locationId, Set<String> types, long from, long to, String why) {
        if (participant.wantsLocation(locationId)) {
            lost(participant, types, from, to, why);
        }
    }

    /** What the consumer wants of these types is lost. */
    private void lost(Participant participant, Set<String> types, long from, long to, String why) {
        announce(participant, types.stream().filter(participant::wants).sorted().toList(), from, to, why);
    }

    private void announce(Participant participant, List<String> types, long from, long to, String why) {
        if (types.isEmpty()) {
            return;
        }
        long localFrom = tools.local(from);
        long localTo = tools.local(to);
        tools.statistics().gap();
        LOG.warn(
                "Route {}: events between {} and {} may be missing, because {}: {}",
                participant.name(),
                Instant.ofEpochMilli(localFrom),
                Instant.ofEpochMilli(localTo),
                why,
                String.join(", ", types));
        participant.lost(new Gap(localFrom, localTo, why, types));
    }
}
