package io.github.cameldoshii.internal.recovery;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which locations were there, to notice which are not there any more. Lives as long as the process. Confined to the loop. */
final class KnownLocations {

    private static final int REMEMBERED = 10_000;

    private final Set<String> present = new HashSet<>();
    private final Set<String> missing = new HashSet<>();

    /** The locations that were there when they were last listed. */
    Set<String> present() {
        return Set.copyOf(present);
    }

    /**
     * Takes the locations of the present.
     *
     * @param named those that somebody has asked for by name
     * @return those that are missing, each once until it has been there again
     */
    Set<String> vanished(Set<String> now, Set<String> named) {
        Set<String> vanished = new LinkedHashSet<>(present);
        vanished.addAll(named);
        vanished.removeAll(now);
        if (missing.size() > REMEMBERED) {
            missing.clear();
        }
        vanished.removeIf(id -> !missing.add(id));
        missing.removeAll(now);
        present.clear();
        present.addAll(now);
        return vanished;
    }
}
