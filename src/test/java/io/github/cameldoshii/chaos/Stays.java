package io.github.cameldoshii.chaos;

import io.github.cameldoshii.chaos.History.Stay;
import io.github.cameldoshii.position.Position;
import io.github.cameldoshii.position.PositionKey;
import io.github.cameldoshii.position.PositionText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Keeps when each route began to listen, and from which position. Any thread. */
final class Stays {

    private final Map<String, List<Stay>> stays = new ConcurrentHashMap<>();

    /** @param storedText gives the text stored under a key, or null */
    void begin(String route, UnaryOperator<String> storedText) {
        String text = storedText.apply(PositionKey.of("simulator", "simulator", route));
        Optional<Long> position = text != null && PositionText.decode(text) instanceof PositionText.Decoded.Of of
                ? Optional.of(epochMillis(of.position()))
                : Optional.empty();
        stays.computeIfAbsent(route, key -> new CopyOnWriteArrayList<>())
                .add(new Stay(System.currentTimeMillis(), position));
    }

    private static long epochMillis(Position position) {
        return position instanceof Position.ByService service
                ? service.at().epochMillis()
                : ((Position.ByWallClock) position).at().epochMillis();
    }

    List<Stay> of(String route) {
        return List.copyOf(stays.getOrDefault(route, List.of()));
    }
}
