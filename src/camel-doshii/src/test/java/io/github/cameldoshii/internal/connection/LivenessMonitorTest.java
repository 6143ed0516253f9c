package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a channel that says nothing is dead, and when it is not. */
class LivenessMonitorTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @Nested
    class Silence {

        @Test
        void after_the_first_ping_is_death_after_the_time_out() {
            ScriptedChannel channel = under.open();

            under.advance(Duration.ofMillis(9_999));
            assertThat(channel.isDropped()).isFalse();
            under.advance(Duration.ofMillis(2));

            assertThat(channel.isDropped()).isTrue();
            assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
            assertThat(under.reason()).contains("no message of any kind within 10000 ms after a ping");
            assertThat(under.subscriber.lastChange().kind()).isEqualTo(ConnectionChange.Kind.DISCONNECTED);
            assertThat(under.subscriber.lastChange().closeCode()).isEqualTo(CloseCause.ABNORMAL);
        }

        @Test
        void that_begins_just_after_a_pong_is_found_within_interval_and_time_out() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);

            under.advance(Duration.ofMillis(39_999));
            assertThat(channel.isDropped()).isFalse();
            under.advance(Duration.ofMillis(2));

            assertThat(channel.isDropped()).isTrue();
        }

        @Test
        void between_pings_is_nothing() {
            ScriptedChannel channel = under.live();

            under.advance(Duration.ofHours(1));

            assertThat(channel.isLive()).isTrue();
            assertThat(under.connection.statistics().disconnects()).isZero();
        }

        @Test
        void drops_the_channel_without_a_polite_close() {
            ScriptedChannel channel = under.open();

            under.seconds(11);

            assertThat(channel.isDropped()).isTrue();
            assertThat(channel.closeCode()).isZero();
        }

        @Test
        void is_found_also_where_the_time_out_is_longer_than_the_interval() {
            ConnectionUnderTest slow =
                    new ConnectionUnderTest(ConnectionUnderTest.beating(Duration.ofSeconds(2), Duration.ofSeconds(9)));
            ScriptedChannel channel = slow.live();
            channel.answersPings(false);

            slow.advance(Duration.ofMillis(10_999));
            assertThat(channel.isDropped()).isFalse();
            slow.advance(Duration.ofMillis(2));

            assertThat(channel.isDropped()).isTrue();
        }
    }

    @Nested
    class AnyFrameIsLife {

        @Test
        void an_event_instead_of_the_pong() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);
            under.seconds(39);

            channel.event("order_created", "o1");
            under.seconds(20);

            assertThat(channel.isLive()).isTrue();
        }

        @Test
        void a_message_that_nobody_can_read() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);
            under.seconds(39);

            channel.arrive("<rubbish>");
            under.seconds(20);

            assertThat(channel.isLive()).isTrue();
            assertThat(under.connection.statistics().unreadableMessages()).isEqualTo(1);
            assertThat(under.subscriber.unreadable()).hasSize(1);
        }

        @Test
        void a_websocket_control_frame() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);
            under.seconds(39);

            channel.controlFrame();
            under.seconds(20);

            assertThat(channel.isLive()).isTrue();
        }

        @Test
        void a_fragment() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);
            under.seconds(39);

            channel.fragment();
            under.seconds(20);

            assertThat(channel.isLive()).isTrue();
        }

        @Test
        void but_only_until_the_next_ping() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);
            under.seconds(39);
            channel.event("order_created", "o1");

            under.seconds(32);

            assertThat(channel.isDropped()).isTrue();
        }
    }

    @Nested
    class ALinkThatDoesNotHearUs {

        @Test
        void is_given_up_when_data_flows_but_no_pong_comes_for_three_intervals() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);

            int seconds = 0;
            while (channel.isLive() && seconds < 300) {
                channel.event("order_updated", "o" + seconds);
                under.seconds(1);
                seconds++;
            }

            assertThat(seconds).isBetween(91, 131);
            assertThat(under.reason()).contains("no pong for 3 heartbeats");
        }

        @Test
        void is_not_given_up_as_long_as_one_pong_comes_now_and_then() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);

            for (int second = 0; second < 600; second++) {
                channel.event("order_updated", "o" + second);
                if (second % 85 == 84) {
                    channel.pong(channel.lastPing());
                }
                under.seconds(1);
            }

            assertThat(channel.isLive()).isTrue();
        }
    }

    @Nested
    class AFarSideThatAnswersWithAnotherValue {

        @Test
        void hears_us_and_is_not_given_up_while_data_flows() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);

            for (int second = 0; second < 600; second++) {
                channel.event("order_updated", "o" + second);
                if (second % 30 == 29) {
                    channel.pong("1");
                }
                under.seconds(1);
            }

            assertThat(channel.isLive()).isTrue();
        }
    }

    @Nested
    class AFarSideThatDoesNotRead {

        @Test
        void is_dead_when_what_was_sent_is_not_taken_within_the_time_out() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);
            under.seconds(29);
            channel.writeQueueFull(true);

            for (int second = 0; second < 12 && channel.isLive(); second++) {
                channel.event("order_updated", "o" + second);
                under.seconds(1);
            }

            assertThat(channel.isDropped()).isTrue();
            assertThat(under.reason()).contains("has not read what was sent");
        }

        @Test
        void is_given_up_when_it_floods_with_pings_whose_answers_pile_up() {
            ScriptedChannel channel = under.live();
            channel.writeQueueFull(true);

            for (int i = 0; i < 10_000; i++) {
                channel.controlFrame();
            }
            under.loop.runTasks();
            assertThat(channel.isLive()).isTrue();
            channel.controlFrame();
            under.loop.runTasks();

            assertThat(channel.isDropped()).isTrue();
            assertThat(under.reason()).contains("does not read the answers to its pings");
        }

        @Test
        void is_sent_nothing_more_and_is_well_again_when_it_reads() {
            ScriptedChannel channel = under.live();
            under.seconds(29);
            channel.writeQueueFull(true);
            under.seconds(5);
            assertThat(channel.pings()).hasSize(1);

            channel.event("order_updated", "o1");
            channel.writeQueueFull(false);
            under.seconds(60);

            assertThat(channel.isLive()).isTrue();
            assertThat(channel.pings()).hasSize(3);
        }

        @Test
        void is_not_judged_while_reading_is_paused() {
            under.subscriber.holding(1);
            ScriptedChannel channel = under.live();
            channel.event("order_created", "o1");
            channel.writeQueueFull(true);

            under.advance(Duration.ofMinutes(10));

            assertThat(channel.isLive()).isTrue();
        }
    }

    @Nested
    class AMessageThatWasBegun {

        @Test
        void must_be_finished_within_a_minute_or_so() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);
            channel.fragment();

            aliveBy(channel, 60);
            assertThat(channel.isLive()).isTrue();
            aliveBy(channel, 31);

            assertThat(channel.isDropped()).isTrue();
            assertThat(under.reason()).contains("begun and not finished within 60 s");
        }

        /** Between the fragments of a message nothing can come but control frames. */
        private void aliveBy(ScriptedChannel channel, int seconds) {
            for (int i = 0; i < seconds; i++) {
                channel.controlFrame();
                under.seconds(1);
            }
        }

        @Test
        void may_have_fragments_that_come_slowly() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);
            for (int i = 0; i < 50; i++) {
                channel.fragment();
                under.seconds(1);
            }

            channel.answersPings();
            channel.event("order_created", "o1");
            under.advance(Duration.ofMinutes(5));

            assertThat(channel.isLive()).isTrue();
        }

        @Test
        void is_not_judged_while_reading_is_paused() {
            ScriptedChannel channel = under.live();
            channel.fragment();
            under.loop.runTasks();
            under.attach(new RecordingSubscriber("full").holding(0));

            under.advance(Duration.ofMinutes(10));

            assertThat(channel.isLive()).isTrue();
        }
    }

    @Nested
    class HeldBack {

        private final ScriptedChannel channel = heldBack();

        private ScriptedChannel heldBack() {
            under.subscriber.holding(1);
            ScriptedChannel open = under.live();
            open.event("order_created", "o1");
            under.loop.runTasks();
            return open;
        }

        @Test
        void silence_is_not_death() {
            channel.answersPings(false);

            under.advance(Duration.ofMinutes(10));

            assertThat(channel.isLive()).isTrue();
            assertThat(under.connection.statistics().disconnects()).isZero();
        }

        @Test
        void a_quiet_service_that_has_answered_stays_connected_when_reading_goes_on() {
            under.advance(Duration.ofMinutes(10));
            assertThat(channel.waiting()).isPositive();

            under.subscriber.finish(1);
            under.capacityAvailable();
            under.advance(Duration.ofMinutes(10));

            assertThat(channel.waiting()).isZero();
            assertThat(channel.isLive()).isTrue();
        }

        @Test
        void a_dead_channel_is_found_when_reading_has_been_on_for_the_time_out() {
            channel.answersPings(false);
            under.advance(Duration.ofMinutes(10));

            under.subscriber.finish(1);
            under.capacityAvailable();
            under.advance(Duration.ofMillis(9_900));
            assertThat(channel.isLive()).isTrue();
            under.seconds(31);

            assertThat(channel.isDropped()).isTrue();
        }
    }

    @Nested
    class AfterThePauseOfTheProcess {

        @Test
        void what_waits_in_the_socket_is_read_before_a_verdict() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);
            under.seconds(31);

            under.loop.pauseProcess(Duration.ofMinutes(10));
            assertThat(channel.isLive()).isTrue();
            channel.pong(channel.lastPing());
            under.seconds(5);

            assertThat(channel.isLive()).isTrue();
        }

        @Test
        void a_dead_channel_is_found_after_a_second_of_grace() {
            ScriptedChannel channel = under.live();
            channel.answersPings(false);
            under.seconds(31);

            under.loop.pauseProcess(Duration.ofMinutes(10));
            assertThat(channel.isLive()).isTrue();
            under.seconds(2);

            assertThat(channel.isDropped()).isTrue();
        }

        @Test
        void missing_pongs_are_not_counted_for_the_time_in_which_none_could_be_read() {
            ScriptedChannel channel = under.live();
            channel.event("order_created", "o1");
            under.seconds(1);

            under.loop.pauseProcess(Duration.ofMinutes(10));
            assertThat(channel.isLive()).isTrue();
            under.seconds(60);

            assertThat(channel.isLive()).isTrue();
        }

        @Test
        void a_message_that_was_begun_may_still_be_finished() {
            ScriptedChannel channel = under.live();
            channel.fragment();
            under.seconds(1);

            under.loop.pauseProcess(Duration.ofMinutes(10));
            assertThat(channel.isLive()).isTrue();
            channel.event("order_created", "o1");
            under.seconds(60);

            assertThat(channel.isLive()).isTrue();
        }

        @Test
        void what_piled_up_may_still_be_taken() {
            ScriptedChannel channel = under.live();
            under.seconds(29);
            channel.writeQueueFull(true);
            under.seconds(2);

            under.loop.pauseProcess(Duration.ofMinutes(10));
            assertThat(channel.isLive()).isTrue();
            channel.writeQueueFull(false);
            channel.event("order_created", "o1");
            under.seconds(60);

            assertThat(channel.isLive()).isTrue();
        }

        @Test
        void a_jump_of_the_wall_clock_alone_is_no_pause() {
            ScriptedChannel channel = under.live();

            under.loop.jumpWallClock(Duration.ofMinutes(10));
            under.seconds(60);

            assertThat(channel.isLive()).isTrue();
            assertThat(under.connection.statistics().disconnects()).isZero();
        }
    }
}
