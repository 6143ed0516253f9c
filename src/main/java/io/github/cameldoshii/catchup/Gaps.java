package io.github.cameldoshii.catchup;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces what is lost: one line at WARN, one count, and the consumer is told. Times are those of the local clock. */
final class Gaps {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final CatchUpStatistics statistics;

    Gaps(CatchUpStatistics statistics) {
        this.statistics = statistics;
    }

    /** Whatever the consumer wants and is not among the recoverable types is lost. */
    void unrecoverable(Participant participant, Set<String> recoverable, long from, long to, String why) {
        announce(participant, participant.unrecoverable(recoverable), from, to, why);
    }

    /** What the consumer wants of these types, at this location, is lost. */
    void lost(Participant participant, String locationId, Set<String> types, long from, long to, String why) {
        if (participant.wantsLocation(locationId)) {
            lost(participant, types, from, to, why);
        }
    }

    /** What the consumer wants of these types is lost. */
    void lost(Participant participant, Set<String> types, long from, long to, String why) {
        announce(participant, types.stream().filter(participant::wants).sorted().toList(), from, to, why);
    }

    private void announce(Participant participant, List<String> types, long from, long to, String why) {
        if (types.isEmpty()) {
            return;
        }
        statistics.gap();
        LOG.warn(
                "Route {}: events between {} and {} may be missing, because {}: {}",
                participant.name(),
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(to),
                why,
                String.join(", ", types));
        participant.lost(new Gap(from, to, why, types));
    }
}
