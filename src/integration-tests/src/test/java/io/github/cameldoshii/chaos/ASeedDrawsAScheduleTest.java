package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ASeedDrawsAScheduleTest {

    private final List<Schedule> schedules =
            LongStream.rangeClosed(1, 50).mapToObj(Schedule::of).toList();

    @Test
    void always_the_same_one() {
        for (Schedule schedule : schedules) {
            assertThat(Schedule.of(schedule.seed())).isEqualTo(schedule);
        }
    }

    @Test
    void another_one_for_each_seed() {
        assertThat(schedules.stream().map(Schedule::steps)).doesNotHaveDuplicates();
    }

    @Test
    void and_fifty_of_them_have_every_kind_of_step() {
        Set<String> drawn = schedules.stream()
                .flatMap(schedule -> schedule.steps().stream())
                .map(timed -> timed.step().kind())
                .collect(Collectors.toSet());

        assertThat(drawn).isEqualTo(kinds(Step.class).collect(Collectors.toSet()));
    }

    @Test
    void with_every_condition() {
        assertThat(schedules.stream().map(Schedule::conditions))
                .anyMatch(Conditions::child)
                .anyMatch(conditions -> conditions.child() && conditions.database())
                .anyMatch(conditions -> !conditions.child() && conditions.database())
                .anyMatch(Conditions::cluster)
                .anyMatch(conditions -> !conditions.database())
                .anyMatch(conditions -> conditions.routes().size() == 2)
                .anyMatch(conditions -> conditions.lanes() == 4)
                .anyMatch(conditions -> conditions.queueSize() == 3)
                .anyMatch(conditions -> conditions.clockAheadMillis() > 0)
                .anyMatch(conditions -> conditions.clockAheadMillis() < 0)
                .anyMatch(conditions -> conditions.listLagMillis() > 0)
                .anyMatch(conditions -> conditions.reconcileMillis() > 0)
                .anyMatch(conditions -> conditions.maxAgeMillis() < 10_000);
    }

    private static Stream<String> kinds(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(ASeedDrawsAScheduleTest::kinds)
                : Stream.of(type.getSimpleName());
    }
}
