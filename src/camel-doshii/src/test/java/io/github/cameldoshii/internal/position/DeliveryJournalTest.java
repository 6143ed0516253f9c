package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryJournalTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final ServiceClock service =
            new ServiceClock(() -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, MachineSleep.NONE);
    private final Clocks clocks = new Clocks(loop, service);
    private final List<String> stored = new ArrayList<>();
    private final List<Runnable> pings = new ArrayList<>();
    private Moment receivedUntil = clocks.now();
    private int answered;
    private final DeliveryJournal journal =
            new DeliveryJournal(StoredHistory.EMPTY, loop, clocks, () -> receivedUntil, pings::add, stored::add);

    @Test
    void what_is_not_finished_is_not_stored() {
        connectToAServiceThatTellsTheTime();
        receive("1");
        receive("2").run();

        loop.advance(SECOND.multipliedBy(5));

        assertThat(history().entities()).containsOnlyKeys(order("2"));
    }

    @Test
    void an_order_with_an_event_that_is_not_finished_has_no_time_until_it_is() {
        connectToAServiceThatTellsTheTime();
        receive("1").run();
        loop.advance(SECOND.multipliedBy(2));
        Delivery second = receive("1");
        Delivery third = receive("1");
        loop.advance(SECOND.multipliedBy(2));
        assertThat(history().entities().get(order("1")).hasEvent()).isFalse();

        second.run();
        loop.advance(SECOND.multipliedBy(2));
        assertThat(history().entities().get(order("1")).hasEvent()).isFalse();

        third.run();
        loop.advance(SECOND.multipliedBy(2));
        assertThat(history().entities().get(order("1")).hasEvent()).isTrue();
    }

    @Test
    void many_events_of_a_second_are_stored_at_once() {
        connectToAServiceThatTellsTheTime();
        for (int i = 0; i < 500; i++) {
            receive(String.valueOf(i)).run();
        }

        loop.advance(SECOND);

        assertThat(stored).hasSize(1);
        assertThat(history().size()).isEqualTo(500);
    }

    @Test
    void of_several_events_of_an_entity_only_the_last_is_stored() {
        connectToAServiceThatTellsTheTime();
        for (int i = 0; i < 3; i++) {
            receive("1").run();
        }

        loop.advance(SECOND);

        assertThat(stored).singleElement().satisfies(lines -> assertThat(
                        lines.lines().filter(line -> line.startsWith("e ")))
                .hasSize(1));
        assertThat(history().entities().get(order("1")).hasEvent()).isTrue();
    }

    @Test
    void nothing_new_is_nothing_to_store() {
        connectToAServiceThatTellsTheTime();
        receive("1").run();
        loop.advance(SECOND.multipliedBy(3));
        pings.forEach(Runnable::run);
        message();
        loop.advance(SECOND.multipliedBy(5));
        int before = stored.size();

        loop.advance(Duration.ofMinutes(5));
        journal.storeFinished();

        assertThat(stored).hasSize(before);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void two_seconds_behind_the_last_event_a_message_is_asked_for_that_settles_it() {
        connectToAServiceThatTellsTheTime();
        receive("1").run();
        loop.advance(Duration.ofMillis(1_500));
        assertThat(pings).isEmpty();
        assertThat(journal.isSettled()).isFalse();

        loop.advance(Duration.ofMillis(1_500));
        assertThat(pings).hasSize(1);
        message();
        pings.get(0).run();
        loop.advance(SECOND);

        assertThat(journal.isSettled()).isTrue();
        assertThat(verdictOfAChangeAtTheTimeOfTheEvent()).isEqualTo(DeliveryHistory.Verdict.DUPLICATE);
    }

    @Test
    void while_events_come_a_message_is_asked_for_each_second() {
        connectToAServiceThatTellsTheTime();
        for (int tenth = 0; tenth < 100; tenth++) {
            loop.advance(Duration.ofMillis(100));
            receiveWithoutProof(String.valueOf(tenth)).run();
            answerPings();
        }

        assertThat(answered).isBetween(7, 9);
    }

    @Test
    void a_heartbeat_that_was_answered_lately_serves_as_well() {
        connectToAServiceThatTellsTheTime();
        for (int tenth = 0; tenth < 100; tenth++) {
            loop.advance(Duration.ofMillis(100));
            receiveWithoutProof(String.valueOf(tenth)).run();
            message();
        }

        assertThat(pings).isEmpty();
    }

    @Test
    void before_that_a_change_of_the_time_of_the_event_is_in_doubt() {
        connectToAServiceThatTellsTheTime();
        receive("1").run();
        loop.advance(SECOND);

        assertThat(verdictOfAChangeAtTheTimeOfTheEvent()).isEqualTo(DeliveryHistory.Verdict.UNCERTAIN);
    }

    @Test
    void without_the_time_of_the_service_it_is_stored_that_something_was_delivered() {
        connectToAServiceThatTellsNoTime();
        receive("1").run();

        loop.advance(SECOND);

        assertThat(history().entities().get(order("1")).hasEvent()).isFalse();
        assertThat(history().entities().get(order("1")).status()).isEqualTo("pending");
    }

    @Test
    void when_the_service_tells_its_time_after_all_it_is_stored_when() {
        connectToAServiceThatTellsNoTime();
        receive("1").run();
        loop.advance(SECOND.multipliedBy(29));
        assertThat(stored).hasSize(1);

        serviceTellsTheTime();
        loop.advance(SECOND);

        assertThat(history().entities().get(order("1")).hasEvent()).isTrue();
        assertThat(history().entities().get(order("1")).status()).isEqualTo("pending");
    }

    @Test
    void when_that_time_comes_too_late_it_is_not_waited_for() {
        connectToAServiceThatTellsNoTime();
        receive("1").run();
        loop.advance(SECOND.multipliedBy(31));

        serviceTellsTheTime();
        receive("2").run();
        loop.advance(SECOND);

        assertThat(history().entities().get(order("1")).hasEvent()).isFalse();
        assertThat(history().entities().get(order("2")).hasEvent()).isTrue();
    }

    @Test
    void at_the_end_everything_that_is_finished_is_stored_and_what_was_held_back_is_not_known() {
        connectToAServiceThatTellsTheTime();
        receive("1").run();
        receive("2").run();
        journal.heldBack(order("2"));

        journal.leave();
        journal.storeRest();

        assertThat(history().entities().get(order("1")).hasEvent()).isTrue();
        assertThat(history().entities().get(order("2")).hasEvent()).isFalse();
    }

    @Test
    void a_name_that_no_service_gives_is_not_stored() {
        connectToAServiceThatTellsTheTime();
        receive("x".repeat(1_000_000)).run();

        loop.advance(SECOND.multipliedBy(3));

        assertThat(history().size()).isZero();
    }

    private void connectToAServiceThatTellsTheTime() {
        serviceTellsTheTime();
        connectToAServiceThatTellsNoTime();
    }

    private void serviceTellsTheTime() {
        MonotonicTime now = service.monotonicNow();
        service.observe(
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(loop.currentTimeMillis()).atZone(ZoneOffset.UTC)),
                now,
                now);
    }

    private void connectToAServiceThatTellsNoTime() {
        journal.connecting(1);
        journal.connected(1);
    }

    /** A ping goes out a little later than it is asked for. */
    private void answerPings() {
        for (Runnable pong : List.copyOf(pings)) {
            receivedUntil = clocks.now().plus(Duration.ofMillis(1));
            pong.run();
            answered++;
        }
        pings.clear();
    }

    private Delivery receive(String id) {
        message();
        return receiveWithoutProof(id);
    }

    private Delivery receiveWithoutProof(String id) {
        DoshiiEvent event = new DoshiiEvent("order_created", id, "venue", "pending", "", "", "{}", Origin.SOCKET, 1);
        Delivery delivery = new Delivery(clocks.now());
        journal.event(event, EntityKey.of(event), 1, clocks.now(), delivery);
        return delivery;
    }

    private void message() {
        receivedUntil = clocks.now();
    }

    /** As the next session judges it. */
    private DeliveryHistory.Verdict verdictOfAChangeAtTheTimeOfTheEvent() {
        StoredHistory history = history();
        EntityState row = new EntityState(
                new ServiceTime(1),
                ((Delivered.Reception.Before) history.entities().get(order("1")).reception()).latest(),
                "accepted",
                "v2");
        return new DeliveryHistory(history).evaluate(order("1"), row, 1, false, clocks);
    }

    private StoredHistory history() {
        StringBuilder text = new StringBuilder();
        stored.forEach(lines -> text.append(StoredHistory.part(lines)));
        return StoredHistory.read(text.toString());
    }

    private static EntityKey order(String id) {
        return EntityKey.of("order", id, "venue");
    }
}
