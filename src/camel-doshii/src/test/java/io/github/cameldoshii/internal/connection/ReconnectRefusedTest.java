package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectRefusedTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    private void failWith(ConnectFailure failure) {
        under.connecting();
        under.transport.lastAttempt().fail(failure);
        under.loop.runTasks();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void refused_credentials_are_tried_again_after_refusedDelay(int status) {
        failWith(new ConnectFailure.Unauthorized(status, "not accepted"));

        assertThat(under.state()).isEqualTo(ConnectionState.REFUSED);
        assertThat(under.subscriber.lastChange().kind()).isEqualTo(ConnectionChange.Kind.REFUSED);
        assertThat(under.subscriber.lastChange().waitTime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(under.untilNextAttempt()).isCloseTo(Duration.ofMinutes(5), Duration.ofMillis(10));
    }

    @Test
    void ten_minutes_of_refusal_cost_three_attempts() {
        under.transport.onAttempt(attempt -> attempt.fail(new ConnectFailure.Unauthorized(401, "not accepted")));
        under.connecting();

        under.advance(Duration.ofMinutes(10));

        assertThat(under.attempts()).isEqualTo(3);
    }

    @Test
    void a_wait_that_the_service_asks_for_is_kept_and_a_little_more_so_that_not_all_clients_come_at_once() {
        failWith(new ConnectFailure.ServerUnavailable(503, Duration.ofSeconds(90), "busy"));

        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
        assertThat(under.untilNextAttempt()).isBetween(Duration.ofSeconds(90), Duration.ofMillis(91_010));
    }

    @Test
    void clients_that_were_told_the_same_time_do_not_come_in_the_same_moment_however_often_they_were() {
        Set<Duration> waits = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            ConnectionUnderTest one = new ConnectionUnderTest(ConnectionUnderTest.DEFAULTS, seed);
            one.transport.onAttempt(
                    attempt -> attempt.fail(new ConnectFailure.ServerUnavailable(503, Duration.ofSeconds(90), "busy")));
            one.connecting();
            for (int attempts = 1; attempts < 5; attempts++) {
                one.untilNextAttempt();
            }
            waits.add(one.untilNextAttempt().truncatedTo(ChronoUnit.MILLIS));
        }

        assertThat(waits).hasSizeGreaterThan(15).allMatch(wait -> wait.compareTo(Duration.ofSeconds(90)) >= 0);
    }

    @Test
    void a_wait_that_is_shorter_than_the_back_off_changes_nothing() {
        under.transport.onAttempt(
                attempt -> attempt.fail(new ConnectFailure.ServerUnavailable(429, Duration.ofMillis(1), "busy")));
        under.connecting();

        under.advance(Duration.ofMinutes(10));

        assertThat(under.attempts()).isBetween(10, 60);
    }

    @Test
    void a_wait_beyond_ten_minutes_is_cut() {
        failWith(new ConnectFailure.ServerUnavailable(503, Duration.ofDays(365), "busy"));

        assertThat(under.untilNextAttempt()).isBetween(Duration.ofMinutes(10), Duration.ofMillis(601_010));
    }

    @Test
    void an_ill_service_that_says_nothing_is_backed_off_from() {
        failWith(new ConnectFailure.ServerUnavailable(503, Duration.ZERO, "busy"));

        assertThat(under.untilNextAttempt()).isLessThanOrEqualTo(Duration.ofMillis(1_010));
    }

    @Test
    void what_is_not_the_service_is_retried_slowly_from_the_first_time_on() {
        under.transport.onAttempt(
                attempt -> attempt.fail(new ConnectFailure.UnexpectedResponse(404, "check socketUrl")));
        under.connecting();

        under.advance(Duration.ofMinutes(30));

        assertThat(under.attempts()).isBetween(31, 61);
        assertThat(under.transport.closestAttemptsNanos())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void when_the_service_accepts_again_the_connection_lives() {
        failWith(new ConnectFailure.Unauthorized(401, "not accepted"));

        under.transport.onAttempt(attempt -> attempt.open().answersPings());
        under.advance(Duration.ofMinutes(5));

        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
        assertThat(under.reason()).isEmpty();
    }

    @Test
    void a_client_id_that_cannot_be_had_is_a_failed_attempt_and_not_the_end() {
        ConnectionUnderTest missing = new ConnectionUnderTest();
        missing.clientId = "";
        missing.connecting();
        assertThat(missing.state()).isEqualTo(ConnectionState.BACKOFF);
        assertThat(missing.reason()).contains("Option clientId is missing");
        assertThat(missing.transport.attempts()).isEmpty();

        missing.clientId = "client-2";
        missing.untilNextAttempt();

        assertThat(missing.state()).isEqualTo(ConnectionState.CONNECTING);
    }
}
