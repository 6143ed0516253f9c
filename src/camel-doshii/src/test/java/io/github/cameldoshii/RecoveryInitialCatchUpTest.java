package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far the very first start looks back, and which gap it tells. */
class RecoveryInitialCatchUpTest extends RecoveryTestSupport {

    @BeforeEach
    void start() {
        simulate();
    }

    private void lookBack(Duration time) {
        connect(options -> {
            options.setEvents("order_created,order_updated");
            options.setInitialCatchUp(time.toMillis());
        });
        awaitRecovered();
    }

    @Test
    void what_was_there_before_is_delivered() {
        String before = simulator.orders().create().id();

        lookBack(Duration.ofHours(1));

        awaitSeen(before);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void as_far_as_catchUpMaxAge_allows_is_not_said_to_be_too_far() {
        lookBack(Duration.ofHours(24));

        assertThat(gaps()).isEmpty();
    }

    @Test
    void further_than_that_is_announced() {
        lookBack(Duration.ofHours(25));

        assertThat(gaps()).singleElement().asString().contains("older than catchUpMaxAge");
    }
}
