package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the last subscriber leaves, whatever the state, nothing is left of the connection. */
class StoppingTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @AfterEach
    void nothing_is_left() {
        assertThat(under.loop.isClosed()).isTrue();
        assertThat(under.loop.timers()).isZero();
        assertThat(under.transport.liveLinks()).isZero();
        assertThat(under.state()).isEqualTo(ConnectionState.CLOSED);
        int dials = under.dials();
        int told = under.subscriber.told();
        under.seconds(3_600);
        assertThat(under.dials()).isEqualTo(dials);
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
    void while_dialling() {
        under.dialling();

        stopsAtOnce();

        assertThat(under.transport.lastDial().isAbandoned()).isTrue();
    }

    @Test
    void while_dialling_and_the_link_opens_all_the_same() {
        under.dialling();
        stopsAtOnce();

        under.transport.lastDial().openThoughAbandoned();

        assertThat(under.transport.lastDial().link().isDropped()).isTrue();
    }

    @Test
    void while_waiting_for_the_first_pong() {
        ScriptedLink link = under.open();

        stopsAtOnce();

        assertThat(link.closeCode()).isEqualTo(CloseCause.NORMAL);
    }

    @Test
    void while_live() {
        ScriptedLink link = under.live();

        stopsAtOnce();

        assertThat(link.closeCode()).isEqualTo(CloseCause.NORMAL);
        assertThat(under.connection.statistics().disconnects()).isZero();
    }

    @Test
    void while_live_and_the_far_side_does_not_answer_the_close() {
        ScriptedLink link = under.live();
        link.ignoresClose();

        CompletionStage<Void> stopped = under.stop();
        assertThat(stopped.toCompletableFuture()).isNotDone();
        under.seconds(1);

        assertThat(stopped).isCompleted();
        assertThat(link.isDropped()).isTrue();
    }

    @Test
    void while_another_that_never_came_leaves_during_the_close() {
        ScriptedLink link = under.live();
        link.ignoresClose();
        CompletionStage<Void> stopped = under.stop();

        CompletionStage<Void> other = under.detach(new RecordingSubscriber("never attached"));
        under.seconds(1);

        assertThat(stopped).isCompleted();
        assertThat(other).isCompleted();
        assertThat(link.isDropped()).isTrue();
    }

    @Test
    void while_events_come_during_the_close() {
        ScriptedLink link = under.live();
        link.ignoresClose();
        under.stop();

        link.event("order_created", "o1");
        under.seconds(1);

        assertThat(under.subscriber.events()).isEmpty();
    }

    @Test
    void while_held_back() {
        under.subscriber.holding(1);
        ScriptedLink link = under.live();
        link.event("order_created", "o1");
        link.event("order_created", "o2");
        under.loop.runTasks();

        stopsAtOnce();

        under.subscriber.finish(1);
        under.roomMade();
        assertThat(under.subscriber.eventIds()).containsExactly("o1");
    }

    @Test
    void while_waiting_for_the_next_dial() {
        under.dialling();
        under.transport.lastDial().fail(new ConnectFailure.Unreachable("refused"));
        under.loop.runTasks();
        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);

        stopsAtOnce();
    }

    @Test
    void while_refused() {
        under.dialling();
        under.transport.lastDial().fail(new ConnectFailure.Refused(401, "not accepted"));
        under.loop.runTasks();
        assertThat(under.state()).isEqualTo(ConnectionState.REFUSED);

        stopsAtOnce();
    }

    @Test
    void while_the_last_look_before_a_verdict_is_due() {
        ScriptedLink link = under.open();
        under.loop.schedule(Duration.ofSeconds(10).toNanos(), () -> {
            under.connection.detach(under.subscriber);
            under.connection.end();
        });

        under.seconds(10);

        assertThat(link.closeCode()).isIn(0, CloseCause.NORMAL);
    }

    @Test
    void from_within_the_callback_that_tells_of_the_disconnect() {
        ScriptedLink link = under.live();
        under.subscriber.onAnything(() -> {
            under.connection.detach(under.subscriber);
            under.connection.end();
        });

        link.end(CloseCause.ABNORMAL, "cut");
        under.loop.runTasks();
    }
}
