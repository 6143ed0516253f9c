package io.github.cameldoshii.chaos;

import static io.github.cameldoshii.chaos.Violation.What.DUPLICATE;
import static io.github.cameldoshii.chaos.Violation.What.INVENTED;
import static io.github.cameldoshii.chaos.Violation.What.LOST;
import static io.github.cameldoshii.chaos.Violation.What.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.chaos.History.Change;
import io.github.cameldoshii.chaos.History.Delivery;
import io.github.cameldoshii.chaos.History.Entity;
import io.github.cameldoshii.chaos.History.Gap;
import io.github.cameldoshii.chaos.History.Rules;
import io.github.cameldoshii.chaos.History.Stay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Judges histories that are written by hand. States are changed at 1000, 2000, 3000 and so on. */
class TheOracleTest {

    private static final Entity ORDER_1 = new Entity("order", "venue1", "1");
    private static final Entity BOOKING_1 = new Entity("booking", "venue1", "1");
    private static final long OVERLAP = 500;

    private final List<Change> changes = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Long> cuts = new ArrayList<>();
    private final List<Stay> stays = new ArrayList<>(List.of(new Stay(0, Optional.empty(), Optional.empty())));
    private RouteSpec route = new RouteSpec("all", "*");
    private Rules rules = rules(false, false, Map.of());

    private static Rules rules(boolean listsLag, boolean timeUnknown, Map<Entity, Long> unreadable) {
        return new Rules(OVERLAP, listsLag, timeUnknown, timeUnknown, unreadable);
    }

    private List<Violation.What> judgement() {
        return Oracle.judge(history()).stream().map(Violation::what).toList();
    }

    private History history() {
        return new History(route, changes, deliveries, gaps, cuts, stays, rules);
    }

    private void order(int states) {
        for (int state = 1; state <= states; state++) {
            String type = state == 1 ? "order_created" : "order_updated";
            changes.add(new Change(ORDER_1, state, "s" + state, "v" + state, type, state * 1000L));
        }
    }

    /** A creation at a time that is not rounded. */
    private void creation() {
        changes.add(new Change(ORDER_1, 1, "s1", "v1", "order_created", 1007));
    }

    private void stopAndStart(long at) {
        stays.add(new Stay(at, Optional.of(at - 1), Optional.empty()));
    }

    private void killAndStart(long at) {
        stays.add(new Stay(at + 100, Optional.of(at - 1), Optional.of(at)));
    }

    private List<RepeatKind> repetitions() {
        return Oracle.repetitions(history()).stream().map(Repeats.Allowed::kind).toList();
    }

    private void bookingThatIsDeleted() {
        changes.add(new Change(BOOKING_1, 1, "s1", "v1", "booking_created", 1000));
        changes.add(new Change(BOOKING_1, 2, "s1", "v1", "booking_deleted", 2000));
    }

    private void socket(int state, long receivedAt) {
        String type = state == 1 ? "order_created" : "order_updated";
        deliveries.add(
                new Delivery(ORDER_1, type, "s" + state, "", "socket", receivedAt, receivedAt, Delivery.IN_TIME));
    }

    private void row(int state, String type, long receivedAt) {
        deliveries.add(new Delivery(
                ORDER_1, type, "s" + state, "v" + state, "catchup", receivedAt, receivedAt, Delivery.IN_TIME));
    }

    @Nested
    class Allows {

        @Test
        void each_event_once_and_in_order() {
            order(3);
            socket(1, 1001);
            socket(2, 2001);
            socket(3, 3001);
            assertThat(judgement()).isEmpty();
            assertThat(repetitions()).isEmpty();
        }

        @Test
        void states_that_a_newer_one_supersedes() {
            order(3);
            row(3, "order_updated", 5000);
            assertThat(judgement()).isEmpty();
        }

        @Test
        void creation_and_change_made_of_one_row() {
            order(3);
            row(3, "order_created", 5000);
            row(3, "order_updated", 5000);
            assertThat(judgement()).isEmpty();
            assertThat(repetitions()).isEmpty();
        }

        @Test
        void what_lies_in_an_announced_gap() {
            order(2);
            socket(1, 1001);
            gaps.add(new Gap(1900, 2100, "", List.of("order_updated")));
            assertThat(judgement()).isEmpty();
        }

