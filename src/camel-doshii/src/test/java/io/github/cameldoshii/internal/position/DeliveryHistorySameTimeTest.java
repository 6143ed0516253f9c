package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.position.DeliveryHistory.Verdict;
import io.github.cameldoshii.internal.rest.Entity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two rows of an entity that have the same time of change, as they can have where the service tells whole seconds. */
class DeliveryHistorySameTimeTest {

    private static final long AT = 1_767_225_600_000L;

    private static final Clocks CLOCKS = new Clocks(
            new VirtualEventLoop(), new ServiceClock(() -> Instant.ofEpochMilli(AT), () -> 0, MachineSleep.NONE));

    private static final EntityKey CHECKIN = EntityKey.of("checkin", "7", "loc1");

    private final DeliveryHistory history = new DeliveryHistory();

    @Test
    void are_told_apart_by_their_version() {
        history.recordRow(CHECKIN, row("v1", "{}"));

        assertThat(verdict(row("v1", "{}"))).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(row("v2", "{}"))).isEqualTo(Verdict.MISSING);
    }

    @Test
    void are_told_apart_by_what_they_show_if_they_have_no_version() {
        history.recordRow(CHECKIN, row("", "{\"status\":\"pending\"}"));

        assertThat(verdict(row("", "{\"status\":\"pending\"}"))).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(row("", "{\"status\":\"accepted\"}"))).isEqualTo(Verdict.MISSING);
    }

    private Verdict verdict(EntityState row) {
        return history.evaluate(CHECKIN, row, 1, false, CLOCKS);
    }

    private static EntityState row(String version, String body) {
        return EntityState.of(new Entity("7", "loc1", "", version, "", ServiceTime.UNKNOWN, new ServiceTime(AT), body));
    }
}
