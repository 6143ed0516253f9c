package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This machine's wall clock is set, as that of a machine without a clock of its own is after each start. */
class ServiceClockSetTest extends RecoveryTestSupport {

    private static final int DAY_AND_AN_HOUR = 25 * 60;

    @BeforeEach
    void start() {
        simulate();
    }

    private void connect() {
        connect(options -> {
            options.setEvents("order_created,order_updated");
            options.setCatchUpOverlap(1_000);
        });
    }

    private String order() {
        return simulator.orders().create(Map.of("status", "pending")).id();
    }

    @ParameterizedTest
    @ValueSource(ints = {-DAY_AND_AN_HOUR, -120, 120, DAY_AND_AN_HOUR})
    void between_the_start_and_the_first_gap(int minutesWrong) {
        String before = order();
        wallClockAhead = Duration.ofMinutes(minutesWrong);
        connect();
        String live = order();
        awaitSeen(live);
        // An event that came in the last two seconds before a cut may be told once more.
        long heartbeats = consumer().getMessages() + 6;
        await().atMost(LIMIT).until(() -> consumer().getMessages() >= heartbeats);
        wallClockAhead = Duration.ZERO;

        String[] missed = new String[1];
        outage(() -> missed[0] = order());

        awaitSeen(missed[0]);
        awaitRecovered();
        assertThat(of(missed[0])).extracting(Seen::origin).containsExactly("catchup");
        assertThat(of(live)).hasSize(1);
        assertThat(of(before)).isEmpty();
        assertThat(gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-DAY_AND_AN_HOUR, -120, 120, DAY_AND_AN_HOUR})
    void between_two_gaps_and_in_the_middle_of_one(int minutes) {
        connect();
        outage(() -> {});
        awaitRecovered();
        wallClockAhead = Duration.ofMinutes(minutes);
        String[] missed = new String[2];
        outage(() -> {
            missed[0] = order();
            wallClockAhead = Duration.ofMinutes(-minutes);
            missed[1] = order();
        });

        awaitSeen(missed);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void while_the_lists_are_being_asked() {
        connect();
        Fault slow = Fault.on(Match.rest("GET", "/orders"))
                .then(Actions.delay(Duration.ofSeconds(1)))
                .once();
        String[] missed = new String[1];
        outage(() -> missed[0] = order());
        simulator.faults().add(slow);
        wallClockAhead = Duration.ofHours(-3);
        awaitSeen(missed[0]);
        awaitRecovered();
        String[] next = new String[1];
        outage(() -> next[0] = order());

        awaitSeen(next[0]);
        assertThat(gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-DAY_AND_AN_HOUR, -120, 120})
    void while_the_process_is_away(int minutesWrongAtFirst) {
        wallClockAhead = Duration.ofMinutes(minutesWrongAtFirst);
        connect();
        disconnect();
        String missed = order();
        wallClockAhead = Duration.ZERO;

        connect();

        awaitSeen(missed);
        assertThat(of(missed)).extracting(Seen::origin).containsExactly("catchup");
    }

    @Test
    void to_a_time_before_the_stored_position_which_is_then_not_believed_and_that_is_told() {
        wallClockAhead = Duration.ofHours(24);
        connect();
        disconnect();
        String missed = order();
        wallClockAhead = Duration.ZERO;

        connect();

        awaitSeen(missed);
        await().atMost(LIMIT).until(() -> !gaps().isEmpty());
        assertThat(gaps())
                .singleElement()
                .asString()
                .contains("its stored position is later than the present time", "catchUpMaxAge");
    }
}
