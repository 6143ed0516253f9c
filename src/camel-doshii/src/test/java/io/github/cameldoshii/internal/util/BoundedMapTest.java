package io.github.cameldoshii.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What makes room for what in a map, or a set, that is full. */
class BoundedMapTest {

    private final Map<String, Integer> map = new BoundedMap<>(2);

    @Test
    void the_oldest_entry_makes_room_for_a_new_one() {
        map.put("a", 1);
        map.put("b", 2);
        map.put("c", 3);

        assertThat(map).containsExactly(Map.entry("b", 2), Map.entry("c", 3));
    }

    @Test
    void what_is_put_again_keeps_its_age() {
        map.put("a", 1);
        map.put("b", 2);
        map.put("a", 3);
        map.put("c", 4);

        assertThat(map).containsExactly(Map.entry("b", 2), Map.entry("c", 4));
    }

    @Test
    void what_is_removed_and_put_again_is_the_youngest() {
        map.put("a", 1);
        map.put("b", 2);
        map.remove("a");
        map.put("a", 3);
        map.put("c", 4);

        assertThat(map).containsExactly(Map.entry("a", 3), Map.entry("c", 4));
    }

    @Test
    void a_set_forgets_its_oldest_element_too() {
        Set<String> set = BoundedMap.set(2);

        assertThat(set.add("a")).isTrue();
        assertThat(set.add("b")).isTrue();
        assertThat(set.add("b")).isFalse();
        assertThat(set.add("c")).isTrue();
        assertThat(set).containsExactly("b", "c");
    }
}
