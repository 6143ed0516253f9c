package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectRateLimiterTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** At 20 a second, and a little more. */
    private static final long SPACING = Duration.ofMillis(50).toNanos() * 105 / 100;

    /** In the beginning. */
    private static final long FIRST_SPACING = Duration.ofMillis(80).toNanos();

    @Test
    void the_first_comes_at_once_and_the_others_are_spaced() {
        ConnectRateLimiter limiter = new ConnectRateLimiter(20);

        assertThat(limiter.take(0)).isZero();
        assertThat(limiter.take(0)).isEqualTo(FIRST_SPACING);
        assertThat(limiter.take(0)).isEqualTo(2 * FIRST_SPACING);
        assertThat(limiter.take(2 * FIRST_SPACING)).isEqualTo(FIRST_SPACING);
    }

    /** The first ones are held up on their way while code is loaded, and arrive with later ones. */
    @Test
    void attempts_of_the_beginning_that_arrive_half_a_second_late_are_within_the_limit_too() {
        ConnectRateLimiter limiter = new ConnectRateLimiter(20);
        long late = SECOND / 2;

        List<Long> arrivals = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            arrivals.add(Math.max(late, limiter.take(0)));
        }

        for (int i = 20; i < arrivals.size(); i++) {
            assertThat(arrivals.get(i) - arrivals.get(i - 20)).as("21 attempts").isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void a_quiet_time_is_no_licence_for_a_burst() {
        ConnectRateLimiter limiter = new ConnectRateLimiter(20);
        limiter.take(0);

        long later = 3_600 * SECOND;

        assertThat(limiter.take(later)).isZero();
        assertThat(limiter.take(later)).isEqualTo(SPACING);
    }

    @Test
    void a_clock_that_starts_anywhere_does_not_matter() {
        for (long start : new long[] {Long.MIN_VALUE + 1, -5, Long.MAX_VALUE - SPACING / 2}) {
            ConnectRateLimiter limiter = new ConnectRateLimiter(20);
            assertThat(limiter.take(start)).isZero();
            assertThat(limiter.take(start)).isEqualTo(FIRST_SPACING);
            assertThat(limiter.take(start)).isEqualTo(2 * FIRST_SPACING);
        }
    }

    @Test
    void attempts_whose_timers_are_late_do_not_start_together() {
        ConnectRateLimiter limiter = new ConnectRateLimiter(20);
        long late = Duration.ofMillis(200).toNanos();

        assertThat(limiter.start(late)).isZero();
        assertThat(limiter.start(late)).isEqualTo(Duration.ofMillis(51).toNanos());
        assertThat(limiter.start(late)).isEqualTo(Duration.ofMillis(102).toNanos());
        assertThat(limiter.start(late + SECOND)).isZero();
    }

    @Test
    void a_limit_of_nothing_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectRateLimiter(0));
    }

    @Test
    void a_thousand_connections_that_are_cut_at_once_all_connect_within_a_minute_and_never_in_a_storm() {
        VirtualEventLoop loop = new VirtualEventLoop();
        ScriptedTransport transport = new ScriptedTransport();
        transport.onAttempt(attempt -> attempt.open().answersPings());
        ConnectRateLimiter limiter = new ConnectRateLimiter(20);
        List<Connection> connections = connections(1_000, loop, transport, limiter);
        loop.advance(Duration.ofSeconds(60));
        assertThat(connections)
                .allSatisfy(
                        connection -> assertThat(connection.snapshot().state()).isEqualTo(ConnectionState.LIVE));
        loop.advance(Duration.ofSeconds(120));

        long cut = loop.nanoTime();
        List.copyOf(transport.attempts()).forEach(attempt -> attempt.channel().end(CloseCause.ABNORMAL, "cut"));
        loop.advance(Duration.ofSeconds(60));

        assertThat(transport.attempts()).hasSize(2_000);
        assertThat(transport.liveChannels()).isEqualTo(1_000);
        assertNoSecondHasMoreThanTwenty(transport);
    }

    @Test
    void attempts_that_were_due_while_the_process_stood_still_are_spaced_afterwards() {
        VirtualEventLoop loop = new VirtualEventLoop();
        ScriptedTransport transport = new ScriptedTransport();
        transport.onAttempt(attempt -> attempt.open().answersPings());
        connections(100, loop, transport, new ConnectRateLimiter(20));
        loop.advance(Duration.ofSeconds(1));

        loop.pauseProcess(Duration.ofSeconds(10));
        loop.advance(Duration.ofSeconds(6));

        assertThat(transport.attempts()).hasSize(100);
        assertNoSecondHasMoreThanTwenty(transport);
    }

    private static List<Connection> connections(
            int count, VirtualEventLoop loop, ScriptedTransport transport, ConnectRateLimiter limiter) {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String clientId = "client-" + i;
            Connection connection = new Connection(
                    "live",
                    URI.create("wss://service.test/app/socket"),
                    () -> clientId,
                    "",
                    ConnectionUnderTest.DEFAULTS,
                    loop,
                    transport,
                    limiter,
                    new EventLoopMemory(),
                    new Random(i),
                    new EnvironmentStatistics());
            connection.attach(new RecordingSubscriber(clientId));
            connections.add(connection);
        }
        return connections;
    }

    private static void assertNoSecondHasMoreThanTwenty(ScriptedTransport transport) {
        long[] times = transport.attempts().stream()
                .mapToLong(ScriptedTransport.ScriptedAttempt::atNanos)
                .sorted()
                .toArray();
        for (int i = 20; i < times.length; i++) {
            assertThat(times[i] - times[i - 20]).as("21 attempts").isGreaterThanOrEqualTo(SECOND);
        }
    }
}
