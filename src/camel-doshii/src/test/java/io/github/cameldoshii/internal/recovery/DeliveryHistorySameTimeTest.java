package io.github.cameldoshii.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import io.github.cameldoshii.internal.recovery.DeliveryHistory.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two rows of an entity that have the same time of change, as they can have where the service tells whole seconds. */
class DeliveryHistorySameTimeTest {

    private static final long AT = 1_767_225_600_000L;

    private static final Clocks CLOCKS = new Clocks(
            new VirtualEventLoop(), new ServiceClock(() -> Instant.ofEpochMilli(AT), () -> 0, MachineSleep.NONE));

    private final DeliveryHistory history = new DeliveryHistory();

    @Test
    void are_told_apart_by_their_version() {
        history.recordRow(row("v1", "{}"));

        assertThat(verdict(row("v1", "{}"))).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(row("v2", "{}"))).isEqualTo(Verdict.MISSING);
    }

    @Test
    void are_told_apart_by_what_they_show_if_they_have_no_version() {
        history.recordRow(row("", "{\"status\":\"pending\"}"));

        assertThat(verdict(row("", "{\"status\":\"pending\"}"))).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(row("", "{\"status\":\"accepted\"}"))).isEqualTo(Verdict.MISSING);
    }

    private Verdict verdict(Change change) {
        return history.evaluate(change, 1, ScanRequest.Kind.CATCH_UP, CLOCKS);
    }

    private static Change row(String version, String body) {
        DoshiiEvent event = new DoshiiEvent("checkin_updated", "7", "loc1", "", "", version, body, Origin.CATCHUP, AT);
        return new Change(
                EntityKey.of("checkin", "7", "loc1"), false, true, new ServiceTime(AT), version, event, event);
    }
}
