package io.github.cameldoshii;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldoshii.FieldConditions.Refusal;
import io.github.cameldoshii.ModelService.LedgerEntry;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges a run of the {@link RecoveryModel}. All times in here are the service's.
 *
 * <p>What must hold:
 *
 * <ul>
 *   <li>Each entity ends in its last state, and within one life never goes back.
 *   <li>A state that is lacking lies in a gap that was announced for its location, event type and time. Of a gap's end nothing
 *       is forgiven: who reads it must be able to rely on what comes after.
 *   <li>A list that is refused only where the window begins too early is asked for the rest: no gap reaches beyond half of
 *       what the service would have given.
 *   <li>In the end the position has caught up, whatever cannot be had. Not where something between has told another time
 *       last: by that the position is too early, which costs repetitions, or later than now, which is looked through.
 *   <li>What the service has refused for good is not asked for again and again.
 * </ul>
 *
 * <p>One loss is excused, because nothing that a process can see tells of it: a position was stored by a life that no answer
 * had told the service's time, so by the wall clock; before the next life began the wall clock was set back, and the
 * position was then not in the future. What happened between the position and what that clock took for it is lost.
 */
final class RecoveryJudgement {

    /** An event that the route has finished, in order. */
    private record Finished(String key, int version, DoshiiEvent event, int life, long at) {}

    private record Gap(long from, long to, String location, List<String> types, String why, long toldAt) {}

    private record Span(long from, long to) {
        boolean holds(long time) {
            return from <= time && time <= to;
        }
    }

    /** Answers tell the time in whole seconds. */
    private static final long CLOCK_ERROR_MILLIS = 1_500;

    private static final Duration POSITION_LAG = Duration.ofMinutes(2);

    /** A window is halved until a minute is left, a page until a row is, and a window is asked for twice. */
    private static final int IN_VAIN_FOR_A_CONNECTION = 60;

    private static final int IN_VAIN_FOR_WHAT_IS_LARGE = 20;

