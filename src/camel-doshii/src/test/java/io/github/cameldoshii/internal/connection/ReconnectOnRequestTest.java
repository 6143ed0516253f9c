package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An operator asks to reconnect now. */
class ReconnectOnRequestTest {

    private static final Duration AT_ONCE = Duration.ofMillis(110);

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @Test
    void with_nobody_attached_nothing_happens() {
        under.reconnect();
        under.seconds(60);

        assertThat(under.attempts()).isZero();
    }

    @Test
    void while_connecting_the_attempt_goes_on() {
        under.connecting();

        under.reconnect();
        under.seconds(1);

        assertThat(under.attempts()).isEqualTo(1);
        assertThat(under.transport.lastAttempt().isPending()).isTrue();
    }

    @Test
    void while_live_the_channel_is_dropped_and_the_next_attempt_follows() {
        ScriptedChannel channel = under.live();
        under.seconds(5);

        under.reconnect();

        assertThat(channel.isDropped()).isTrue();
        assertThat(under.attempts()).isEqualTo(2);
        assertThat(under.reason()).contains("asked for");
        under.openLastAttempt().answersPings();
        under.loop.runTasks();
        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void while_waiting_the_wait_is_cut_short() {
        under.connecting();
        for (int i = 0; i < 10; i++) {
            under.transport.lastAttempt().fail(new ConnectFailure.ServerUnavailable(503, Duration.ZERO, "HTTP 503"));
            under.untilNextAttempt();
        }
        under.transport.lastAttempt().fail(new ConnectFailure.ServerUnavailable(503, Duration.ZERO, "HTTP 503"));
        under.seconds(1);
        int attempts = under.attempts();

        under.reconnect();

        assertThat(under.attempts()).isEqualTo(attempts + 1);
        assertThat(under.state()).isEqualTo(ConnectionState.CONNECTING);
    }

    @Test
    void while_refused_the_wait_is_cut_short() {
        under.connecting();
        under.transport.lastAttempt().fail(new ConnectFailure.Unauthorized(401, "not accepted"));
        under.seconds(1);

        under.reconnect();

        assertThat(under.state()).isEqualTo(ConnectionState.CONNECTING);
        assertThat(under.loop.timers()).isEqualTo(1);
    }

    @Test
    void even_an_impatient_operator_does_not_make_two_attempts_within_a_tenth_of_a_second() {
        under.transport.onAttempt(attempt -> attempt.open().answersPings());
        under.connecting();

        for (int i = 0; i < 100; i++) {
            under.reconnect();
            under.advance(Duration.ofMillis(7));
        }
        under.seconds(1);

        assertThat(under.transport.closestAttemptsNanos())
                .isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
        assertThat(under.transport.liveChannels()).isEqualTo(1);
    }

    @Test
    void after_the_stop_nothing_happens() {
        under.live();
        under.detach(under.subscriber);

        under.reconnect();
        under.seconds(60);

        assertThat(under.attempts()).isEqualTo(1);
        assertThat(under.state()).isEqualTo(ConnectionState.CLOSED);
        assertThat(under.loop.timers()).isZero();
    }

    @Test
    void at_once_means_at_once() {
        under.live();
        under.seconds(5);
        Duration before = under.loop.elapsed();

        under.reconnect();
        under.advance(AT_ONCE);

        assertThat(Duration.ofNanos(under.transport.lastAttempt().atNanos() - 1).minus(before))
                .isLessThan(AT_ONCE);
    }
}
