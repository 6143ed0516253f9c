package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectRateLimiterTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void a_burst_comes_at_once_and_the_rest_is_spaced() {
        ConnectRateLimiter budget = new ConnectRateLimiter(20, 5);

        for (int i = 0; i < 5; i++) {
            assertThat(budget.take(0)).isZero();
        }
        assertThat(budget.take(0)).isEqualTo(SECOND / 20);
        assertThat(budget.take(0)).isEqualTo(SECOND / 10);
    }

    @Test
    void after_a_quiet_time_there_is_a_burst_again_and_no_more_than_one() {
        ConnectRateLimiter budget = new ConnectRateLimiter(20, 5);
        for (int i = 0; i < 5; i++) {
            budget.take(0);
        }

        long later = 3_600 * SECOND;
        for (int i = 0; i < 5; i++) {
            assertThat(budget.take(later)).isZero();
        }

        assertThat(budget.take(later)).isEqualTo(SECOND / 20);
    }

    @Test
    void a_clock_that_starts_anywhere_does_not_matter() {
        for (long start : new long[] {Long.MIN_VALUE + 1, -5, Long.MAX_VALUE - SECOND}) {
            ConnectRateLimiter budget = new ConnectRateLimiter(20, 2);
            assertThat(budget.take(start)).isZero();
            assertThat(budget.take(start)).isZero();
            assertThat(budget.take(start)).isEqualTo(SECOND / 20);
        }
    }

    @Test
    void a_budget_of_nothing_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectRateLimiter(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectRateLimiter(1, 0));
    }

    @Test
    void a_thousand_connections_that_are_cut_at_once_all_connect_within_a_minute_and_never_in_a_storm() {
        VirtualEventLoop loop = new VirtualEventLoop();
        ScriptedTransport transport = new ScriptedTransport();
        transport.onAttempt(attempt -> attempt.open().answersPings());
        ConnectRateLimiter budget = new ConnectRateLimiter(20, 20);
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String clientId = "client-" + i;
            Connection connection = new Connection(
                    "live",
                    URI.create("wss://service.test/app/socket"),
                    () -> clientId,
                    "",
                    ConnectionUnderTest.DEFAULTS,
                    loop,
                    transport,
                    budget,
                    new Random(i),
                    new EnvironmentStatistics());
            connection.attach(new RecordingSubscriber(clientId));
            connections.add(connection);
        }
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
        int[] perSecond = new int[60];
        transport.attempts().stream()
                .filter(attempt -> attempt.atNanos() > cut)
                .forEach(attempt -> perSecond[(int) ((attempt.atNanos() - cut) / SECOND)]++);
        assertThat(Arrays.stream(perSecond).max().orElseThrow()).isLessThanOrEqualTo(40);
    }
}
