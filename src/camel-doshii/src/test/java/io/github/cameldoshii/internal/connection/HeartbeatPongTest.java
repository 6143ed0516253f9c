package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatPongTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @Test
    void the_first_pong_makes_the_connection_live() {
        ScriptedChannel channel = under.open();
        assertThat(under.state()).isEqualTo(ConnectionState.AWAITING_PONG);
        under.advance(Duration.ofMillis(120));

        channel.pong(channel.lastPing());
        under.loop.runTasks();

        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
        assertThat(under.connection.snapshot().roundTrip()).isEqualTo(Duration.ofMillis(120));
        assertThat(under.subscriber.kinds())
                .containsExactly(ConnectionChange.Kind.CONNECTING, ConnectionChange.Kind.CONNECTED);
    }

    @Test
    void a_pong_with_another_value_is_life_but_no_answer() {
        ScriptedChannel channel = under.open();

        channel.pong("17");
        under.loop.runTasks();

        assertThat(under.state()).isEqualTo(ConnectionState.AWAITING_PONG);
        assertThat(under.connection.statistics().pongsMatched()).isZero();
        assertThat(under.connection.statistics().pongsUnmatched()).isEqualTo(1);
        under.seconds(25);
        assertThat(channel.isLive()).isTrue();
    }

    @Test
    void a_pong_without_a_number_is_life_but_no_answer() {
        ScriptedChannel channel = under.open();

        channel.pong("null");
        channel.pong("\"" + channel.lastPing() + "\"");
        under.loop.runTasks();

        assertThat(under.state()).isEqualTo(ConnectionState.AWAITING_PONG);
        assertThat(under.connection.statistics().pongsUnmatched()).isEqualTo(2);
    }

    @Test
    void the_same_pong_twice_answers_once() {
        ScriptedChannel channel = under.open();
        String ping = channel.lastPing();

        channel.pong(ping);
        channel.pong(ping);
        under.loop.runTasks();

        assertThat(under.connection.statistics().pongsMatched()).isEqualTo(1);
        assertThat(under.connection.statistics().pongsUnmatched()).isEqualTo(1);
    }

    @Test
    void a_number_written_with_a_fraction_of_zero_is_the_same_number() {
        ScriptedChannel channel = under.open();

        channel.pong(channel.lastPing() + ".0");
        under.loop.runTasks();

        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void a_pong_that_is_late_but_in_time_gives_the_round_trip() {
        ScriptedChannel channel = under.live();
        under.seconds(29);
        channel.answersPings(false);
        under.seconds(1);
        under.advance(Duration.ofMillis(9_500));

        channel.pong(channel.lastPing());
        under.loop.runTasks();
        under.seconds(10);

        assertThat(channel.isLive()).isTrue();
        assertThat(under.connection.snapshot().roundTrip()).isEqualTo(Duration.ofMillis(9_500));
    }

    @Test
    void a_late_pong_of_an_older_connection_is_ignored() {
        ScriptedChannel first = under.open();
        String ping = first.lastPing();
        under.untilNextAttempt();
        ScriptedChannel second = under.openLastAttempt();

        first.arriveThoughDropped("{\"doshii\":{\"pong\":" + ping + "}}");
        first.arriveThoughDropped("{\"doshii\":{\"pong\":" + second.lastPing() + "}}");
        first.arriveThoughDropped("{\"emit\":[\"order_created\",{\"id\":\"o1\"}]}");
        under.loop.runTasks();

        assertThat(under.state()).isEqualTo(ConnectionState.AWAITING_PONG);
        assertThat(under.connection.statistics().pongsMatched()).isZero();
        assertThat(under.connection.statistics().messages()).isZero();
        assertThat(under.subscriber.events()).isEmpty();
        assertThat(under.subscriber.pongs()).isEmpty();
    }

    @Test
    void ten_thousand_pongs_that_nobody_asked_for_do_no_harm() {
        ScriptedChannel channel = under.live();

        for (int i = 0; i < 10_000; i++) {
            channel.pong("1");
        }
        channel.event("order_created", "o1");
        under.seconds(60);

        assertThat(under.subscriber.eventIds()).containsExactly("o1");
        assertThat(under.connection.statistics().pongsUnmatched()).isEqualTo(10_000);
        assertThat(under.attempts()).isEqualTo(1);
    }

    @Test
    void a_ping_of_the_service_is_answered_with_its_value() {
        ScriptedChannel channel = under.live();

        channel.arrive("{\"doshii\":{\"ping\":123,\"version\":\"3.12.0\"}}");
        channel.arrive("\"primus::ping::456\"");
        channel.arrive("\"primus::server::close\"");
        under.loop.runTasks();

        assertThat(channel.sent())
                .containsSubsequence("{\"doshii\":{\"pong\":123,\"version\":\"1.2.3\"}}", "\"primus::pong::456\"")
                .hasSize(3);
        assertThat(under.connection.statistics().primusMessages()).isEqualTo(2);
        assertThat(under.connection.statistics().unreadableMessages()).isZero();
    }

    @Test
    void pings_of_the_service_are_not_answered_while_answers_pile_up() {
        ScriptedChannel channel = under.live();
        channel.writeQueueFull(true);

        for (int i = 0; i < 10_000; i++) {
            channel.arrive("{\"doshii\":{\"ping\":" + i + "}}");
        }
        under.loop.runTasks();

        assertThat(channel.sent()).hasSize(1);
    }
}
