package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTimingTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @Test
    void the_first_ping_goes_out_with_the_opening() {
        ScriptedChannel channel = under.open();

        assertThat(channel.sent()).hasSize(1);
        assertThat(under.loop.elapsed()).isZero();
    }

    @Test
    void a_ping_holds_the_wall_clock_in_epoch_milliseconds_and_the_version() {
        under.connecting();
        under.advance(Duration.ofMillis(1234));

        ScriptedChannel channel = under.openLastAttempt();

        assertThat(channel.sent()).containsExactly("{\"doshii\":{\"ping\":1767225601234,\"version\":\"1.2.3\"}}");
    }

    @Test
    void every_interval_another_ping_goes_out() {
        ScriptedChannel channel = under.live();

        under.seconds(29);
        assertThat(channel.pings()).hasSize(1);
        under.seconds(1);
        assertThat(channel.pings()).hasSize(2);
        under.seconds(30 * 8);
        assertThat(channel.pings()).hasSize(10);
    }

    @Test
    void messages_of_the_service_do_not_move_the_pings() {
        ScriptedChannel channel = under.live();

        for (int second = 1; second <= 300; second++) {
            channel.event("order_updated", "o" + second);
            under.seconds(1);
        }

        assertThat(channel.pings()).hasSize(11);
    }

    @Test
    void pings_are_anchored_at_the_first_so_that_late_ones_do_not_add_up() {
        ScriptedChannel channel = under.live();
        List<Duration> times = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            int before = channel.pings().size();
            // Each ping is up to 400 ms late, as on a busy machine.
            under.advance(Duration.ofMillis(29_000));
            under.loop.pauseProcess(Duration.ofMillis(1_000 + 20 * i));
            assertThat(channel.pings()).hasSize(before + 1);
            times.add(under.loop.elapsed());
            under.advance(Duration.ofSeconds(30L * (i + 1)).minus(under.loop.elapsed()));
        }

        assertThat(times.get(19)).isBetween(Duration.ofSeconds(600), Duration.ofMillis(600_400));
    }

    @Test
    void pings_that_a_pause_of_the_process_has_made_us_miss_are_left_out() {
        ScriptedChannel channel = under.live();
        under.seconds(31);

        under.loop.pauseProcess(Duration.ofSeconds(100));

        assertThat(channel.pings()).hasSize(3);
        under.seconds(18);
        assertThat(channel.pings()).hasSize(3);
        under.seconds(2);
        assertThat(channel.pings()).hasSize(4);
    }

    @Test
    void a_jump_of_the_wall_clock_moves_no_ping() {
        ScriptedChannel channel = under.live();

        under.loop.jumpWallClock(Duration.ofHours(1));
        under.seconds(30);
        under.loop.jumpWallClock(Duration.ofHours(-2));
        under.seconds(30);

        assertThat(channel.pings()).hasSize(3);
        assertThat(channel.isLive()).isTrue();
        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void heartbeats_go_on_while_reading_is_paused() {
        under.subscriber.holding(1);
        ScriptedChannel channel = under.live();
        channel.event("order_created", "o1");
        under.loop.runTasks();

        under.advance(Duration.ofMinutes(10));

        assertThat(channel.pings()).hasSize(21);
    }

    @Test
    void a_new_connection_has_its_own_pings() {
        ScriptedChannel first = under.live();
        under.seconds(10);
        first.end(CloseCause.ABNORMAL, "cut");
        under.untilNextAttempt();
        ScriptedChannel second = under.openLastAttempt().answersPings();
        Duration opened = under.loop.elapsed();
        int pingsOfFirst = first.pings().size();

        under.advance(opened.plusSeconds(60).minus(under.loop.elapsed()));

        assertThat(second.pings()).hasSize(3);
        assertThat(first.pings()).hasSize(pingsOfFirst);
    }
}
