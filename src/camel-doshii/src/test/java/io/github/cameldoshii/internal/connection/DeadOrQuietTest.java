package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a link that says nothing is dead, and when it is not. */
class DeadOrQuietTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @Nested
    class Silence {

        @Test
        void after_the_first_ping_is_death_after_the_time_out() {
            ScriptedLink link = under.open();

            under.advance(Duration.ofMillis(9_999));
            assertThat(link.isDropped()).isFalse();
            under.advance(Duration.ofMillis(2));

            assertThat(link.isDropped()).isTrue();
            assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
            assertThat(under.reason()).contains("no message of any kind within 10000 ms after a ping");
            assertThat(under.subscriber.lastChange().kind()).isEqualTo(ConnectionChange.Kind.DISCONNECTED);
            assertThat(under.subscriber.lastChange().closeCode()).isEqualTo(CloseCause.ABNORMAL);
        }

        @Test
        void that_begins_just_after_a_pong_is_found_within_interval_and_time_out() {
            ScriptedLink link = under.live();
            link.answersPings(false);

            under.advance(Duration.ofMillis(39_999));
            assertThat(link.isDropped()).isFalse();
            under.advance(Duration.ofMillis(2));

            assertThat(link.isDropped()).isTrue();
        }

        @Test
        void between_pings_is_nothing() {
            ScriptedLink link = under.live();

            under.advance(Duration.ofHours(1));

            assertThat(link.isLive()).isTrue();
            assertThat(under.connection.statistics().disconnects()).isZero();
        }

        @Test
        void drops_the_link_without_a_polite_close() {
            ScriptedLink link = under.open();

            under.seconds(11);

            assertThat(link.isDropped()).isTrue();
            assertThat(link.closeCode()).isZero();
        }

        @Test
        void is_found_also_where_the_time_out_is_longer_than_the_interval() {
            ConnectionUnderTest slow =
                    new ConnectionUnderTest(ConnectionUnderTest.beating(Duration.ofSeconds(2), Duration.ofSeconds(9)));
            ScriptedLink link = slow.live();
            link.answersPings(false);

            slow.advance(Duration.ofMillis(10_999));
            assertThat(link.isDropped()).isFalse();
            slow.advance(Duration.ofMillis(2));

            assertThat(link.isDropped()).isTrue();
        }
    }

    @Nested
    class AnyFrameIsLife {

        @Test
        void an_event_instead_of_the_pong() {
            ScriptedLink link = under.live();
            link.answersPings(false);
            under.seconds(39);

            link.event("order_created", "o1");
            under.seconds(20);

            assertThat(link.isLive()).isTrue();
        }

        @Test
        void a_message_that_nobody_can_read() {
            ScriptedLink link = under.live();
            link.answersPings(false);
            under.seconds(39);

            link.arrive("<rubbish>");
            under.seconds(20);

            assertThat(link.isLive()).isTrue();
            assertThat(under.connection.statistics().unreadableMessages()).isEqualTo(1);
            assertThat(under.subscriber.unreadable()).hasSize(1);
        }

        @Test
        void a_websocket_control_frame() {
            ScriptedLink link = under.live();
            link.answersPings(false);
            under.seconds(39);

            link.controlFrame();
            under.seconds(20);

            assertThat(link.isLive()).isTrue();
        }

        @Test
        void a_fragment() {
            ScriptedLink link = under.live();
            link.answersPings(false);
            under.seconds(39);

            link.fragment();
            under.seconds(20);

            assertThat(link.isLive()).isTrue();
        }

        @Test
        void but_only_until_the_next_ping() {
            ScriptedLink link = under.live();
            link.answersPings(false);
            under.seconds(39);
            link.event("order_created", "o1");

            under.seconds(32);

            assertThat(link.isDropped()).isTrue();
        }
    }

    @Nested
    class ALinkThatDoesNotHearUs {

        @Test
        void is_given_up_when_data_flows_but_no_pong_comes_for_three_intervals() {
            ScriptedLink link = under.live();
            link.answersPings(false);

            int seconds = 0;
            while (link.isLive() && seconds < 300) {
                link.event("order_updated", "o" + seconds);
                under.seconds(1);
                seconds++;
            }

            assertThat(seconds).isBetween(91, 131);
            assertThat(under.reason()).contains("no pong for 3 heartbeats");
        }

        @Test
        void is_not_given_up_as_long_as_one_pong_comes_now_and_then() {
            ScriptedLink link = under.live();
            link.answersPings(false);

            for (int second = 0; second < 600; second++) {
                link.event("order_updated", "o" + second);
                if (second % 85 == 84) {
                    link.pong(link.lastPing());
                }
                under.seconds(1);
            }

            assertThat(link.isLive()).isTrue();
        }
    }

    @Nested
    class AFarSideThatAnswersWithAnotherValue {

        @Test
        void hears_us_and_is_not_given_up_while_data_flows() {
            ScriptedLink link = under.live();
            link.answersPings(false);

            for (int second = 0; second < 600; second++) {
                link.event("order_updated", "o" + second);
                if (second % 30 == 29) {
                    link.pong("1");
                }
                under.seconds(1);
            }

            assertThat(link.isLive()).isTrue();
        }
    }

    @Nested
    class AFarSideThatDoesNotRead {

        @Test
        void is_dead_when_what_was_sent_is_not_taken_within_the_time_out() {
            ScriptedLink link = under.live();
            link.answersPings(false);
            under.seconds(29);
            link.writeQueueFull(true);

            for (int second = 0; second < 12 && link.isLive(); second++) {
                link.event("order_updated", "o" + second);
                under.seconds(1);
            }

            assertThat(link.isDropped()).isTrue();
            assertThat(under.reason()).contains("has not read what was sent");
        }

        @Test
        void is_given_up_when_it_floods_with_pings_whose_answers_pile_up() {
            ScriptedLink link = under.live();
            link.writeQueueFull(true);

            for (int i = 0; i < 10_000; i++) {
                link.controlFrame();
            }
            under.loop.runTasks();
            assertThat(link.isLive()).isTrue();
            link.controlFrame();
            under.loop.runTasks();

            assertThat(link.isDropped()).isTrue();
            assertThat(under.reason()).contains("does not read the answers to its pings");
        }

        @Test
        void is_sent_nothing_more_and_is_well_again_when_it_reads() {
            ScriptedLink link = under.live();
            under.seconds(29);
            link.writeQueueFull(true);
            under.seconds(5);
            assertThat(link.pings()).hasSize(1);

            link.event("order_updated", "o1");
            link.writeQueueFull(false);
            under.seconds(60);

            assertThat(link.isLive()).isTrue();
            assertThat(link.pings()).hasSize(3);
        }

        @Test
        void is_not_judged_while_reading_is_held_back() {
            under.subscriber.holding(1);
            ScriptedLink link = under.live();
            link.event("order_created", "o1");
            link.writeQueueFull(true);

            under.advance(Duration.ofMinutes(10));

            assertThat(link.isLive()).isTrue();
        }
    }

    @Nested
    class AMessageThatWasBegun {

        @Test
        void must_be_finished_within_a_minute_or_so() {
            ScriptedLink link = under.live();
            link.answersPings(false);
            link.fragment();

            aliveBy(link, 60);
            assertThat(link.isLive()).isTrue();
            aliveBy(link, 31);

            assertThat(link.isDropped()).isTrue();
            assertThat(under.reason()).contains("begun and not finished within 60 s");
        }

        /** Between the fragments of a message nothing can come but control frames. */
        private void aliveBy(ScriptedLink link, int seconds) {
            for (int i = 0; i < seconds; i++) {
                link.controlFrame();
                under.seconds(1);
            }
        }

        @Test
        void may_have_fragments_that_come_slowly() {
            ScriptedLink link = under.live();
            link.answersPings(false);
            for (int i = 0; i < 50; i++) {
                link.fragment();
                under.seconds(1);
            }

            link.answersPings();
            link.event("order_created", "o1");
            under.advance(Duration.ofMinutes(5));

            assertThat(link.isLive()).isTrue();
        }

        @Test
        void is_not_judged_while_reading_is_held_back() {
            ScriptedLink link = under.live();
            link.fragment();
            under.loop.runTasks();
            under.attach(new RecordingSubscriber("full").holding(0));

            under.advance(Duration.ofMinutes(10));

            assertThat(link.isLive()).isTrue();
        }
    }

    @Nested
    class HeldBack {

        private final ScriptedLink link = heldBack();

        private ScriptedLink heldBack() {
            under.subscriber.holding(1);
            ScriptedLink open = under.live();
            open.event("order_created", "o1");
            under.loop.runTasks();
            return open;
        }

        @Test
        void silence_is_not_death() {
            link.answersPings(false);

            under.advance(Duration.ofMinutes(10));

            assertThat(link.isLive()).isTrue();
            assertThat(under.connection.statistics().disconnects()).isZero();
        }

        @Test
        void a_quiet_service_that_has_answered_stays_connected_when_reading_goes_on() {
            under.advance(Duration.ofMinutes(10));
            assertThat(link.waiting()).isPositive();

            under.subscriber.finish(1);
            under.roomMade();
            under.advance(Duration.ofMinutes(10));

            assertThat(link.waiting()).isZero();
            assertThat(link.isLive()).isTrue();
        }

        @Test
        void a_dead_link_is_found_when_reading_has_been_on_for_the_time_out() {
            link.answersPings(false);
            under.advance(Duration.ofMinutes(10));

            under.subscriber.finish(1);
            under.roomMade();
            under.advance(Duration.ofMillis(9_900));
            assertThat(link.isLive()).isTrue();
            under.seconds(31);

            assertThat(link.isDropped()).isTrue();
        }
    }

    @Nested
    class AfterThePauseOfTheProcess {

        @Test
        void what_waits_in_the_socket_is_read_before_a_verdict() {
            ScriptedLink link = under.live();
            link.answersPings(false);
            under.seconds(31);

            under.loop.pauseProcess(Duration.ofMinutes(10));
            assertThat(link.isLive()).isTrue();
            link.pong(link.lastPing());
            under.seconds(5);

            assertThat(link.isLive()).isTrue();
        }

        @Test
        void a_dead_link_is_found_after_a_second_of_grace() {
            ScriptedLink link = under.live();
            link.answersPings(false);
            under.seconds(31);

            under.loop.pauseProcess(Duration.ofMinutes(10));
            assertThat(link.isLive()).isTrue();
            under.seconds(2);

            assertThat(link.isDropped()).isTrue();
        }

        @Test
        void missing_pongs_are_not_counted_for_the_time_in_which_none_could_be_read() {
            ScriptedLink link = under.live();
            link.event("order_created", "o1");
            under.seconds(1);

            under.loop.pauseProcess(Duration.ofMinutes(10));
            assertThat(link.isLive()).isTrue();
            under.seconds(60);

            assertThat(link.isLive()).isTrue();
        }

        @Test
        void a_message_that_was_begun_may_still_be_finished() {
            ScriptedLink link = under.live();
            link.fragment();
            under.seconds(1);

            under.loop.pauseProcess(Duration.ofMinutes(10));
            assertThat(link.isLive()).isTrue();
            link.event("order_created", "o1");
            under.seconds(60);

            assertThat(link.isLive()).isTrue();
        }

        @Test
        void what_piled_up_may_still_be_taken() {
            ScriptedLink link = under.live();
            under.seconds(29);
            link.writeQueueFull(true);
            under.seconds(2);

            under.loop.pauseProcess(Duration.ofMinutes(10));
            assertThat(link.isLive()).isTrue();
            link.writeQueueFull(false);
            link.event("order_created", "o1");
            under.seconds(60);

            assertThat(link.isLive()).isTrue();
        }

        @Test
        void a_jump_of_the_wall_clock_alone_is_no_pause() {
            ScriptedLink link = under.live();

            under.loop.jumpWallClock(Duration.ofMinutes(10));
            under.seconds(60);

            assertThat(link.isLive()).isTrue();
            assertThat(under.connection.statistics().disconnects()).isZero();
        }
    }
}
