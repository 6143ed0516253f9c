package io.github.cameldoshii.chaos;

import io.github.cameldoshii.chaos.History.Stay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps when each route began to listen, and from which position. Any thread. */
final class Stays {

    private final Map<String, List<Stay>> stays = new ConcurrentHashMap<>();

    /**
     * @param position the one that is stored; absent if there is none
     * @param killedAt when the process of the stay before was killed; absent if that ended otherwise
     */
    void begin(String route, Optional<StoredPosition> position, Optional<Long> killedAt) {
        stays.computeIfAbsent(route, key -> new CopyOnWriteArrayList<>())
                .add(new Stay(System.currentTimeMillis(), position.map(StoredPosition::at), killedAt));
    }

    List<Stay> of(String route) {
        return List.copyOf(stays.getOrDefault(route, List.of()));
    }
}