        @Test
        void what_lies_in_a_gap_that_was_announced_for_its_location() {
            order(2);
            socket(1, 1001);
            gaps.add(new Gap(1900, 2100, "venue1", List.of("order_updated")));
            assertThat(judgement()).isEmpty();
        }

        @Test
        void the_same_id_at_another_location() {
            order(1);
            socket(1, 1001);
            Entity other = new Entity("order", "venue2", "1");
            changes.add(new Change(other, 1, "s1", "v1", "order_created", 1500));
            deliveries.add(new Delivery(other, "order_created", "s1", "", "socket", 1501, 1501, Delivery.IN_TIME));
            assertThat(judgement()).isEmpty();
        }

        @Test
        void the_change_of_a_row_in_the_stay_after_that_in_which_its_creation_was_told() {
            order(3);
            row(3, "order_created", 5000);
            stopAndStart(5100);
            row(3, "order_updated", 5200);
            assertThat(judgement()).isEmpty();
            assertThat(repetitions()).isEmpty();
        }

        @Test
        void a_change_whose_event_was_on_its_way_when_an_announced_gap_began() {
            order(2);
            socket(1, 1001);
            gaps.add(new Gap(2000 + OVERLAP, 4000, "", List.of("order_updated")));
            assertThat(judgement()).isEmpty();
        }

        @Test
        void the_states_of_what_was_deleted_in_an_announced_gap() {
            bookingThatIsDeleted();
            gaps.add(new Gap(1500, 2500, "", List.of("booking_deleted")));
            assertThat(judgement()).isEmpty();
        }

        @Test
        void states_up_to_a_row_that_could_not_be_read() {
            rules = rules(false, false, Map.of(ORDER_1, 2500L));
            order(2);
            socket(1, 1001);
            assertThat(judgement()).isEmpty();
        }

        @Test
        void what_the_route_does_not_want() {
            route = new RouteSpec("bookings", "booking_*");
            order(2);
            assertThat(judgement()).isEmpty();
        }

        @Test
        void a_row_that_repeats_a_change_whose_event_came_just_before_a_cut() {
            order(2);
            socket(1, 1001);
            socket(2, 2001);
            cuts.add(2001 + Repeats.DOUBT);
            row(2, "order_updated", 9000);
            assertThat(judgement()).isEmpty();
            assertThat(repetitions()).containsExactly(RepeatKind.IN_DOUBT);
        }

        @Test
        void a_row_that_repeats_a_change_whose_event_came_just_before_a_kill() {
            order(2);
            socket(1, 1001);
            socket(2, 2001);
            killAndStart(2001 + Repeats.DOUBT);
            row(2, "order_updated", 9000);
            assertThat(judgement()).isEmpty();
            assertThat(repetitions()).containsExactly(RepeatKind.IN_DOUBT);
        }

        @Test
        void a_row_that_repeats_a_creation_in_doubt_if_its_time_may_be_rounded() {
            order(1);
            socket(1, 1001);
            cuts.add(1100L);
            row(1, "order_updated", 2000);
            assertThat(judgement()).isEmpty();
            assertThat(repetitions()).containsExactly(RepeatKind.IN_DOUBT);
        }

        @Test
        void repetition_of_what_was_finished_in_the_last_second_before_a_kill() {
            creation();
            socket(1, 1010);
            killAndStart(1010 + Repeats.UNWRITTEN);
            row(1, "order_created", 9000);
            assertThat(judgement()).isEmpty();
            assertThat(repetitions()).containsExactly(RepeatKind.LAST_SECOND);
        }

        @Test
        void repetition_of_a_row_that_was_finished_in_the_last_second_before_a_kill() {
            creation();
            row(1, "order_created", 5000);
            killAndStart(5500);
            row(1, "order_created", 6000);
            assertThat(judgement()).isEmpty();
            assertThat(repetitions()).containsExactly(RepeatKind.LAST_SECOND);
        }

