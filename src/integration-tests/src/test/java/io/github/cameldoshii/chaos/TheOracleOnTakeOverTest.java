package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.chaos.History.Change;
import io.github.cameldoshii.chaos.History.Delivery;
import io.github.cameldoshii.chaos.History.Entity;
import io.github.cameldoshii.chaos.History.Rules;
import io.github.cameldoshii.chaos.History.Stay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another machine takes over at 2,000 while the first still works. */
class TheOracleOnTakeOverTest {

    private static final Entity ORDER = new Entity("order", "venue1", "1");

    private final List<Change> changes = List.of(
            new Change(ORDER, 1, "s1", "v1", "order_created", 1_007),
            new Change(ORDER, 2, "s2", "v2", "order_updated", 2_107),
            new Change(ORDER, 3, "s3", "v3", "order_updated", 2_207));
    private final List<Delivery> deliveries = new ArrayList<>();

    private History history() {
        return new History(
                new RouteSpec("all", "*"),
                changes,
                deliveries,
                List.of(),
                List.of(),
                List.of(
                        new Stay(0, Optional.empty(), Optional.empty()),
                        new Stay(2_000, Optional.of(1_900L), Optional.of(2_000L))),
                new Rules(500, false, false, false, Map.of()));
    }

    private List<Violation.What> judgement() {
        return Oracle.judge(history()).stream().map(Violation::what).toList();
    }

    private void told(int state, long at, long lateMillis) {
        deliveries.add(new Delivery(
                ORDER, state == 1 ? "order_created" : "order_updated", "s" + state, "", "socket", at, at, lateMillis));
    }

    @Test
    void both_may_tell_an_event_and_in_any_order_which_is_counted() {
        told(1, 1_010, Delivery.IN_TIME);
        told(2, 2_110, Delivery.IN_TIME);
        told(3, 2_210, Delivery.IN_TIME);
        told(2, 2_300, 300);
        told(3, 2_310, 310);

        assertThat(judgement()).isEmpty();
        assertThat(Oracle.repetitions(history()))
                .containsExactly(
                        new Repeats.Allowed(RepeatKind.BY_BOTH, 300), new Repeats.Allowed(RepeatKind.BY_BOTH, 310));
    }

    @Test
    void what_only_the_first_tells_is_not_lost() {
        told(1, 1_010, Delivery.IN_TIME);
        told(3, 2_310, 310);

        assertThat(judgement()).isEmpty();
    }

    @Test
    void the_first_must_become_aware_of_it() {
        told(1, 1_010, Delivery.IN_TIME);
        told(3, 2_210, Delivery.IN_TIME);
        told(3, 9_000, Oracle.AWARE_WITHIN + 1);

        assertThat(judgement()).containsExactly(Violation.What.NOT_FENCED);
    }

    @Test
    void the_second_tells_nothing_twice() {
        told(1, 1_010, Delivery.IN_TIME);
        told(3, 2_210, Delivery.IN_TIME);
        told(3, 2_900, Delivery.IN_TIME);

        assertThat(judgement()).containsExactly(Violation.What.DUPLICATE);
    }

    @Test
    void nor_what_the_first_has_told_before() {
        told(1, 1_010, Delivery.IN_TIME);
        told(3, 2_210, Delivery.IN_TIME);
        deliveries.add(new Delivery(ORDER, "order_created", "s1", "", "socket", 2_500, 2_500, Delivery.IN_TIME));

        assertThat(judgement()).containsExactly(Violation.What.ORDER);
    }
}
