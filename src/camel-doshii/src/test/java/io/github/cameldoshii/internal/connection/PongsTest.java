package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PongsTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @Test
    void the_first_pong_makes_the_connection_live() {
        ScriptedLink link = under.open();
        assertThat(under.state()).isEqualTo(ConnectionState.AWAITING_PONG);
        under.advance(Duration.ofMillis(120));

        link.pong(link.lastPing());
        under.loop.runTasks();

        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
        assertThat(under.connection.snapshot().roundTrip()).isEqualTo(Duration.ofMillis(120));
        assertThat(under.subscriber.kinds())
                .containsExactly(ConnectionChange.Kind.CONNECTING, ConnectionChange.Kind.CONNECTED);
    }

    @Test
    void a_pong_with_another_value_is_life_but_no_answer() {
        ScriptedLink link = under.open();

        link.pong("17");
        under.loop.runTasks();

        assertThat(under.state()).isEqualTo(ConnectionState.AWAITING_PONG);
        assertThat(under.connection.statistics().pongsMatched()).isZero();
        assertThat(under.connection.statistics().pongsUnmatched()).isEqualTo(1);
        under.seconds(25);
        assertThat(link.isLive()).isTrue();
    }

    @Test
    void a_pong_without_a_number_is_life_but_no_answer() {
        ScriptedLink link = under.open();

        link.pong("null");
        link.pong("\"" + link.lastPing() + "\"");
        under.loop.runTasks();

        assertThat(under.state()).isEqualTo(ConnectionState.AWAITING_PONG);
        assertThat(under.connection.statistics().pongsUnmatched()).isEqualTo(2);
    }

    @Test
    void the_same_pong_twice_answers_once() {
        ScriptedLink link = under.open();
        String ping = link.lastPing();

        link.pong(ping);
        link.pong(ping);
        under.loop.runTasks();

        assertThat(under.connection.statistics().pongsMatched()).isEqualTo(1);
        assertThat(under.connection.statistics().pongsUnmatched()).isEqualTo(1);
    }

    @Test
    void a_number_written_with_a_fraction_of_zero_is_the_same_number() {
        ScriptedLink link = under.open();

        link.pong(link.lastPing() + ".0");
        under.loop.runTasks();

        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void a_pong_that_is_late_but_in_time_gives_the_round_trip() {
        ScriptedLink link = under.live();
        under.seconds(29);
        link.answersPings(false);
        under.seconds(1);
        under.advance(Duration.ofMillis(9_500));

        link.pong(link.lastPing());
        under.loop.runTasks();
        under.seconds(10);

        assertThat(link.isLive()).isTrue();
        assertThat(under.connection.snapshot().roundTrip()).isEqualTo(Duration.ofMillis(9_500));
    }

    @Test
    void a_late_pong_of_an_older_connection_is_ignored() {
        ScriptedLink first = under.open();
        String ping = first.lastPing();
        under.untilNextDial();
        ScriptedLink second = under.openLastDial();

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
        ScriptedLink link = under.live();

        for (int i = 0; i < 10_000; i++) {
            link.pong("1");
        }
        link.event("order_created", "o1");
        under.seconds(60);

        assertThat(under.subscriber.eventIds()).containsExactly("o1");
        assertThat(under.connection.statistics().pongsUnmatched()).isEqualTo(10_000);
        assertThat(under.dials()).isEqualTo(1);
    }

    @Test
    void a_ping_of_the_service_is_answered_with_its_value() {
        ScriptedLink link = under.live();

        link.arrive("{\"doshii\":{\"ping\":123,\"version\":\"3.12.0\"}}");
        link.arrive("\"primus::ping::456\"");
        link.arrive("\"primus::server::close\"");
        under.loop.runTasks();

        assertThat(link.sent())
                .containsSubsequence("{\"doshii\":{\"pong\":123,\"version\":\"1.2.3\"}}", "\"primus::pong::456\"")
                .hasSize(3);
        assertThat(under.connection.statistics().primusMessages()).isEqualTo(2);
        assertThat(under.connection.statistics().unreadableMessages()).isZero();
    }

    @Test
    void pings_of_the_service_are_not_answered_while_answers_pile_up() {
        ScriptedLink link = under.live();
        link.writeQueueFull(true);

        for (int i = 0; i < 10_000; i++) {
            link.arrive("{\"doshii\":{\"ping\":" + i + "}}");
        }
        under.loop.runTasks();

        assertThat(link.sent()).hasSize(1);
    }
}