        @Test
        void repetition_of_a_change_in_a_later_stay_if_the_time_may_be_unknown() {
            rules = rules(false, true, Map.of());
            order(2);
            socket(1, 1001);
            socket(2, 2001);
            stopAndStart(9000);
            row(2, "order_updated", 9100);
            assertThat(judgement()).isEmpty();
            assertThat(repetitions()).containsExactly(RepeatKind.CLOCK_UNKNOWN);
        }

        @Test
        void an_older_state_after_what_a_kill_has_had_forgotten_if_lists_lag() {
            rules = rules(true, false, Map.of());
            order(2);
            socket(1, 1001);
            socket(2, 2001);
            killAndStart(2100);
            row(1, "order_created", 2200);
            row(2, "order_updated", 2900);
            assertThat(judgement()).isEmpty();
        }

        @Test
        void repetition_of_a_change_after_a_cut_if_the_time_may_be_unknown() {
            rules = rules(false, true, Map.of());
            order(2);
            socket(2, 2001);
            cuts.add(20_000L);
            row(2, "order_updated", 21_000);
            assertThat(judgement()).isEmpty();
            assertThat(repetitions()).containsExactly(RepeatKind.CLOCK_UNKNOWN);
        }
    }

    @Nested
    class Finds {

        @Test
        void a_last_state_that_was_not_delivered() {
            order(2);
            socket(1, 1001);
            assertThat(judgement()).containsExactly(LOST);
            assertThat(Oracle.lacking(history())).hasSize(1);
        }

        @Test
        void an_entity_of_which_nothing_was_delivered() {
            order(1);
            assertThat(judgement()).containsExactly(LOST);
        }

        @Test
        void a_change_outside_the_announced_gap() {
            order(2);
            socket(1, 1001);
            gaps.add(new Gap(2000 + OVERLAP + 1, 4000, "", List.of("order_updated")));
            gaps.add(new Gap(0, 1999, "", List.of("order_updated")));
            assertThat(judgement()).containsExactly(LOST);
        }

        @Test
        void a_change_of_a_type_that_the_gap_does_not_name() {
            order(2);
            socket(1, 1001);
            gaps.add(new Gap(0, 4000, "", List.of("order_created")));
            assertThat(judgement()).containsExactly(LOST);
        }

        @Test
        void a_change_at_a_location_that_the_gap_does_not_name() {
            order(2);
            socket(1, 1001);
            gaps.add(new Gap(0, 4000, "venue2", List.of("order_updated")));
            assertThat(judgement()).containsExactly(LOST);
        }

        @Test
        void a_change_whose_id_was_delivered_of_another_location() {
            order(1);
            deliveries.add(new Delivery(ORDER_1, "order_created", "s1", "", "socket", 1001, 1001, Delivery.IN_TIME));
            changes.add(new Change(new Entity("order", "venue2", "1"), 1, "s1", "v1", "order_created", 1000));
            assertThat(judgement()).containsExactly(LOST);
        }

        @Test
        void a_state_after_a_row_that_could_not_be_read() {
            rules = rules(false, false, Map.of(ORDER_1, 1500L));
            order(2);
            socket(1, 1001);
            assertThat(judgement()).containsExactly(LOST);
        }

        @Test
        void a_deletion_that_is_in_no_gap() {
            bookingThatIsDeleted();
            deliveries.add(
                    new Delivery(BOOKING_1, "booking_created", "s1", "", "socket", 1001, 1001, Delivery.IN_TIME));
            assertThat(judgement()).containsExactly(LOST);
        }

        @Test
        void an_older_state_after_a_newer_one() {
            order(2);
            socket(2, 2001);
            socket(1, 2002);
            assertThat(judgement()).containsExactly(ORDER);
        }

        @Test
        void an_older_state_after_a_kill_if_lists_do_not_lag() {
            order(2);
            socket(2, 2001);
            killAndStart(2100);
            row(1, "order_created", 2200);
            assertThat(judgement()).containsExactly(ORDER);
        }

        @Test
        void an_older_state_in_a_later_stay_that_knows_the_newer_one_even_if_lists_lag() {
            rules = rules(true, false, Map.of());
            order(2);
            socket(2, 2001);
            stopAndStart(2100);
            row(1, "order_created", 2200);
            assertThat(judgement()).containsExactly(ORDER);
        }

