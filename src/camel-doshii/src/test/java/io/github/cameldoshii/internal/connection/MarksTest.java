package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mark is a ping whose answer tells that everything that was sent before it has been handed on. */
class MarksTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();
    private final List<String> reached = new ArrayList<>();

    @Test
    void a_mark_is_reached_when_its_ping_is_answered() {
        ScriptedLink link = under.live();
        link.answersPings(false);
        under.connection.mark(() -> reached.add("mark"));
        under.loop.runTasks();
        assertThat(link.pings()).hasSize(2).doesNotHaveDuplicates();
        assertThat(reached).isEmpty();

        link.event("order_created", "o1");
        link.pong(link.lastPing());
        under.loop.runTasks();

        assertThat(reached).containsExactly("mark");
        assertThat(under.subscriber.eventIds()).containsExactly("o1");
    }

    @Test
    void a_later_answer_stands_for_an_earlier_one() {
        ScriptedLink link = under.live();
        link.answersPings(false);
        under.connection.mark(() -> reached.add("first"));
        under.connection.mark(() -> reached.add("second"));

        link.pong(link.lastPing());
        under.loop.runTasks();

        assertThat(reached).containsExactly("first", "second");
    }

    @Test
    void a_mark_is_not_reached_on_another_link() {
        ScriptedLink first = under.live();
        first.answersPings(false);
        under.connection.mark(() -> reached.add("mark"));
        String value = first.lastPing();
        first.end(CloseCause.ABNORMAL, "cut");
        under.untilNextDial();
        ScriptedLink second = under.openLastDial().answersPings();

        second.pong(value);
        under.seconds(60);

        assertThat(reached).isEmpty();
    }

    @Test
    void a_mark_is_not_forgotten_when_many_pings_stay_unanswered_because_reading_is_held_back() {
        under.subscriber.holding(1);
        ScriptedLink link = under.live();
        link.event("order_created", "o1");
        under.loop.runTasks();
        link.answersPings(false);
        under.connection.mark(() -> reached.add("mark"));
        under.seconds(30 * 25);

        link.pong(link.lastPing());
        under.subscriber.finish(1);
        under.roomMade();
        link.answersPings();
        under.seconds(31);

        assertThat(reached).containsExactly("mark");
    }

    @Test
    void without_a_link_there_is_no_mark() {
        under.dialling();

        under.connection.mark(() -> reached.add("mark"));
        ScriptedLink link = under.openLastDial().answersPings();
        under.seconds(60);

        assertThat(link.pings()).hasSize(3);
        assertThat(reached).isEmpty();
    }
}
