package io.github.cameldoshii.runner;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a property or environment variable, and what its author most likely meant.
 *
 * @param name as written
 * @param words its parts, in lower case
 */
record PropertyName(String name, List<String> words) {

    private static final String COMPONENT = "camel.component.doshii.";
    private static final String SCHEME = "doshii";

    /** What may come after {@code camel.} in Camel Main. */
    private static final List<String> GROUPS = List.of(
            "beans",
            "component",
            "context",
            "dataformat",
            "debug",
            "devConsole",
            "faulttolerance",
            "globalOptions",
            "health",
            "jbang",
            "language",
            "lra",
            "main",
            "management",
            "mdc",
            "metrics",
            "opentelemetry",
            "opentelemetry2",
            "resilience4j",
            "rest",
            "routeController",
            "routeTemplate",
            "server",
            "ssl",
            "startupcondition",
            "telemetryDev",
            "threadpool",
            "trace",
            "variable",
            "vault");

    static PropertyName of(String name) {
        return new PropertyName(
                name,
                Arrays.stream(name.toLowerCase(Locale.ROOT).split("[._-]+"))
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    /**
     * The property, as in a file, that this one is not and was most likely meant to be; empty if it is one, or may be
     * anything.
     *
     * @param options of the component
     */
    Optional<String> meant(Collection<String> options) {
        if (isWellFormed()) {
            return Optional.empty();
        }
        return scheme().flatMap(place -> componentOption(place, options))
                .or(this::positionFile)
                .or(this::group);
    }

    /** Without what parts words: {@code camelcomponentdoshiiclientid}. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
    }

    private boolean isWellFormed() {
        return name.startsWith(COMPONENT) || name.toUpperCase(Locale.ROOT).matches("CAMEL_COMPONENT_DOSHII_[^_].*");
    }

    /** Where the word is that means this component. */
    private Optional<Integer> scheme() {
        for (int i = 0; i < words.size() - 1; i++) {
            if (words.get(i).contains(SCHEME) || EditDistance.between(words.get(i), SCHEME) <= 2) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Optional<String> componentOption(int scheme, Collection<String> options) {
        String before = String.join("", words.subList(0, scheme));
        String rest = String.join("", words.subList(scheme + 1, words.size()));
        Optional<String> option =
                options.stream().filter(rest::equalsIgnoreCase).findFirst();
        boolean leftOut = before.isEmpty() || "camel".equals(before) || "component".equals(before);
        if (EditDistance.between(before, "camelcomponent") <= 3 || leftOut && option.isPresent()) {
            return Optional.of(
                    COMPONENT + option.or(() -> nearest(rest, options)).orElse("<option>"));
        }
        return Optional.empty();
    }

    private Optional<String> positionFile() {
        int distance = EditDistance.between(plain(name), plain(DefaultPositions.PROPERTY));
        return distance > 0 && distance <= 2 ? Optional.of(DefaultPositions.PROPERTY) : Optional.empty();
    }

    /** A group of Camel's own properties with a slip in its name. */
    private Optional<String> group() {
        String[] parts = name.split("[._]", 3);
        if (parts.length < 3 || !parts[0].equalsIgnoreCase("camel")) {
            return Optional.empty();
        }
        String group = plain(parts[1]);
        return GROUPS.stream().anyMatch(group::equalsIgnoreCase)
                ? Optional.empty()
                : nearest(group, GROUPS).map(known -> "camel." + known + "." + parts[2]);
    }

    private static Optional<String> nearest(String word, Collection<String> candidates) {
        int most = word.length() < 6 ? 1 : 2;
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    private static int distance(String word, String candidate) {
        return EditDistance.between(word, candidate.toLowerCase(Locale.ROOT));
    }
}
