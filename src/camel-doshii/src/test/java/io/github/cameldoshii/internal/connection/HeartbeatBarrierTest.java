package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mark is a ping whose answer tells that everything that was sent before it has been handed on. */
class HeartbeatBarrierTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();
    private final List<String> reached = new ArrayList<>();

    @Test
    void a_barrier_is_reached_when_its_ping_is_answered() {
        ScriptedChannel channel = under.live();
        channel.answersPings(false);
        under.connection.barrier(() -> reached.add("mark"));
        under.loop.runTasks();
        assertThat(channel.pings()).hasSize(2).doesNotHaveDuplicates();
        assertThat(reached).isEmpty();

        channel.event("order_created", "o1");
        channel.pong(channel.lastPing());
        under.loop.runTasks();

        assertThat(reached).containsExactly("mark");
        assertThat(under.subscriber.eventIds()).containsExactly("o1");
    }

    @Test
    void a_later_answer_stands_for_an_earlier_one() {
        ScriptedChannel channel = under.live();
        channel.answersPings(false);
        under.connection.barrier(() -> reached.add("first"));
        under.connection.barrier(() -> reached.add("second"));

        channel.pong(channel.lastPing());
        under.loop.runTasks();

        assertThat(reached).containsExactly("first", "second");
    }

    @Test
    void a_barrier_is_not_reached_on_another_channel() {
        ScriptedChannel first = under.live();
        first.answersPings(false);
        under.connection.barrier(() -> reached.add("mark"));
        String value = first.lastPing();
        first.end(CloseCause.ABNORMAL, "cut");
        under.untilNextAttempt();
        ScriptedChannel second = under.openLastAttempt().answersPings();

        second.pong(value);
        under.seconds(60);

        assertThat(reached).isEmpty();
    }

    @Test
    void a_barrier_is_not_forgotten_when_many_pings_stay_unanswered_because_reading_is_paused() {
        under.subscriber.holding(1);
        ScriptedChannel channel = under.live();
        channel.event("order_created", "o1");
        under.loop.runTasks();
        channel.answersPings(false);
        under.connection.barrier(() -> reached.add("mark"));
        under.seconds(30 * 25);

        channel.pong(channel.lastPing());
        under.subscriber.finish(1);
        under.capacityAvailable();
        channel.answersPings();
        under.seconds(31);

        assertThat(reached).containsExactly("mark");
    }

    @Test
    void without_a_channel_there_is_no_barrier() {
        under.connecting();

        under.connection.barrier(() -> reached.add("mark"));
        ScriptedChannel channel = under.openLastAttempt().answersPings();
        under.seconds(60);

        assertThat(channel.pings()).hasSize(3);
        assertThat(reached).isEmpty();
    }
}
