package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports gaps: each is logged at WARN, counted, and given to the consumer that it concerns, so that no loss is silent. A gap is
 * told by this machine's wall clock. Where the service's time is known less exactly, it begins as early and ends as late as is
 * possible: a change just inside its end must not look as if it had been recovered. Confined to the event loop.
 */
final class GapReporter {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    private final RecoveryContext context;

    GapReporter(RecoveryContext context) {
        this.context = context;
    }

    /** A scan cannot read a list of a location, or rows of it; reported once for a catch-up and its verification. */
    void listUnavailable(RecoveryScan scan, ListCursor cursor, String why) {
        String what = cursor.describe();
        if (scan.reportsGaps() && scan.reported().add(what)) {
            reportList(scan, cursor, endOf(scan), why);
        } else {
            LOG.debug("{} cannot be requested: {}", what, why);
        }
    }

    /** A scan cannot read the beginning of a list: a gap of its own, but for one of the whole list. */
    void beginningUnavailable(RecoveryScan scan, ListCursor cursor) {
        String what = cursor.describe();
        if (scan.reportsGaps()
                && !scan.reported().contains(what)
                && scan.reported().add(what + ", its beginning")) {
            reportList(
                    scan,
                    cursor,
                    cursor.omittedUntil(context.clocks()),
                    "the service gives no more of it: " + cursor.refusal());
        }
    }

    /** For each target the gap begins where its part of the window does. */
    private void reportList(RecoveryScan scan, ListCursor cursor, WallTime to, String why) {
        for (RecoveryScan.Target target : scan.targets()) {
            report(
                    target.state().listener(),
                    cursor.locationId(),
                    Set.copyOf(cursor.list().eventTypes()),
                    target.from(),
                    to,
                    cursor.describe() + " cannot be asked for (" + why + ")");
        }
    }

    /** A scan can read no list, because the service does not tell which locations there are. */
    void noLocations(RecoveryScan scan, String why) {
        if (scan.recoversGap() && scan.reported().add("locations")) {
            scan.targets()
                    .forEach(target -> report(
                            target.state().listener(),
                            "",
                            context.recoverableTypes(),
                            target.from(),
                            endOf(scan),
                            "the locations cannot be asked for (" + why + ")"));
        }
    }

    private WallTime endOf(RecoveryScan scan) {
        return context.clocks().latestWallTime(scan.window().end().moment());
    }

    /** Locations are not listed any more, so that their lists cannot be read. */
    void locationsVanished(Set<String> locationIds, List<RecoveryScan.Target> targets) {
        WallTime now = context.clocks().wallNow();
        for (String id : locationIds) {
            String what =
                    "location " + RecoverableList.printable(id) + " is not among those of this client id (any more)";
            LOG.warn("Recovery: {}", what);
            for (RecoveryScan.Target target : targets) {
                report(target.state().listener(), id, context.recoverableTypes(), target.from(), now, what);
            }
        }
    }

    /** Complete lists were read without knowing what they held before, so that removals cannot be told. */
    void notCompared(RecoveryScan scan) {
        scan.dispatcher().notCompared().forEach((list, states) -> {
            String why =
                    "which " + list.optionName() + " there were before is not known, so what is gone cannot be told";
            states.forEach(state -> report(
                    state.listener(),
                    "",
                    list.comparedEventTypes(),
                    scan.window().from(),
                    endOf(scan),
                    why));
        });
    }

    /** Changes before {@code oldest} are not requested, because {@code catchUpMaxAge} excludes them. */
    void tooOld(RecoveryListener listener, ServiceTime since, ServiceTime oldest) {
        report(
                listener,
                "",
                listener.unrecoverableTypes(Set.of()),
                context.clocks().earliestWallTime(since),
                context.clocks().latestWallTime(oldest),
                "it is older than catchUpMaxAge");
    }

    /** The consumer's position is unknown, so that changes before {@code oldest} may be missing. */
    void unknownPosition(RecoveryListener listener, ServiceTime oldest, String why) {
        report(
                listener,
                "",
                listener.unrecoverableTypes(Set.of()),
                Gap.UNKNOWN_BEGINNING,
                context.clocks().latestWallTime(oldest),
                why + ", so it is not known since when; what is older than catchUpMaxAge is not asked for");
    }

    /**
     * The consumer wants events that no list has. Every reconnect reports this gap, and the types were logged at the start:
     * its line is short, so that it does not hide the other gaps.
     */
    void withoutList(RecoveryListener listener, ServiceTime since) {
        List<String> types = listener.unrecoverableTypes(context.recoverableTypes());
        if (!types.isEmpty()) {
            Gap gap = new Gap(
                    context.clocks().earliestWallTime(since),
                    context.clocks().wallNow(),
                    "",
                    "the service has no list of these events",
                    types,
                    true);
            LOG.warn(
                    "Route {}: not connected between {} and {}; {} that no list has are lost if there were any",
                    listener.name(),
                    gap.from(),
                    gap.to(),
                    types.size() == 1 ? "events " + types.get(0) : "events of " + types.size() + " types");
            publish(listener, gap);
        }
    }

    /** Reports those of the types that the consumer wants, if it wants the location. */
    private void report(
            RecoveryListener listener,
            String locationId,
            Set<String> types,
            ServiceTime from,
            WallTime to,
            String why) {
        if (locationId.isEmpty() || listener.wantsLocation(locationId)) {
            List<String> wanted =
                    types.stream().filter(listener::wantsType).sorted().toList();
            WallTime begin = ClockTime.earlier(context.clocks().earliestWallTime(from), to);
            report(listener, locationId, wanted, begin, to, why);
        }
    }

    private void report(
            RecoveryListener listener, String locationId, List<String> types, WallTime from, WallTime to, String why) {
        if (!types.isEmpty()) {
            Gap gap = new Gap(from, to, locationId, why, types, false);
            LOG.warn("Route {}: {}", listener.name(), gap.describe());
            publish(listener, gap);
        }
    }

    private void publish(RecoveryListener listener, Gap gap) {
        context.statistics().gap();
        listener.onGap(gap);
    }
}
