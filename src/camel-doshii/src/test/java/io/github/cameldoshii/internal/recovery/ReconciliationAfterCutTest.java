package io.github.cameldoshii.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReconciliationAfterCutTest {

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final Clocks clocks = new Clocks(
            loop,
            new ServiceClock(() -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, MachineSleep.NONE));
    private final Reconciliation reconciliation =
            new Reconciliation(Duration.ofMinutes(15), loop, clocks, () -> {}, reason -> {});
    private final Moment begin = clocks.now();

    @Test
    void it_begins_with_the_first_connection() {
        reconciliation.connected(begin);

        assertThat(reconciliation.from()).isEqualTo(begin);
    }

    @Test
    void what_a_connection_that_was_cut_has_not_brought_is_still_asked_for() {
        Moment reconciledUntil = begin.plus(Duration.ofSeconds(43));
        reconciliation.connected(begin);
        reconciliation.reconciledUntil(reconciledUntil);
        reconciliation.disconnected();
        reconciliation.connected(begin.plus(Duration.ofSeconds(83)));

        assertThat(reconciliation.from()).isEqualTo(reconciledUntil);
    }
}
