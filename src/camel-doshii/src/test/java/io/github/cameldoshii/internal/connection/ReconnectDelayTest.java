package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When the next connect attempt comes after a session has ended or an attempt has failed. */
class ReconnectDelayTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static final ConnectFailure NO_ANSWER = new ConnectFailure.Unreachable("refused");
    private static final ConnectFailure ILL = new ConnectFailure.ServerUnavailable(503, Duration.ZERO, "HTTP 503");

    private static ConnectionUnderTest withSeed(long seed) {
        return new ConnectionUnderTest(ConnectionUnderTest.DEFAULTS, seed);
    }

    /** The wait after a channel that had lived so long, answered or not, and after so many failures before it. */
    private static List<Duration> waitsAfter(
            Duration life, boolean answered, int failuresBefore, ConnectFailure before) {
        List<Duration> waits = new ArrayList<>();
        for (long seed = 0; seed < 200; seed++) {
            ConnectionUnderTest under = withSeed(seed);
            under.connecting();
            for (int i = 0; i < failuresBefore; i++) {
                under.transport.lastAttempt().fail(before);
                under.untilNextAttempt();
            }
            ScriptedChannel channel = under.openLastAttempt();
            if (answered) {
                channel.answersPings();
            } else {
                // Alive by its events, but none of them is a pong.
                for (Duration t = Duration.ZERO; t.compareTo(life) < 0; t = t.plus(SECOND)) {
                    channel.event("order_updated", "o");
                    under.advance(SECOND);
                }
            }
            under.advance(answered ? life : Duration.ZERO);
            assertThat(channel.isLive()).isTrue();
            channel.end(CloseCause.ABNORMAL, "cut");
            waits.add(under.untilNextAttempt());
        }
        Collections.sort(waits);
        return waits;
    }

    @Test
    void after_a_good_life_the_first_redial_is_at_once_but_for_the_jitter() {
        List<Duration> waits = waitsAfter(MINUTE, true, 8, ILL);

        assertThat(waits.get(199)).isBetween(Duration.ofMillis(900), SECOND);
        assertThat(waits.get(100)).isBetween(Duration.ofMillis(400), Duration.ofMillis(600));
    }

    @Test
    void however_long_nothing_has_answered_the_first_cut_after_it_is_mended_within_8_seconds() {
        List<Duration> waits = waitsAfter(Duration.ofSeconds(10), true, 80, NO_ANSWER);

        assertThat(waits.get(199)).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }

    @Test
    void a_pong_without_the_life_keeps_the_back_off() {
        assertThat(waitsAfter(Duration.ofSeconds(59), true, 8, ILL).get(199)).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void the_life_without_a_pong_keeps_the_back_off() {
        assertThat(waitsAfter(Duration.ofSeconds(61), false, 8, ILL).get(199)).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void a_life_of_30_seconds_between_closes_keeps_the_back_off_growing() {
        ConnectionUnderTest under = new ConnectionUnderTest();
        under.connecting();
        for (int i = 0; i < 10; i++) {
            ScriptedChannel channel = under.openLastAttempt().answersPings();
            under.seconds(30);
            channel.end(CloseCause.NORMAL, "");
            under.untilNextAttempt();
        }

        assertThat(under.connection.snapshot().attempt()).isEqualTo(10);
    }

    /** Of many minutes in which all attempts go the same way; never two within a tenth of a second. */
    private static int mostDialsInAMinute(Consumer<ScriptedTransport.ScriptedAttempt> script) {
        int most = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            ConnectionUnderTest under = withSeed(seed);
            under.transport.onAttempt(script);
            under.connecting();

            under.advance(MINUTE);

            most = Math.max(most, under.attempts());
            assertThat(under.transport.closestAttemptsNanos())
                    .isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
        }
        return most;
    }

    @Test
    void accepting_and_closing_at_once_for_a_minute_costs_at_most_20_attempts_never_two_within_a_tenth_of_a_second() {
        assertThat(mostDialsInAMinute(attempt -> attempt.open().end(CloseCause.NORMAL, "")))
                .isBetween(8, 20);
    }

    @Test
    void a_service_that_is_ill_is_tried_for_ever_at_least_once_in_the_largest_delay_but_spared() {
        ConnectionUnderTest under = new ConnectionUnderTest();
        under.transport.onAttempt(attempt -> attempt.fail(ILL));
        under.connecting();

        under.advance(Duration.ofHours(24));

        assertThat(under.attempts()).isBetween(24 * 60, 24 * 60 * 3);
        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
        assertThat(under.loop.timers()).isEqualTo(1);
    }

    @Test
    void a_service_that_is_well_again_is_found_within_the_largest_delay() {
        ConnectionUnderTest under = new ConnectionUnderTest();
        under.transport.onAttempt(attempt -> attempt.fail(ILL));
        under.connecting();
        under.advance(Duration.ofMinutes(30));

        under.transport.onAttempt(attempt -> attempt.open().answersPings());
        under.advance(MINUTE);

        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void a_network_that_comes_back_after_any_time_is_found_within_8_seconds() {
        for (long seed = 0; seed < 200; seed++) {
            ConnectionUnderTest under = withSeed(seed);
            under.transport.onAttempt(attempt -> attempt.fail(NO_ANSWER));
            under.connecting();
            under.advance(MINUTE.plusSeconds(seed));

            under.transport.onAttempt(attempt -> attempt.open().answersPings());
            under.advance(Duration.ofSeconds(8));

            assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
        }
    }

    @Test
    void a_minute_in_which_nothing_answers_costs_at_most_20_attempts() {
        assertThat(mostDialsInAMinute(attempt -> attempt.fail(NO_ANSWER))).isBetween(11, 20);
    }

    @Test
    void a_day_in_which_nothing_answers_is_tried_through_every_4_to_8_seconds() {
        ConnectionUnderTest under = new ConnectionUnderTest();
        under.transport.onAttempt(attempt -> attempt.fail(NO_ANSWER));
        under.connecting();

        under.advance(Duration.ofHours(24));

        assertThat(under.attempts()).isCloseTo(24 * 3_600 / 6, withinPercentage(3));
    }

    @Test
    void a_first_delay_that_is_longer_than_8_seconds_counts_where_nothing_answers_too() {
        SocketOptions options = ConnectionUnderTest.reconnecting(Duration.ofHours(1), Duration.ofHours(2));
        ConnectionUnderTest under = new ConnectionUnderTest(options, 1);
        under.transport.onAttempt(attempt -> attempt.fail(NO_ANSWER));
        under.connecting();

        under.advance(Duration.ofHours(100));

        // Three quarters of an hour on average.
        assertThat(under.attempts()).isBetween(120, 150);
    }

    @Test
    void what_is_waited_for_is_told_and_shown() {
        ConnectionUnderTest under = new ConnectionUnderTest();
        under.connecting();

        under.transport.lastAttempt().fail(new ConnectFailure.Unreachable("the connection was refused"));
        under.loop.runTasks();

        ConnectionSnapshot snapshot = under.connection.snapshot();
        assertThat(snapshot.state()).isEqualTo(ConnectionState.BACKOFF);
        assertThat(snapshot.reason()).isEqualTo("the connection was refused");
        assertThat(snapshot.attempt()).isEqualTo(1);
        assertThat(under.subscriber.lastChange().waitTime()).isEqualTo(snapshot.waitTime());
        assertThat(under.untilNextAttempt()).isCloseTo(snapshot.waitTime(), Duration.ofMillis(10));
    }

    @Test
    void a_client_id_that_has_changed_is_used_by_the_next_attempt() {
        ConnectionUnderTest under = new ConnectionUnderTest();
        under.connecting();
        under.transport.lastAttempt().fail(NO_ANSWER);

        under.clientId = "client-2";
        under.untilNextAttempt();

        assertThat(under.transport.attempts().get(0).target().requestTarget()).endsWith("?auth=Y2xpZW50LTE%3D");
        assertThat(under.transport.attempts().get(1).target().requestTarget()).endsWith("?auth=Y2xpZW50LTI%3D");
    }
}
