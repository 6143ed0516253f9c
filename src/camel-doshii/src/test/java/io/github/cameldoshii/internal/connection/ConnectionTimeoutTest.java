package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.connection.ScriptedTransport.ScriptedAttempt;
import org.junit.jupiter.api.Test;

class ConnectionTimeoutTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @Test
    void an_attempt_that_hangs_is_abandoned_after_connectTimeout() {
        under.connecting();
        ScriptedAttempt attempt = under.transport.lastAttempt();

        under.seconds(9);
        assertThat(attempt.isAbandoned()).isFalse();
        under.seconds(1);

        assertThat(attempt.isAbandoned()).isTrue();
        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
        assertThat(under.reason()).contains("connectTimeout", "10000 ms");
    }

    @Test
    void a_channel_that_opens_after_its_attempt_was_abandoned_is_dropped() {
        under.connecting();
        ScriptedAttempt attempt = under.transport.lastAttempt();
        under.seconds(10);

        attempt.openThoughAbandoned();

        assertThat(attempt.channel().isDropped()).isTrue();
        assertThat(attempt.channel().sent()).isEmpty();
        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
    }

    @Test
    void a_channel_that_opens_while_the_next_attempt_is_on_its_way_is_dropped() {
        under.connecting();
        ScriptedAttempt first = under.transport.lastAttempt();
        under.seconds(10);
        under.untilNextAttempt();

        first.openThoughAbandoned();

        assertThat(first.channel().isDropped()).isTrue();
        assertThat(under.state()).isEqualTo(ConnectionState.CONNECTING);
        ScriptedChannel second = under.openLastAttempt().answersPings();
        under.loop.runTasks();
        assertThat(second.isLive()).isTrue();
        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void attempts_that_hang_are_repeated_for_ever() {
        under.connecting();

        under.seconds(3_600);

        assertThat(under.attempts()).isGreaterThan(50);
        assertThat(under.transport.attempts().stream().filter(ScriptedAttempt::isPending))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void an_open_channel_is_not_judged_by_connectTimeout() {
        ScriptedChannel channel = under.live();

        under.seconds(20);

        assertThat(channel.isLive()).isTrue();
    }
}
