package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nothing is read that there is no room for. */
class ConnectionBackPressureTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    private void events(ScriptedChannel channel, int from, int to) {
        for (int i = from; i <= to; i++) {
            channel.event("order_created", "o" + i);
        }
        under.loop.runTasks();
    }

    @Test
    void no_more_is_asked_for_than_there_is_room() {
        under.subscriber.holding(10);
        ScriptedChannel channel = under.live();
        events(channel, 1, 100);

        assertThat(under.subscriber.events()).hasSize(10);
        assertThat(channel.asked()).isZero();
        assertThat(channel.waiting()).isEqualTo(90);
    }

    @Test
    void what_is_asked_for_and_what_is_pending_never_exceed_the_capacity() {
        under.subscriber.holding(10);
        ScriptedChannel channel = under.live();
        for (int i = 1; i <= 1_000; i++) {
            channel.event("order_created", "o" + i);
            under.loop.runTasks();
            assertThat(channel.asked() + under.subscriber.pending()).isLessThanOrEqualTo(10);
            if (i % 3 == 0 && under.subscriber.pending() > 0) {
                under.subscriber.finish(1);
                under.capacityAvailable();
            }
        }
    }

    @Test
    void room_that_is_made_starts_the_reading_again_and_order_is_kept() {
        under.subscriber.holding(10);
        ScriptedChannel channel = under.live();
        events(channel, 1, 100);

        while (under.subscriber.pending() > 0) {
            under.subscriber.finish(under.subscriber.pending());
            under.capacityAvailable();
        }

        assertThat(under.subscriber.eventIds())
                .hasSize(100)
                .isSortedAccordingTo(
                        (a, b) -> Integer.compare(Integer.parseInt(a.substring(1)), Integer.parseInt(b.substring(1))));
        assertThat(channel.waiting()).isZero();
    }

    @Test
    void heartbeats_answers_and_unwanted_events_take_no_room() {
        under.subscriber.wanting("order_created").holding(2);
        ScriptedChannel channel = under.live();
        events(channel, 1, 1);

        for (int i = 0; i < 1_000; i++) {
            channel.event("table_updated", "t" + i);
            channel.pong("1");
        }
        events(channel, 2, 2);

        assertThat(under.subscriber.eventIds()).containsExactly("o1", "o2");
    }

    @Test
    void the_one_with_the_least_room_sets_the_pace() {
        RecordingSubscriber narrow = new RecordingSubscriber("narrow").holding(3);
        under.subscriber.holding(100);
        under.attach(narrow);
        under.attach(under.subscriber);
        ScriptedChannel channel = under.openLastAttempt().answersPings();
        under.loop.runTasks();
        events(channel, 1, 50);

        assertThat(narrow.events()).hasSize(3);
        assertThat(under.subscriber.events()).hasSize(3);
    }

    @Test
    void when_the_narrow_one_leaves_the_others_are_read_for_again() {
        RecordingSubscriber narrow = new RecordingSubscriber("narrow").holding(3);
        under.attach(narrow);
        under.attach(under.subscriber);
        ScriptedChannel channel = under.openLastAttempt().answersPings();
        under.loop.runTasks();
        events(channel, 1, 50);

        under.detach(narrow);

        assertThat(under.subscriber.events()).hasSize(50);
    }

    @Test
    void for_a_newcomer_with_less_room_what_was_asked_for_is_taken_back() {
        under.subscriber.holding(100);
        ScriptedChannel channel = under.live();
        assertThat(channel.asked()).isGreaterThan(3);
        RecordingSubscriber narrow = new RecordingSubscriber("narrow").holding(3);

        under.attach(narrow);
        events(channel, 1, 50);

        assertThat(narrow.events()).hasSize(3);
        assertThat(narrow.remainingCapacity()).isZero();
    }

    @Test
    void a_newcomer_without_any_room_stops_the_reading() {
        ScriptedChannel channel = under.live();

        under.attach(new RecordingSubscriber("full").holding(0));
        events(channel, 1, 5);

        assertThat(under.subscriber.events()).isEmpty();
        assertThat(channel.asked()).isZero();
    }

    @Test
    void a_new_channel_starts_with_what_room_there_is() {
        under.subscriber.holding(10);
        ScriptedChannel first = under.live();
        events(first, 1, 7);
        first.end(CloseCause.ABNORMAL, "cut");
        under.untilNextAttempt();

        ScriptedChannel second = under.openLastAttempt();

        assertThat(second.asked()).isEqualTo(3);
    }

    @Test
    void a_channel_that_opens_while_there_is_no_room_is_pinged_and_not_judged() {
        under.subscriber.holding(1);
        ScriptedChannel first = under.live();
        events(first, 1, 1);
        first.end(CloseCause.ABNORMAL, "cut");
        under.untilNextAttempt();

        ScriptedChannel second = under.openLastAttempt().answersPings();
        under.seconds(600);

        assertThat(second.asked()).isZero();
        assertThat(second.pings()).hasSizeGreaterThan(15);
        assertThat(second.isLive()).isTrue();
        under.subscriber.finish(1);
        under.capacityAvailable();
        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void room_that_is_made_between_channels_does_nothing() {
        under.subscriber.holding(1);
        ScriptedChannel channel = under.live();
        events(channel, 1, 1);
        channel.end(CloseCause.ABNORMAL, "cut");
        under.loop.runTasks();

        under.subscriber.finish(1);
        under.capacityAvailable();

        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
    }
}
