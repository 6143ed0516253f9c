package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of a connection whatever happens, in whatever order. */
class ConnectionPropertyTest {

    /** What can happen. */
    private enum Step {
        A_SHORT_TIME,
        A_LONG_TIME,
        A_PAUSE_OF_THE_PROCESS,
        A_JUMP_OF_THE_CLOCK,
        AN_EVENT,
        SEVERAL_EVENTS,
        RUBBISH,
        A_STRAY_PONG,
        A_FRAGMENT,
        PONGS_ON,
        PONGS_OFF,
        WRITES_STALL,
        WRITES_FLOW,
        A_CLOSE,
        A_CLOSE_FOR_POLICY,
        AN_OPENING,
        A_FAILED_DIAL,
        A_REFUSED_DIAL,
        A_LATE_OPENING,
        SOMEBODY_COMES,
        SOMEBODY_LEAVES,
        ROOM,
        A_RECONNECT_ON_REQUEST
    }

    /** A step and whom or how much it concerns. */
    private record Happening(Step step, int number) {}

    @Provide
    Arbitrary<List<Happening>> happenings() {
        Arbitrary<Happening> one = net.jqwik.api.Combinators.combine(
                        Arbitraries.of(Step.class), Arbitraries.integers().between(0, 2))
                .as(Happening::new);
        return one.list().ofMinSize(1).ofMaxSize(120);
    }

    @Property(tries = 2_000)
    void keeps_its_promises(@ForAll("happenings") List<Happening> happenings) {
        new World().live(happenings);
    }

    /** A connection, three who may listen, and what they are owed. */
    private static final class World {

        private final ConnectionUnderTest under = new ConnectionUnderTest();
        private final List<RecordingSubscriber> everyone = new ArrayList<>();
        private final Set<RecordingSubscriber> attached = new HashSet<>();
        private final Map<RecordingSubscriber, Integer> toldWhenLeft = new HashMap<>();
        private int events;

        World() {
            for (int i = 0; i < 3; i++) {
                everyone.add(new RecordingSubscriber("route-" + i).holding(3));
            }
        }

        void live(List<Happening> happenings) {
            for (Happening happening : happenings) {
                happen(happening);
                under.loop.runTasks();
                check();
            }
            end();
        }

        private void happen(Happening happening) {
            RecordingSubscriber who = everyone.get(happening.number());
            switch (happening.step()) {
                case A_SHORT_TIME -> under.advance(Duration.ofMillis(70L * (happening.number() + 1)));
                case A_LONG_TIME -> under.seconds(25L * (happening.number() + 1));
                case A_PAUSE_OF_THE_PROCESS -> under.loop.pauseProcess(Duration.ofSeconds(45));
                case A_JUMP_OF_THE_CLOCK -> under.loop.jumpWallClock(Duration.ofHours(happening.number() - 1));
                case SOMEBODY_COMES -> come(who);
                case SOMEBODY_LEAVES -> leave(who);
                case ROOM -> {
                    who.finish(who.pending());
                    under.capacityAvailable();
                }
                case A_RECONNECT_ON_REQUEST -> under.reconnect();
                default -> {
                    if (under.attempts() > 0) {
                        farSide(happening, under.transport.lastAttempt());
                    }
                }
            }
        }

        private void farSide(Happening happening, ScriptedTransport.ScriptedAttempt attempt) {
            ScriptedChannel channel = attempt.channel();
            switch (happening.step()) {
                case AN_EVENT -> event(channel);
                case SEVERAL_EVENTS -> {
                    for (int i = 0; i < 5; i++) {
                        event(channel);
                    }
                }
                case RUBBISH -> onLive(channel, () -> channel.arrive("rubbish"));
                case A_STRAY_PONG -> onLive(channel, () -> channel.pong("1"));
                case A_FRAGMENT -> onLive(channel, channel::fragment);
                case PONGS_ON -> onLive(channel, channel::answersPings);
                case PONGS_OFF -> channel.answersPings(false);
                case WRITES_STALL -> channel.writeQueueFull(true);
                case WRITES_FLOW -> channel.writeQueueFull(false);
                case A_CLOSE -> onLive(channel, () -> channel.end(CloseCause.ABNORMAL, "cut"));
                case A_CLOSE_FOR_POLICY -> onLive(channel, () -> channel.end(CloseCause.POLICY, "policy"));
                case AN_OPENING -> attempt.open();
                case A_FAILED_DIAL -> attempt.fail(new ConnectFailure.Unreachable("refused"));
                case A_REFUSED_DIAL -> attempt.fail(new ConnectFailure.Unauthorized(401, "not accepted"));
                case A_LATE_OPENING -> {
                    if (attempt.isAbandoned()) {
                        attempt.openThoughAbandoned();
                    }
                }
                default -> throw new IllegalStateException(happening.toString());
            }
        }

