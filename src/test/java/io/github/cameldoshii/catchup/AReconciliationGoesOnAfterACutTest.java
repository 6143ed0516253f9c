package io.github.cameldoshii.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.loop.VirtualEventLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AReconciliationGoesOnAfterACutTest {

    private final Reconciliation reconciliation =
            new Reconciliation(Duration.ofMinutes(15), new VirtualEventLoop(), () -> {}, reason -> {});

    @Test
    void it_begins_with_the_first_connection() {
        reconciliation.connected(7_000);

        assertThat(reconciliation.from()).isEqualTo(7_000);
    }

    @Test
    void what_a_connection_that_was_cut_has_not_brought_is_still_asked_for() {
        reconciliation.connected(7_000);
        reconciliation.covered(50_000);
        reconciliation.disconnected();
        reconciliation.connected(90_000);

        assertThat(reconciliation.from()).isEqualTo(50_000);
    }
}
