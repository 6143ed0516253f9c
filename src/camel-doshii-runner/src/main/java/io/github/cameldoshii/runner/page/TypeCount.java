package io.github.cameldoshii.runner.page;

import java.util.List;
import java.util.Map;

/**
 * How many events of a type there have been while somebody looked.
 *
 * @param type as it arrived
 * @param count of them
 */
record TypeCount(String type, long count) {

    static List<TypeCount> of(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> new TypeCount(count.getKey(), count.getValue()))
                .toList();
    }
}
