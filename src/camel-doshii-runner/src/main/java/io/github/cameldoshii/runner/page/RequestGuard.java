package io.github.cameldoshii.runner.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps other sites out. A browser tells where a request comes from ({@code Origin}) and by which name it has looked the server
 * up ({@code Host}): a name that nobody has given to this server may have been made to point at it (DNS rebinding); an
 * address, or {@code localhost}, cannot have been. Immutable.
 */
final class RequestGuard {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]/@]+)(?::\\d{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final Set<String> names;

    /** @param names by which this server may be asked for, beside {@code localhost} and addresses */
    RequestGuard(Set<String> names) {
        this.names = Stream.concat(Stream.of("localhost"), names.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why a request for the page is refused; empty if it is not. */
    Optional<String> refusal(Optional<String> host, Optional<String> origin) {
        String asked = host.orElse("").toLowerCase(Locale.ROOT);
        var parts = HOST.matcher(asked);
        if (!parts.matches()) {
            return Optional.of("the header Host is missing, or names no host");
        }
        String name = parts.group(1);
        if (!names.contains(name) && !ADDRESS.matcher(name).matches()) {
            return Optional.of("this server is not known as '" + name + "'; ask for it by its address"
                    + " or by one of: " + names.stream().sorted().collect(Collectors.joining(", ")));
        }
        return origin.filter(from -> !authority(from).equals(asked))
                .map(from -> "another site (" + from + ") may not use this one");
    }

    /** The host and port of an origin; empty for one that has none, such as {@code null}. */
    private static String authority(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getRawAuthority())
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
