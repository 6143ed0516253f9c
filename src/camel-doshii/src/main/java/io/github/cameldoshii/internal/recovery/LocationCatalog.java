package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.util.BoundedMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What recovery knows about the locations between two scans: which ones the service listed last, so that a vanished one is
 * noticed, and the version of each one's menu, so that an unchanged menu is not transferred again. Lives as long as the
 * connection's {@link RecoveryService}; bounded, and a forgotten menu is read again. Confined to the event loop.
 */
final class LocationCatalog {

    private static final int MAX_LOCATIONS = 10_000;

    private record Menu(String version, ServiceTime updatedAt) {}

    private final Set<String> present = new HashSet<>();
    private final Set<String> missing = BoundedMap.set(MAX_LOCATIONS);
    private final Map<String, Menu> menus = new BoundedMap<>(MAX_LOCATIONS);

    /** The locations of the last list. */
    Set<String> present() {
        return Set.copyOf(present);
    }

    /**
     * Replaces the locations by those of a new list.
     *
     * @param named the locations that consumers are configured with
     * @return the locations that are missing; each is returned once, until it has been listed again
     */
    Set<String> update(Set<String> listed, Set<String> named) {
        Set<String> vanished = new LinkedHashSet<>(present);
        vanished.addAll(named);
        vanished.removeAll(listed);
        vanished.removeIf(id -> !missing.add(id));
        missing.removeAll(listed);
        present.clear();
        present.addAll(listed);
        return vanished;
    }

    /** The menu of a location was read. */
    void onMenu(String locationId, Entity menu) {
        menus.remove(locationId);
        if (!menu.version().isEmpty() && menu.updatedAt().isKnown()) {
            menus.put(locationId, new Menu(menu.version(), menu.updatedAt()));
        }
    }

    /**
     * The version of the location's menu if it is older than the window, so that "not modified" means that nothing was
     * missed; otherwise empty.
     */
    String menuVersionBefore(String locationId, TimeWindow window) {
        Menu menu = menus.get(locationId);
        return menu == null || window.isReachedBy(menu.updatedAt()) ? "" : menu.version();
    }
}
