package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Several subscribers share one connection. */
class MessageDispatcherTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();
    private final RecordingSubscriber other = new RecordingSubscriber("route-2");

    @Test
    void nothing_connects_before_the_first_one_comes() {
        under.seconds(60);

        assertThat(under.attempts()).isZero();
        assertThat(under.state()).isEqualTo(ConnectionState.IDLE);
        assertThat(under.loop.timers()).isZero();
    }

    @Test
    void the_second_one_shares_the_channel_of_the_first() {
        ScriptedChannel channel = under.live();
        under.attach(other);

        channel.event("order_created", "o1");
        under.loop.runTasks();

        assertThat(under.attempts()).isEqualTo(1);
        assertThat(under.subscriber.eventIds()).containsExactly("o1");
        assertThat(other.eventIds()).containsExactly("o1");
    }

    @Test
    void the_second_one_may_come_while_the_attempt_is_on_its_way() {
        under.connecting();
        under.attach(other);
        ScriptedChannel channel = under.openLastAttempt().answersPings();

        channel.event("order_created", "o1");
        under.loop.runTasks();

        assertThat(under.attempts()).isEqualTo(1);
        assertThat(other.eventIds()).containsExactly("o1");
    }

    @Test
    void each_one_gets_what_it_wants() {
        under.subscriber.wanting("order_created");
        other.wanting("order_created", "booking_created");
        ScriptedChannel channel = under.live();
        under.attach(other);

        channel.event("order_created", "o1");
        channel.event("booking_created", "b1");
        channel.event("table_updated", "t1");
        under.loop.runTasks();

        assertThat(under.subscriber.eventIds()).containsExactly("o1");
        assertThat(other.eventIds()).containsExactly("o1", "b1");
        assertThat(under.connection.statistics().unwantedEvents()).isEqualTo(1);
    }

    @Test
    void one_that_has_left_hears_nothing_more_and_the_others_go_on() {
        ScriptedChannel channel = under.live();
        under.attach(other);

        CompletionStage<Void> left = under.detach(under.subscriber);
        int told = under.subscriber.told();
        channel.event("order_created", "o1");
        under.seconds(60);

        assertThat(left).isCompleted();
        assertThat(under.subscriber.told()).isEqualTo(told);
        assertThat(other.eventIds()).containsExactly("o1");
        assertThat(channel.isLive()).isTrue();
    }

    @Test
    void one_that_comes_twice_is_heard_once() {
        ScriptedChannel channel = under.live();
        under.attach(under.subscriber);

        channel.event("order_created", "o1");
        under.loop.runTasks();

        assertThat(under.subscriber.eventIds()).containsExactly("o1");
    }

    @Test
    void a_failure_in_one_does_not_keep_the_event_from_the_others_nor_stop_the_reading() {
        RecordingSubscriber failing = new RecordingSubscriber("failing");
        failing.onAnything(() -> {
            throw new IllegalStateException("a bug");
        });
        under.attach(failing);
        under.attach(other);
        ScriptedChannel channel = under.openLastAttempt().answersPings();
        for (int i = 0; i < 10; i++) {
            channel.event("order_created", "o" + i);
        }
        under.loop.runTasks();
        channel.end(CloseCause.ABNORMAL, "cut");
        under.loop.runTasks();

        assertThat(other.eventIds()).hasSize(10);
        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
        under.untilNextAttempt();
        under.openLastAttempt().answersPings();
        under.loop.runTasks();
        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void one_may_leave_from_within_a_callback() {
        under.attach(other);
        under.attach(under.subscriber);
        ScriptedChannel channel = under.openLastAttempt().answersPings();
        under.loop.runTasks();
        other.onAnything(() -> under.connection.detach(other));

        channel.event("order_created", "o1");
        channel.event("order_created", "o2");
        under.loop.runTasks();

        assertThat(under.subscriber.eventIds()).containsExactly("o1", "o2");
        assertThat(other.eventIds()).startsWith("o1");
        int told = other.told();
        channel.event("order_created", "o3");
        under.loop.runTasks();
        assertThat(other.told()).isEqualTo(told);
    }
}
