package io.github.cameldoshii.chaos;

import java.util.Arrays;

/**
 * A route.
 *
 * @param id its id
 * @param events the option of that name: names, or beginnings of names with a {@code *} behind
 */
record RouteSpec(String id, String events) {

    boolean wants(String eventType) {
        return Arrays.stream(events.split(","))
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? eventType.startsWith(pattern.substring(0, pattern.length() - 1))
                        : eventType.equals(pattern));
    }
}
