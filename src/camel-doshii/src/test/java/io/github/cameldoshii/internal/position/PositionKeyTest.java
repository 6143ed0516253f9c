package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The key of a position. */
class PositionKeyTest {

    @Test
    void does_not_show_the_client_id() {
        assertThat(PositionKey.of("live", "a-client-id", "orders"))
                .matches("doshii/live/[0-9a-f]{16}/orders")
                .doesNotContain("a-client-id");
    }

    @Test
    void differs_by_environment_client_and_route() {
        assertThat(List.of(
                        PositionKey.of("live", "a", "orders"),
                        PositionKey.of("sandbox", "a", "orders"),
                        PositionKey.of("live", "b", "orders"),
                        PositionKey.of("live", "a", "bookings")))
                .doesNotHaveDuplicates();
    }

    @Test
    void has_no_sign_that_separates_states_in_files_and_yet_tells_routes_apart() {
        List<String> keys = List.of(
                PositionKey.of("live", "a", "orders=1"),
                PositionKey.of("live", "a", "orders\n1"),
                PositionKey.of("live", "a", "orders\r1"),
                PositionKey.of("live", "a", "orders_1"),
                PositionKey.of("live", "a", "orders%3d1"));

        assertThat(keys).doesNotHaveDuplicates().allSatisfy(key -> assertThat(key)
                .doesNotContainPattern("[=\\p{Cntrl}]"));
    }
}