        @Test
        void an_older_state_in_the_same_stay_even_if_lists_lag() {
            rules = rules(true, false, Map.of());
            order(2);
            socket(2, 2001);
            row(1, "order_created", 2200);
            assertThat(judgement()).containsExactly(ORDER);
        }

        @Test
        void an_event_of_the_socket_that_is_repeated() {
            order(1);
            socket(1, 1001);
            cuts.add(1100L);
            socket(1, 1200);
            assertThat(judgement()).containsExactly(DUPLICATE);
        }

        @Test
        void an_event_of_the_socket_after_its_row() {
            order(1);
            row(1, "order_created", 1001);
            socket(1, 1200);
            assertThat(judgement()).containsExactly(DUPLICATE);
        }

        @Test
        void a_repeated_row_without_a_cut() {
            order(1);
            cuts.add(1000 - Repeats.BUSY_MACHINE);
            socket(1, 1001);
            row(1, "order_updated", 2000);
            cuts.add(2001L);
            assertThat(judgement()).containsExactly(DUPLICATE);
        }

        @Test
        void a_row_that_comes_twice() {
            order(1);
            row(1, "order_created", 1500);
            cuts.add(1600L);
            row(1, "order_updated", 2000);
            row(1, "order_updated", 2000);
            // The first of the two is a pair with the creation to look at; the second is one too many whatever it is.
            assertThat(judgement()).containsExactly(DUPLICATE);
        }

        @Test
        void anything_that_is_repeated_after_a_stop() {
            order(2);
            socket(1, 1001);
            socket(2, 2001);
            stopAndStart(2050);
            row(2, "order_updated", 2100);
            assertThat(judgement()).containsExactly(DUPLICATE);
            assertThat(repetitions()).isEmpty();
        }

        @Test
        void repetition_of_a_row_after_a_stop_even_if_the_time_may_be_unknown() {
            rules = rules(false, true, Map.of());
            creation();
            row(1, "order_created", 1500);
            stopAndStart(2050);
            row(1, "order_updated", 2100);
            assertThat(judgement()).containsExactly(DUPLICATE);
        }

        @Test
        void repetition_by_a_reconciliation_in_a_later_stay() {
            order(2);
            socket(2, 2001);
            stopAndStart(9000);
            deliveries.add(
                    new Delivery(ORDER_1, "order_updated", "s2", "v2", "reconcile", 9100, 9100, Delivery.IN_TIME));
            assertThat(judgement()).containsExactly(DUPLICATE);
        }

        @Test
        void repetition_of_what_was_finished_longer_before_a_kill() {
            creation();
            socket(1, 1010);
            killAndStart(1010 + Repeats.UNWRITTEN + 1);
            row(1, "order_created", 9000);
            assertThat(judgement()).containsExactly(DUPLICATE);
        }

        @Test
        void repetition_of_a_change_whose_event_came_longer_before_a_cut() {
            order(2);
            socket(2, 2001);
            cuts.add(2001 + Repeats.DOUBT + 1);
            row(2, "order_updated", 9000);
            assertThat(judgement()).containsExactly(DUPLICATE);
        }

        @Test
        void repetition_of_a_creation_whose_row_shows_that_it_is_one() {
            rules = rules(false, true, Map.of());
            creation();
            socket(1, 1010);
            cuts.add(1100L);
            row(1, "order_updated", 2000);
            assertThat(judgement()).containsExactly(DUPLICATE);
        }

        @Test
        void the_change_of_a_row_in_a_later_stay_if_it_was_told_before() {
            order(3);
            row(3, "order_created", 5000);
            row(3, "order_updated", 5000);
            stopAndStart(5100);
            row(3, "order_updated", 5200);
            assertThat(judgement()).containsExactly(DUPLICATE);
        }

        @Test
        void a_state_that_never_was() {
            order(1);
            socket(1, 1001);
            socket(7, 7001);
            assertThat(judgement()).containsExactly(INVENTED);
        }

        @Test
        void a_version_that_belongs_to_another_state() {
            order(2);
            socket(2, 2001);
            deliveries.add(new Delivery(ORDER_1, "order_updated", "s2", "v1", "catchup", 2500, 2500, Delivery.IN_TIME));
            assertThat(judgement()).containsExactly(INVENTED);
        }
    }
}
