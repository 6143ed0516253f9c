package io.github.cameldoshii.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.position.DeliveryJournals;
import io.github.cameldoshii.internal.position.ResumePoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * From where it is asked when the resume point is older than catchUpMaxAge by less than the overlap: a list may lag behind a
 * position by the overlap, so that something is not asked for, and must be told.
 */
class RecoveryServiceMaxAgeTest {

    private static final Duration OVERLAP = Duration.ofSeconds(60);
    private static final Duration MAX_AGE = Duration.ofHours(24);
    private static final Duration A_LITTLE_TOO_OLD = MAX_AGE.plus(OVERLAP.dividedBy(2));

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final ScriptedLists lists = new ScriptedLists(loop);
    private final RecordingListener route = new RecordingListener();
    private final RecoveryService recovery = lists.recovery(
            new RecoverySettings(
                    Set.of(RecoverableList.ORDERS), OVERLAP, MAX_AGE, Duration.ZERO, Duration.ofMinutes(5)),
            reason -> {});

    private void resumeFrom(Function<Moment, ResumePoint> point) {
        lists.list("/locations", request -> ScriptedLists.locations("loc1"));
        lists.list("/orders", request -> ScriptedLists.page(List.of()));
        recovery.join(route, DeliveryJournals.forgetful(loop, recovery.clocks()));
        Moment since = recovery.clocks().now().minus(A_LITTLE_TOO_OLD);
        recovery.connected(route, 1, Optional.of(point.apply(since)));
        loop.advance(Duration.ofSeconds(2));
    }

    @Test
    void a_position_is_told_as_a_gap() {
        resumeFrom(ResumePoint.Since::new);

        assertThat(route.gaps()).singleElement().satisfies(gap -> assertThat(gap.reason())
                .contains("older than catchUpMaxAge"));
    }

    @Test
    void a_look_back_is_not_because_no_list_lags_behind_it() {
        resumeFrom(ResumePoint.LookBack::new);

        assertThat(route.gaps()).isEmpty();
    }
}