    private static final Pattern LOCATION = Pattern.compile("of location (\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelService service;
    private final FieldConditions conditions;
    private final List<Finished> finished = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Span> unknowable = new ArrayList<>();

    RecoveryJudgement(ModelService service, FieldConditions conditions) {
        this.service = service;
        this.conditions = conditions;
    }

    /** The route has finished an event. */
    void finished(DoshiiEvent event, int life) {
        finished.add(new Finished(
                ModelService.key(event.entity(), event.locationId(), event.entityId()),
                Integer.parseInt(event.version()),
                event,
                life,
                service.serviceTime()));
    }

    /** @param wallAhead how far the wall clock, which gaps are told by, is ahead of the service's */
    void gap(String body, long wallAhead) {
        try {
            JsonNode gap = JSON.readTree(body);
            List<String> types = new ArrayList<>();
            gap.path("eventTypes").forEach(type -> types.add(type.asText()));
            Matcher location = LOCATION.matcher(gap.path("reason").asText());
            gaps.add(new Gap(
                    time(gap, "from") - wallAhead,
                    time(gap, "to") - wallAhead,
                    gap.has("locationId") ? gap.path("locationId").asText() : location.find() ? location.group(1) : "",
                    types,
                    gap.path("reason").asText(),
                    service.serviceTime()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A gap is not told in JSON", e);
        }
    }

    private static long time(JsonNode gap, String name) {
        return Instant.parse(gap.path(name).asText()).toEpochMilli();
    }

    /**
     * A life begins with a position of one that was never told the service's time.
     *
     * @param position the time it really was
     * @param set by how much the wall clock was set meanwhile
     */
    void resumesWithoutTime(long position, long set) {
        if (set < 0 && position - set <= service.serviceTime()) {
            unknowable.add(new Span(position - RecoveryModel.OVERLAP.toMillis(), position - set));
        }
    }

    /** @param position the one that is stored in the end */
    List<String> faults(long position, ModelLists.Weather weather, long connections) {
        List<String> faults = new ArrayList<>();
        Map<String, Finished> last = new HashMap<>();
        for (Finished one : finished) {
            Finished before = last.put(one.key(), one);
            if (before != null && one.version() < before.version() && before.life() == one.life()) {
                faults.add(one.key() + ": version " + one.version() + " after " + before.version() + "; "
                        + story(one.key()));
            }
        }
        for (LedgerEntry change : service.ledger()) {
            Finished newest = last.get(change.key());
            boolean lacking = newest == null || newest.version() < change.version();
            if (lacking && !isAnnounced(change) && unknowable.stream().noneMatch(span -> span.holds(change.at()))) {
                faults.add(change.key() + ": version " + change.version() + " of " + Instant.ofEpochMilli(change.at())
                        + " is lost; ends in " + (newest == null ? "nothing" : newest.version()));
            }
        }
        conditions.refusal().ifPresent(refusal -> faults.addAll(tooWide(refusal)));
        if (!conditions.dates().mayLie() && position < service.serviceTime() - POSITION_LAG.toMillis()) {
            faults.add("the position stands still since " + Instant.ofEpochMilli(position));
        }
        long bound = (connections + 1) * IN_VAIN_FOR_A_CONNECTION + (long) service.large() * IN_VAIN_FOR_WHAT_IS_LARGE;
        if (weather.inVain() > bound) {
            faults.add(weather.inVain() + " of " + weather.requests() + " requests in vain, on " + connections
                    + " connections");
        }
        return faults;
    }

    /** What happened to an entity and what was told of it, for people. */
    private String story(String key) {
        List<String> parts = new ArrayList<>();
        service.ledger().stream()
                .filter(change -> change.key().equals(key))
                .forEach(change -> parts.add(Instant.ofEpochMilli(change.at()) + " is " + change.version()));
        finished.stream()
                .filter(one -> one.key().equals(key))
                .forEach(one -> parts.add(Instant.ofEpochMilli(one.at()) + " told " + one.version() + " by "
                        + one.event().origin() + " in life " + one.life()));
        Collections.sort(parts);
        return String.join(", ", parts) + "; lists are " + service.listLag() + " ms late";
    }

    private boolean isAnnounced(LedgerEntry change) {
        return gaps.stream()
                .anyMatch(gap -> gap.types().contains(change.type())
                        && (gap.location().isEmpty() || gap.location().equals(change.location()))
                        && gap.from() - RecoveryModel.OVERLAP.toMillis() - CLOCK_ERROR_MILLIS <= change.at()
                        && change.at() <= gap.to());
    }

    private List<String> tooWide(Refusal refusal) {
        long half = refusal.olderThan().toMillis() / 2;
        String type = refusal.path().equals("/orders") ? "order_updated" : "checkin_updated";
        return half == 0
                ? List.of()
                : gaps.stream()
                        // A row that is too large may be anywhere in the window, however much of it is given.
                        .filter(gap -> !gap.why().contains("too large"))
                        .filter(gap -> gap.types().contains(type) && gap.to() > gap.toldAt() - half)
                        .map(gap -> "a gap up to " + Instant.ofEpochMilli(gap.to()) + ", although the service gives "
                                + refusal.olderThan() + " at " + Instant.ofEpochMilli(gap.toldAt()) + ": " + gap.why())
                        .toList();
    }

    /** Events that told a state which had been told before in the same life. */
    long duplicates() {
        Map<String, Finished> last = new HashMap<>();
        long duplicates = 0;
        for (Finished one : finished) {
            Optional<Finished> before = Optional.ofNullable(last.put(one.life() + one.key(), one));
            // Creation and change of an entity that was created in the window show the same row.
            boolean pair = before.filter(created -> created.event().type().endsWith("_created")
                            && created.event().origin() == one.event().origin())
                    .isPresent();
            boolean again = one.event().type().endsWith("_updated")
                    && before.filter(same -> same.version() == one.version()).isPresent();
            if (again && !pair) {
                duplicates++;
            }
        }
        return duplicates;
    }
}
