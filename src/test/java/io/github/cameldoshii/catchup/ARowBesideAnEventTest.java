package io.github.cameldoshii.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.catchup.Delivered.Verdict;
import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.Origin;
import org.junit.jupiter.api.Test;

/** An event of the socket was received at 10,000 on connection 1; the clocks show the same. */
class ARowBesideAnEventTest {

    private static final long RECEIVED = 10_000;
    private static final long AGREEING = 2;
    private static final long OFF = 1_000;

    private final Delivered delivered = new Delivered();

    ARowBesideAnEventTest() {
        delivered.live(event(Origin.SOCKET), 1, RECEIVED);
    }

    private static DoshiiEvent event(Origin origin) {
        return new DoshiiEvent("order_updated", "1", "venue", "accepted", "", "", "{}", origin, RECEIVED);
    }

    private static Change row(long updatedAt) {
        DoshiiEvent event = event(Origin.CATCHUP);
        return new Change(EntityKey.of(event), false, true, updatedAt, "v1", event, event);
    }

    private Verdict judge(long updatedAt, long epoch, long clockError) {
        return delivered.judge(row(updatedAt), epoch, 0, clockError);
    }

    @Test
    void of_the_same_moment_is_covered_on_the_same_connection_whatever_rounding_makes_of_it() {
        assertThat(judge(RECEIVED + 1, 1, AGREEING)).isEqualTo(Verdict.COVERED);
        assertThat(judge(RECEIVED + 3, 1, AGREEING)).isEqualTo(Verdict.LACKING);
    }

    @Test
    void that_seems_newer_only_by_the_error_of_the_clock_does_not_come_after_the_event() {
        assertThat(judge(RECEIVED + OFF, 1, OFF)).isEqualTo(Verdict.COVERED);
        assertThat(judge(RECEIVED + OFF + 1, 1, OFF)).isEqualTo(Verdict.LACKING);
    }

    @Test
    void is_in_doubt_if_that_connection_was_cut() {
        delivered.ended(1, RECEIVED);
        assertThat(judge(RECEIVED, 2, AGREEING)).isEqualTo(Verdict.IN_DOUBT);
        assertThat(judge(RECEIVED + OFF, 2, OFF)).isEqualTo(Verdict.IN_DOUBT);
    }
}
