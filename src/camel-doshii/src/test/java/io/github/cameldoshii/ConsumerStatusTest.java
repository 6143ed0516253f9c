package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.connection.ConnectionSnapshot;
import io.github.cameldoshii.internal.connection.ConnectionState;
import io.github.cameldoshii.internal.connection.SocketOptions;
import io.github.cameldoshii.internal.connection.SocketStatistics;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsumerStatusTest {

    private static ConsumerStatus status(ConnectionState state, int pending, boolean full, Duration stuck) {
        return status(state, pending, full, full, stuck, Duration.ofHours(1));
    }

    private static ConsumerStatus status(
            ConnectionState state, int pending, boolean heldBack, boolean full, Duration stuck, Duration heartbeat) {
        return new ConsumerStatus(
                new ConnectionSnapshot(
                        state,
                        new WallTime(0),
                        new MonotonicTime(System.nanoTime()),
                        3,
                        7,
                        "it was cut",
                        Duration.ofSeconds(12),
                        Duration.ZERO),
                new SocketStatistics(new EnvironmentStatistics()),
                options(heartbeat),
                pending,
                0,
                heldBack,
                full,
                stuck,
                0,
                RecoveryStatus.none(Optional.empty(), false));
    }

    private static SocketOptions options(Duration heartbeat) {
        Duration second = Duration.ofSeconds(1);
        return new SocketOptions("1", heartbeat, second, second, second, second, second, 1_024);
    }

    @Test
    void a_route_that_finishes_nothing_for_minutes_is_not_ready() {
        assertThat(status(ConnectionState.LIVE, 3, true, Duration.ofMinutes(6)).isReady())
                .isFalse();
        assertThat(status(ConnectionState.LIVE, 3, true, Duration.ofMinutes(6)).describe())
                .contains("finished nothing for 360 s", "3 events wait");
    }

    @Test
    void a_full_queue_alone_is_no_fault() {
        ConsumerStatus status = status(ConnectionState.LIVE, 1_000, true, Duration.ofSeconds(1));

        assertThat(status.isReady()).isTrue();
        assertThat(status.describe()).contains("reading held back");
    }

    /** No message has arrived since the machine was started. */
    private static ConsumerStatus silent(boolean heldBack) {
        return status(ConnectionState.LIVE, 0, heldBack, false, Duration.ZERO, Duration.ZERO);
    }

    @Test
    void silence_counts_only_while_something_is_read() {
        assertThat(silent(false).isReady()).isFalse();
        assertThat(silent(false).describe()).contains("nothing has arrived");
        assertThat(silent(true).isReady()).isTrue();
        assertThat(silent(true).describe()).contains("the queue of another route that shares this socket is full");
    }

    @Test
    void a_wait_is_told_with_attempt_time_and_reason() {
        ConsumerStatus status = status(ConnectionState.BACKOFF, 0, false, Duration.ZERO);

        assertThat(status.isReady()).isFalse();
        assertThat(status.describe())
                .contains("reconnecting, attempt 7", "next attempt in", "since 1970-01-01 00:00:00Z", "it was cut");
    }

    @Test
    void one_that_was_never_started_is_not_ready() {
        assertThat(ConsumerStatus.NOT_STARTED.isReady()).isFalse();
        assertThat(ConsumerStatus.NOT_STARTED.describe()).contains("not connected");
    }
}
