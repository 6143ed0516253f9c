package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds for every order in which events come, end, are marked and are held. */
class PositionTrackerPropertyTest {

    private enum Kind {
        RECEIVED,
        FINISHED,
        MARK,
        HOLD,
        RELEASE
    }

    /**
     * One call.
     *
     * @param step how far the clock goes before it
     * @param pick which open event is finished, or how far back the hold is
     */
    private record Call(Kind kind, int step, int pick) {}

    private record Open(long at, Delivery ticket) {}

    /** Makes the calls and remembers, in its own way, what the position must not pass. */
    private static final class Run {
        private final PositionTracker tracker = new PositionTracker();
        private final List<Open> open = new ArrayList<>();
        private OptionalLong held = OptionalLong.empty();
        private long now = 1_000_000;
        private boolean marked;

        void make(Call call) {
            now += call.step();
            switch (call.kind()) {
                case RECEIVED -> {
                    open.add(new Open(now, tracker.received(Moments.at(now))));
                    marked = true;
                }
                case FINISHED -> finish(call.pick());
                case MARK -> {
                    tracker.mark(Moments.at(now));
                    marked = true;
                }
                case HOLD -> {
                    held = OptionalLong.of(now - call.pick());
                    tracker.pin(Moments.at(now - call.pick()));
                }
                case RELEASE -> {
                    held = OptionalLong.empty();
                    tracker.unpin();
                }
            }
        }

        private void finish(int pick) {
            if (!open.isEmpty()) {
                open.remove(pick % open.size()).ticket().run();
            }
        }

        void check() {
            assertThat(tracker.position().isPresent()).isEqualTo(marked || held.isPresent());
            if (tracker.position().isEmpty()) {
                return;
            }
            long position = position(tracker);
            open.forEach(event -> assertThat(position).isLessThan(event.at()));
            held.ifPresent(limit -> assertThat(position).isLessThanOrEqualTo(limit));
        }

        void end() {
            open.forEach(event -> event.ticket().run());
            tracker.unpin();
            tracker.mark(Moments.at(now));
            assertThat(position(tracker)).isEqualTo(now);
        }
    }

    @Property
    void it_passes_no_unfinished_event_and_no_hold_and_reaches_the_last_mark(
            @ForAll("forward") @Size(max = 60) List<Call> calls) {
        check(calls);
    }

    private static long position(PositionTracker tracker) {
        return tracker.position().orElseThrow().wall().epochMillis();
    }

    private static void check(List<Call> calls) {
        Run run = new Run();
        for (Call call : calls) {
            run.make(call);
            run.check();
        }
        run.end();
    }

    @Property
    void it_never_goes_back_while_the_clock_does_not_and_nothing_is_held(
            @ForAll("forward") @Size(max = 60) List<Call> calls) {
        Run run = new Run();
        long before = 0;
        for (Call call : calls) {
            if (call.kind() == Kind.HOLD || call.kind() == Kind.RELEASE) {
                continue;
            }
            run.make(call);
            if (run.tracker.position().isPresent()) {
                // An event of the same millisecond as the mark holds back by one.
                assertThat(position(run.tracker)).isGreaterThanOrEqualTo(before - 1);
                before = position(run.tracker);
            }
        }
    }

    @Provide
    Arbitrary<List<Call>> forward() {
        return calls(0);
    }

    private static Arbitrary<List<Call>> calls(int leastStep) {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(leastStep, 20),
                        Arbitraries.integers().between(0, 40))
                .as(Call::new)
                .list();
    }
}
