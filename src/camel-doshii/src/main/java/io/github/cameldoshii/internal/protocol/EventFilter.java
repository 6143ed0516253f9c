package io.github.cameldoshii.internal.protocol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Decides which events a consumer wants, by name or glob pattern and by location. Immutable apart from a bounded cache of
 * names already decided; thread-safe.
 */
public final class EventFilter {

    /** Bounds the memory of judged names, which come from outside; further names are judged anew each time. */
    private static final int REMEMBERED = 1_024;

    private static final Pattern NAME_OR_PATTERN = Pattern.compile("[A-Za-z0-9_*?-]+");
    private static final Pattern LOCATION_ID = Pattern.compile("[A-Za-z0-9._~-]+");

    private final List<GlobPattern> patterns;
    private final Set<String> locationIds;
    private final boolean everyType;
    private final ConcurrentHashMap<String, Boolean> judged = new ConcurrentHashMap<>();

    private EventFilter(List<GlobPattern> patterns, Set<String> locationIds) {
        this.patterns = patterns;
        this.locationIds = locationIds;
        this.everyType = patterns.stream().anyMatch(GlobPattern::matchesEverything);
    }

    /**
     * Builds a filter from the endpoint's options.
     *
     * @param events comma list of event names or patterns, where {@code *} stands for any characters and {@code ?} for one;
     *     {@code *} alone for all events
     * @param locationIds comma list of location ids, exact; empty for all locations
     * @throws IllegalArgumentException naming the option, what is wrong with it and what it may be
     */
    public static EventFilter of(String events, String locationIds) {
        var patterns = new ArrayList<GlobPattern>();
        for (String item : items("events", events, "names or patterns such as order_created or order_*")) {
            patterns.add(pattern(item));
        }
        var locations = new LinkedHashSet<String>();
        if (!locationIds.isBlank()) {
            for (String item : items("locationIds", locationIds, "location ids such as aH43yx2Q")) {
                locations.add(locationId(item));
            }
        }
        return new EventFilter(List.copyOf(patterns), Set.copyOf(locations));
    }

    /** Whether events of this name are wanted. */
    public boolean matchesType(String type) {
        if (everyType) {
            return true;
        }
        Boolean known = judged.get(type);
        if (known != null) {
            return known;
        }
        boolean matches = patterns.stream().anyMatch(pattern -> pattern.matches(type));
        if (judged.size() < REMEMBERED) {
            judged.put(type, matches);
        }
        return matches;
    }

    /**
     * Whether events of this location are wanted. An event without a location (empty) belongs to no other location and is
     * wanted always: some events of the service never say theirs.
     */
    public boolean matchesLocation(String locationId) {
        return locationIds.isEmpty() || locationId.isEmpty() || locationIds.contains(locationId);
    }

    /** The locations that are wanted by name; empty if all are. */
    public Set<String> locationIds() {
        return locationIds;
    }

    /** Whether this event is wanted. */
    public boolean matches(DoshiiEvent event) {
        return matchesType(event.type()) && matchesLocation(event.locationId());
    }

    /** The known event types that match and are not in the set, by name. */
    public List<String> knownTypesOutside(Set<String> types) {
        return KnownEvents.NAMES.stream()
                .filter(type -> !types.contains(type) && matchesType(type))
                .sorted()
                .toList();
    }

    /**
     * The names and patterns that match none of the documented event names, as they were given. They are no error, because
     * the service may have names that are not documented, but they are most often a mistake.
     */
    public List<String> unknownPatterns() {
        return patterns.stream()
                .filter(pattern -> !matchesAnyKnown(pattern))
                .map(GlobPattern::toString)
                .toList();
    }

    private static List<String> items(String option, String list, String allowed) {
        var items = new ArrayList<String>();
        for (String item : list.split(",", -1)) {
            String trimmed = item.strip();
            if (trimmed.isEmpty()) {
                throw new IllegalArgumentException("Option " + option
                        + (list.isBlank() ? " is blank" : " has a blank item: '" + list + "'")
                        + "; it is a comma list of " + allowed);
            }
            items.add(trimmed);
        }
        return items;
    }

    private static GlobPattern pattern(String item) {
        if (!NAME_OR_PATTERN.matcher(item).matches()) {
            throw new IllegalArgumentException("Option events: '" + item
                    + "' can match no event; a name or pattern consists of letters, digits, '_' and '-', with '*' for any"
                    + " characters and '?' for one (it is no regular expression), and items are separated by commas");
        }
        var pattern = new GlobPattern(item);
        var lowerCase = new GlobPattern(item.toLowerCase(Locale.ROOT));
        if (!matchesAnyKnown(pattern) && matchesAnyKnown(lowerCase)) {
            throw new IllegalArgumentException("Option events: '" + item
                    + "' can match no event, because event names are in lower case; did you mean '" + lowerCase + "'?");
        }
        return pattern;
    }

    private static String locationId(String item) {
        if (!LOCATION_ID.matcher(item).matches()) {
            throw new IllegalArgumentException("Option locationIds: '" + item
                    + "' is no location id; an id consists of letters, digits, '-', '_', '.' and '~' and is matched exactly"
                    + " (there are no patterns); leave the option out for all locations");
        }
        return item;
    }

    private static boolean matchesAnyKnown(GlobPattern pattern) {
        return pattern.matches(KnownEvents.CONNECTION)
                || KnownEvents.NAMES.stream().anyMatch(pattern::matches);
    }
}
