package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectCloseCodeTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1014, 1015, 3000, 4000, 4001
            })
    void after_every_code_the_connection_is_made_again(int code) {
        ScriptedChannel channel = under.live();

        channel.end(code, "because");
        under.loop.runTasks();

        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
        assertThat(under.reason()).isEqualTo("because (close code " + code + ")");
        assertThat(under.subscriber.lastChange().closeCode()).isEqualTo(code);
        assertThat(channel.isDropped()).isTrue();
        assertThat(under.untilNextAttempt()).isLessThanOrEqualTo(Duration.ofMillis(1_010));
        under.openLastAttempt().answersPings();
        under.loop.runTasks();
        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void try_again_later_means_at_least_five_seconds() {
        ScriptedChannel channel = under.live();

        channel.end(CloseCause.TRY_LATER, "");

        assertThat(under.untilNextAttempt()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(6_010));
    }

    @Test
    void clients_that_are_asked_to_try_again_later_do_not_come_in_the_same_moment() {
        Set<Duration> waits = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            ConnectionUnderTest one = new ConnectionUnderTest(ConnectionUnderTest.DEFAULTS, seed);
            one.live().end(CloseCause.TRY_LATER, "");
            waits.add(one.untilNextAttempt().truncatedTo(ChronoUnit.MILLIS));
        }

        assertThat(waits).hasSizeGreaterThan(15).allMatch(wait -> wait.toSeconds() >= 5);
    }

    @Test
    void try_again_later_does_not_exceed_the_largest_delay() {
        ConnectionUnderTest quick = new ConnectionUnderTest(
                ConnectionUnderTest.reconnecting(Duration.ofMillis(100), Duration.ofMillis(500)));
        ScriptedChannel channel = quick.live();

        channel.end(CloseCause.TRY_LATER, "");

        assertThat(quick.untilNextAttempt()).isBetween(Duration.ofMillis(490), Duration.ofMillis(510));
    }

    private void closedForPolicy() {
        under.transport.lastAttempt().channel().end(CloseCause.POLICY, "policy");
        under.loop.runTasks();
    }

    @Test
    void the_third_close_for_policy_in_a_row_is_a_refusal() {
        under.open();
        closedForPolicy();
        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
        under.untilNextAttempt();
        under.openLastAttempt();
        closedForPolicy();
        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
        under.untilNextAttempt();
        under.openLastAttempt();
        closedForPolicy();

        assertThat(under.state()).isEqualTo(ConnectionState.REFUSED);
        assertThat(under.subscriber.lastChange().kind()).isEqualTo(ConnectionChange.Kind.REFUSED);
        assertThat(under.untilNextAttempt()).isCloseTo(Duration.ofMinutes(5), Duration.ofMillis(10));
    }

    @Test
    void closes_for_policy_with_a_good_life_between_them_are_no_refusal() {
        under.open();
        for (int i = 0; i < 5; i++) {
            under.transport.lastAttempt().channel().answersPings();
            under.seconds(61);
            closedForPolicy();
            assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
            under.untilNextAttempt();
            under.openLastAttempt();
        }
    }

    @Test
    void another_close_between_them_begins_the_count_again() {
        under.open();
        for (int i = 0; i < 4; i++) {
            closedForPolicy();
            assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
            under.untilNextAttempt();
            under.openLastAttempt();
            if (i % 2 == 1) {
                under.transport.lastAttempt().channel().end(CloseCause.NORMAL, "");
                under.untilNextAttempt();
                under.openLastAttempt();
            }
        }
    }

    @Test
    void messages_that_had_arrived_before_the_close_are_delivered_first() {
        under.subscriber.holding(1);
        ScriptedChannel channel = under.live();
        for (int i = 0; i < 5; i++) {
            channel.event("order_created", "o" + i);
        }
        under.loop.runTasks();
        assertThat(under.subscriber.eventIds()).containsExactly("o0");

        channel.end(CloseCause.NORMAL, "");
        under.loop.runTasks();

        assertThat(under.subscriber.eventIds()).containsExactly("o0", "o1", "o2", "o3", "o4");
        assertThat(under.subscriber.lastChange().kind()).isEqualTo(ConnectionChange.Kind.DISCONNECTED);
    }
}
