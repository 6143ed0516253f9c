package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the last subscriber leaves, whatever the state, nothing is left of the connection. */
class ConnectionStopTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @AfterEach
    void nothing_is_left() {
        assertThat(under.loop.isClosed()).isTrue();
        assertThat(under.loop.timers()).isZero();
        assertThat(under.transport.liveChannels()).isZero();
        assertThat(under.state()).isEqualTo(ConnectionState.CLOSED);
        int attempts = under.attempts();
        int told = under.subscriber.told();
        under.seconds(3_600);
        assertThat(under.attempts()).isEqualTo(attempts);
        assertThat(under.subscriber.told()).isEqualTo(told);
    }

    private void stopsAtOnce() {
        assertThat(under.stop()).isCompleted();
    }

    @Test
    void before_anybody_came() {
        stopsAtOnce();
    }

    @Test
    void while_connecting() {
        under.connecting();

        stopsAtOnce();

        assertThat(under.transport.lastAttempt().isAbandoned()).isTrue();
    }

    @Test
    void while_connecting_and_the_channel_opens_all_the_same() {
        under.connecting();
        stopsAtOnce();

        under.transport.lastAttempt().openThoughAbandoned();

        assertThat(under.transport.lastAttempt().channel().isDropped()).isTrue();
    }

    @Test
    void while_waiting_for_the_first_pong() {
        ScriptedChannel channel = under.open();

        stopsAtOnce();

        assertThat(channel.closeCode()).isEqualTo(CloseCause.NORMAL);
    }

    @Test
    void while_live() {
        ScriptedChannel channel = under.live();

        stopsAtOnce();

        assertThat(channel.closeCode()).isEqualTo(CloseCause.NORMAL);
        assertThat(under.connection.statistics().disconnects()).isZero();
    }

    @Test
    void while_live_and_the_far_side_does_not_answer_the_close() {
        ScriptedChannel channel = under.live();
        channel.ignoresClose();

        CompletionStage<Void> stopped = under.stop();
        assertThat(stopped.toCompletableFuture()).isNotDone();
        under.seconds(1);

        assertThat(stopped).isCompleted();
        assertThat(channel.isDropped()).isTrue();
    }

    @Test
    void while_another_that_never_came_leaves_during_the_close() {
        ScriptedChannel channel = under.live();
        channel.ignoresClose();
        CompletionStage<Void> stopped = under.stop();

        CompletionStage<Void> other = under.detach(new RecordingSubscriber("never attached"));
        under.seconds(1);

        assertThat(stopped).isCompleted();
        assertThat(other).isCompleted();
        assertThat(channel.isDropped()).isTrue();
    }

    @Test
    void while_events_come_during_the_close() {
        ScriptedChannel channel = under.live();
        channel.ignoresClose();
        under.stop();

        channel.event("order_created", "o1");
        under.seconds(1);

        assertThat(under.subscriber.events()).isEmpty();
    }

    @Test
    void while_held_back() {
        under.subscriber.holding(1);
        ScriptedChannel channel = under.live();
        channel.event("order_created", "o1");
        channel.event("order_created", "o2");
        under.loop.runTasks();

        stopsAtOnce();

        under.subscriber.finish(1);
        under.capacityAvailable();
        assertThat(under.subscriber.eventIds()).containsExactly("o1");
    }

    @Test
    void while_waiting_for_the_next_attempt() {
        under.connecting();
        under.transport.lastAttempt().fail(new ConnectFailure.Unreachable("refused"));
        under.loop.runTasks();
        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);

        stopsAtOnce();
    }

    @Test
    void while_refused() {
        under.connecting();
        under.transport.lastAttempt().fail(new ConnectFailure.Unauthorized(401, "not accepted"));
        under.loop.runTasks();
        assertThat(under.state()).isEqualTo(ConnectionState.REFUSED);

        stopsAtOnce();
    }

    @Test
    void while_the_last_look_before_a_verdict_is_due() {
        ScriptedChannel channel = under.open();
        under.loop.schedule(Duration.ofSeconds(10).toNanos(), () -> {
            under.connection.detach(under.subscriber);
            under.connection.end();
        });

        under.seconds(10);

        assertThat(channel.closeCode()).isIn(0, CloseCause.NORMAL);
    }

    @Test
    void from_within_the_callback_that_tells_of_the_disconnect() {
        ScriptedChannel channel = under.live();
        under.subscriber.onAnything(() -> {
            under.connection.detach(under.subscriber);
            under.connection.end();
        });

        channel.end(CloseCause.ABNORMAL, "cut");
        under.loop.runTasks();
    }
}
