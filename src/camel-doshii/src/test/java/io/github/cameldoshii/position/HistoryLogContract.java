package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every place for delivery histories does. */
@Timeout(60)
abstract class HistoryLogContract {

    static final String KEY = "doshii/live/0/orders";
    static final String OTHER = "doshii/live/0/bookings";

    /** A started one on the same store as those before, as after a restart: those before are not used any more. */
    abstract HistoryLog restarted();

    @Test
    void a_key_without_a_history_has_an_empty_one() {
        assertThat(restarted().readHistory(KEY)).isEmpty();
    }

    @Test
    void what_is_appended_comes_after_what_was_there() {
        HistoryLog log = restarted();
        log.appendHistory(KEY, "a 1\n");
        log.appendHistory(KEY, "b 2\nc 3\n");

        assertThat(log.readHistory(KEY)).isEqualTo("a 1\nb 2\nc 3\n");
    }

    @Test
    void a_restart_reads_what_was_appended_and_appends_to_it() {
        restarted().appendHistory(KEY, "a 1\n");
        HistoryLog next = restarted();

        assertThat(next.readHistory(KEY)).isEqualTo("a 1\n");
        next.appendHistory(KEY, "b 2\n");
        assertThat(restarted().readHistory(KEY)).isEqualTo("a 1\nb 2\n");
    }

    @Test
    void a_replacement_takes_the_place_of_all_before_it() {
        HistoryLog log = restarted();
        log.appendHistory(KEY, "a 1\n");
        log.appendHistory(KEY, "b 2\n");
        log.replaceHistory(KEY, "c 3\n");
        log.appendHistory(KEY, "d 4\n");

        assertThat(log.readHistory(KEY)).isEqualTo("c 3\nd 4\n");
        assertThat(restarted().readHistory(KEY)).isEqualTo("c 3\nd 4\n");
    }

    @Test
    void it_can_be_replaced_by_nothing() {
        HistoryLog log = restarted();
        log.appendHistory(KEY, "a 1\n");
        log.replaceHistory(KEY, "");

        assertThat(log.readHistory(KEY)).isEmpty();
        log.appendHistory(KEY, "b 2\n");
        assertThat(restarted().readHistory(KEY)).isEqualTo("b 2\n");
    }

    @Test
    void keys_do_not_touch_each_other() {
        HistoryLog log = restarted();
        log.appendHistory(KEY, "a 1\n");
        log.appendHistory(OTHER, "b 2\n");
        log.replaceHistory(KEY, "c 3\n");

        assertThat(log.readHistory(KEY)).isEqualTo("c 3\n");
        assertThat(log.readHistory(OTHER)).isEqualTo("b 2\n");
    }

    @Test
    void a_hundred_thousand_entities_fit() {
        String text =
                "order/0123456789/o-0123456789 1764400000000 accepted 1 5f3a9c01 0123456789abcdef0\n".repeat(100_000);
        HistoryLog log = restarted();
        log.replaceHistory(KEY, text);
        log.appendHistory(KEY, "a 1\n");

        // Not isEqualTo: its description of a failure would be as long.
        assertThat(restarted().readHistory(KEY).equals(text + "a 1\n")).isTrue();
    }
}