        private static void onLive(ScriptedChannel channel, Runnable action) {
            if (channel.isLive()) {
                action.run();
            }
        }

        private void event(ScriptedChannel channel) {
            onLive(channel, () -> {
                events++;
                channel.event("order_updated", Integer.toString(events));
            });
        }

        private void come(RecordingSubscriber who) {
            under.attach(who);
            attached.add(who);
            toldWhenLeft.remove(who);
        }

        private void leave(RecordingSubscriber who) {
            under.detach(who);
            under.loop.runTasks();
            if (attached.remove(who)) {
                toldWhenLeft.put(who, who.told());
            }
        }

        private void check() {
            assertThat(under.transport.liveChannels())
                    .as("live channels")
                    .isLessThanOrEqualTo(attached.isEmpty() ? 0 : 1);
            assertThat(under.transport.closestAttemptsNanos())
                    .as("between two attempts")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
            toldWhenLeft.forEach((who, told) -> assertThat(who.told())
                    .as("what %s was told after it had left", who.name())
                    .isEqualTo(told));
            for (RecordingSubscriber who : everyone) {
                assertInOrder(who);
            }
            if (attached.isEmpty()) {
                assertThat(under.loop.timers())
                        .as("timers with nobody attached")
                        .isZero();
            } else {
                assertThat(under.loop.timers())
                        .as("timers with somebody attached")
                        .isPositive();
            }
        }

        /** Numbers rise, and within the time for which a subscriber was attached none is left out or told twice. */
        private static void assertInOrder(RecordingSubscriber who) {
            int last = 0;
            for (String id : who.eventIds()) {
                int number = Integer.parseInt(id);
                assertThat(number).as("event after %d to %s", last, who.name()).isGreaterThan(last);
                last = number;
            }
        }

        private void end() {
            everyone.forEach(this::leave);
            under.connection.end();
            under.seconds(2);
            check();
            assertThat(under.loop.isClosed()).isTrue();
            int attempts = under.attempts();
            under.seconds(3_600);
            assertThat(under.attempts()).isEqualTo(attempts);
        }
    }

    /** One channel, one subscriber that takes all: everything that arrived before the end is handed on, in order. */
    @Property(tries = 500)
    void hands_on_all_that_a_channel_brought_in_order(@ForAll("happenings") List<Happening> happenings) {
        ConnectionUnderTest under = new ConnectionUnderTest();
        under.subscriber.holding(3);
        ScriptedChannel channel = under.live();
        List<String> sent = new ArrayList<>();
        for (Happening happening : happenings) {
            switch (happening.step()) {
                case AN_EVENT, SEVERAL_EVENTS, RUBBISH -> {
                    for (int i = 0; i <= happening.number(); i++) {
                        sent.add("o" + sent.size());
                        channel.event("order_updated", sent.get(sent.size() - 1));
                    }
                }
                case A_LONG_TIME -> under.seconds(10);
                case A_PAUSE_OF_THE_PROCESS -> under.loop.pauseProcess(Duration.ofMinutes(2));
                case ROOM -> {
                    under.subscriber.finish(under.subscriber.pending());
                    under.capacityAvailable();
                }
                default -> under.advance(Duration.ofMillis(10));
            }
        }

        channel.end(CloseCause.NORMAL, "");
        under.loop.runTasks();

        assertThat(under.subscriber.eventIds()).isEqualTo(sent);
        assertThat(under.connection.statistics().disconnects()).isEqualTo(1);
    }
}
