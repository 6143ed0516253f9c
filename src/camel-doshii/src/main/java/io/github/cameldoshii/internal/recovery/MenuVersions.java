package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.rest.Entity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The menus that were read, so that an unchanged one need not be sent again: the service answers 304 to its version. Lives
 * as long as the connection's catch-up; what was forgotten is read again. Confined to the loop.
 */
final class MenuVersions {

    private static final int REMEMBERED = 10_000;

    private record Seen(String version, ServiceTime updatedAt) {}

    private final Map<String, Seen> seen = new LinkedHashMap<>();

    void read(String locationId, Entity menu) {
        seen.remove(locationId);
        if (!menu.version().isEmpty() && menu.updatedAt().isKnown()) {
            seen.put(locationId, new Seen(menu.version(), menu.updatedAt()));
        }
        if (seen.size() > REMEMBERED) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    /** A version that is older than the window, so that nobody misses anything if it is still the present one; or empty. */
    String before(String locationId, TimeWindow window) {
        Seen menu = seen.get(locationId);
        return menu == null || window.begunBefore(menu.updatedAt()) ? "" : menu.version();
    }
}
