package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.connection.ScriptedTransport.ScriptedDial;
import org.junit.jupiter.api.Test;

class ConnectTimeoutTest {

    private final ConnectionUnderTest under = new ConnectionUnderTest();

    @Test
    void a_dial_that_hangs_is_abandoned_after_connectTimeout() {
        under.dialling();
        ScriptedDial dial = under.transport.lastDial();

        under.seconds(9);
        assertThat(dial.isAbandoned()).isFalse();
        under.seconds(1);

        assertThat(dial.isAbandoned()).isTrue();
        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
        assertThat(under.reason()).contains("connectTimeout", "10000 ms");
    }

    @Test
    void a_link_that_opens_after_its_dial_was_abandoned_is_dropped() {
        under.dialling();
        ScriptedDial dial = under.transport.lastDial();
        under.seconds(10);

        dial.openThoughAbandoned();

        assertThat(dial.link().isDropped()).isTrue();
        assertThat(dial.link().sent()).isEmpty();
        assertThat(under.state()).isEqualTo(ConnectionState.BACKOFF);
    }

    @Test
    void a_link_that_opens_while_the_next_dial_is_on_its_way_is_dropped() {
        under.dialling();
        ScriptedDial first = under.transport.lastDial();
        under.seconds(10);
        under.untilNextDial();

        first.openThoughAbandoned();

        assertThat(first.link().isDropped()).isTrue();
        assertThat(under.state()).isEqualTo(ConnectionState.CONNECTING);
        ScriptedLink second = under.openLastDial().answersPings();
        under.loop.runTasks();
        assertThat(second.isLive()).isTrue();
        assertThat(under.state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void dials_that_hang_are_repeated_for_ever() {
        under.dialling();

        under.seconds(3_600);

        assertThat(under.dials()).isGreaterThan(50);
        assertThat(under.transport.dials().stream().filter(ScriptedDial::isPending))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void an_open_link_is_not_judged_by_connectTimeout() {
        ScriptedLink link = under.live();

        under.seconds(20);

        assertThat(link.isLive()).isTrue();
    }
}
