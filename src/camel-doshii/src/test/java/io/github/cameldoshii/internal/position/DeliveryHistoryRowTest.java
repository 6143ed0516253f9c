package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.position.DeliveryHistory.Verdict;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** An event of the socket was received on connection 1, of an order of one location. */
class DeliveryHistoryRowTest {

    private static final Duration AGREEING = Duration.ofMillis(2);
    private static final Duration OFF = Duration.ofMillis(501);

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final ServiceClock service =
            new ServiceClock(() -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, MachineSleep.NONE);
    private final Clocks clocks = new Clocks(loop, service);
    private final DeliveryHistory history = new DeliveryHistory();
    private Moment received;

    @Test
    void of_the_same_moment_is_covered_on_the_same_connection_whatever_rounding_makes_of_it() {
        receive("venue");

        assertThat(verdict(AGREEING, 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(AGREEING.plusMillis(1), 1)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void that_seems_newer_only_by_the_error_of_the_clock_does_not_come_after_the_event() {
        theServiceIsAheadByAnHour();
        receive("venue");

        assertThat(verdict(OFF, 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(OFF.plusMillis(1), 1)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void is_in_doubt_if_that_connection_was_cut() {
        receive("venue");
        history.connectionEnded(1, received);

        assertThat(verdict(Duration.ZERO, 2)).isEqualTo(Verdict.UNCERTAIN);
        assertThat(verdict(AGREEING, 2)).isEqualTo(Verdict.UNCERTAIN);
    }

    @Test
    void of_another_location_with_the_same_id_is_another_order() {
        receive("another venue");

        assertThat(verdict(Duration.ofSeconds(-10), 1)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void is_covered_by_an_event_that_does_not_tell_its_location() {
        receive("");

        assertThat(verdict(Duration.ofSeconds(-10), 1)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void stays_covered_when_the_clock_of_the_machine_is_set() {
        theServiceIsAheadByAnHour();
        receive("venue");
        loop.jumpWallClock(Duration.ofHours(25));

        assertThat(verdict(Duration.ofSeconds(-10), 1)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void
            is_covered_on_the_same_connection_however_new_it_seems_to_a_clock_that_was_set_and_the_service_never_told_its_time() {
        loop.jumpWallClock(Duration.ofHours(-1));
        receive("venue");

        assertThat(verdict(Duration.ofMinutes(50), 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(Duration.ofMinutes(50), 2)).isEqualTo(Verdict.UNCERTAIN);
    }

    @Test
    void is_so_too_if_the_row_is_of_a_time_that_has_not_come_by_a_clock_that_nobody_has_set() {
        receive("venue");

        assertThat(verdict(Duration.ofMinutes(50), 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(Duration.ofMinutes(50), 2)).isEqualTo(Verdict.UNCERTAIN);
    }

    @Test
    void is_so_too_if_it_is_the_time_that_was_told_as_the_services_by_which_the_row_is_of_the_future() {
        theServiceIsAheadByAnHour();
        receive("venue");

        assertThat(verdict(Duration.ofMinutes(50), 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(Duration.ofMinutes(50), 2)).isEqualTo(Verdict.UNCERTAIN);
    }

    @Test
    void is_in_doubt_after_a_cut_however_old_it_seems_while_one_answer_alone_has_told_the_time() {
        anAnswerTellsThatItIsAheadByAnHour();
        receive("venue");
        loop.advance(Duration.ofSeconds(30));
        history.connectionEnded(1, clocks.now());

        assertThat(verdict(Duration.ofSeconds(-10), 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(Duration.ofSeconds(-10), 2)).isEqualTo(Verdict.UNCERTAIN);

        anAnswerTellsThatItIsAheadByAnHour();

        assertThat(verdict(Duration.ofSeconds(-10), 2)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void is_in_doubt_by_such_a_clock_if_the_event_does_not_tell_its_location() {
        receive("");

        assertThat(verdict(Duration.ofMinutes(50), 1)).isEqualTo(Verdict.UNCERTAIN);
    }

    @Test
    void that_a_reconciliation_has_found_is_judged_by_the_clock_alone_as_the_socket_may_be_deaf() {
        loop.jumpWallClock(Duration.ofHours(-1));
        receive("venue");

        assertThat(verdict(Duration.ofMinutes(50), 1, true)).isEqualTo(Verdict.MISSING);
    }

    private void theServiceIsAheadByAnHour() {
        anAnswerTellsThatItIsAheadByAnHour();
        anAnswerTellsThatItIsAheadByAnHour();
    }

    private void anAnswerTellsThatItIsAheadByAnHour() {
        Instant ahead = Instant.ofEpochMilli(loop.currentTimeMillis()).plusSeconds(3600);
        MonotonicTime now = service.monotonicNow();
        service.observe(DateTimeFormatter.RFC_1123_DATE_TIME.format(ahead.atZone(ZoneOffset.UTC)), now, now);
        service.accepted(service.now(), now);
    }

    private void receive(String locationId) {
        received = clocks.now();
        DoshiiEvent event =
                new DoshiiEvent("order_updated", "1", locationId, "accepted", "", "", "{}", Origin.SOCKET, 1);
        history.recordEvent(EntityKey.of(event), event, 1, received);
    }

    private Verdict verdict(Duration afterTheEvent, long connection) {
        return verdict(afterTheEvent, connection, false);
    }

    private Verdict verdict(Duration afterTheEvent, long connection, boolean reconciles) {
        EntityState row =
                new EntityState(ServiceTime.UNKNOWN, received.service().plus(afterTheEvent), "accepted", "v1");
        return history.evaluate(EntityKey.of("order", "1", "venue"), row, connection, reconciles, clocks);
    }

    @Test
    void that_shows_the_creation_of_which_the_event_has_told_is_not_in_doubt() {
        loop.advance(Duration.ofMillis(10_123));
        receive("venue");
        history.connectionEnded(1, received);
        ServiceTime created = received.service().minus(Duration.ofMillis(5));

        assertThat(verdictOf(new EntityState(created, created, "accepted", "v1")))
                .isEqualTo(Verdict.DUPLICATE);
        assertThat(verdictOf(new EntityState(created, created, "pending", "v1")))
                .isEqualTo(Verdict.UNCERTAIN);
        assertThat(verdictOf(new EntityState(ServiceTime.UNKNOWN, created, "accepted", "v1")))
                .isEqualTo(Verdict.UNCERTAIN);
    }

    @Test
    void of_the_creation_is_known_also_where_nobody_knows_when_its_event_was_received() {
        DeliveryHistory next =
                new DeliveryHistory(StoredHistory.read(StoredHistory.part("k order venue 1 accepted\n")));
        ServiceTime created = new ServiceTime(1_767_225_600_123L);

        assertThat(verdictOf(next, new EntityState(created, created, "accepted", "v1")))
                .isEqualTo(Verdict.DUPLICATE);
        assertThat(verdictOf(next, new EntityState(created, created.plus(AGREEING), "accepted", "v2")))
                .isEqualTo(Verdict.MISSING);
    }

    @Test
    void of_the_creation_is_known_also_where_the_time_of_the_service_is_doubtful() {
        receive("venue");
        history.connectionEnded(1, received);
        ServiceTime created = received.service().plus(Duration.ofHours(5)).plus(Duration.ofMillis(123));

        assertThat(verdictOf(new EntityState(created, created, "accepted", "v1")))
                .isEqualTo(Verdict.DUPLICATE);
        assertThat(verdictOf(new EntityState(created, created.plus(AGREEING), "accepted", "v2")))
                .isEqualTo(Verdict.UNCERTAIN);
    }

    @Test
    void of_another_order_that_was_given_the_same_id_later_is_missing() {
        loop.advance(Duration.ofMillis(10_123));
        receive("venue");
        history.connectionEnded(1, received);
        ServiceTime created = received.service().plus(Duration.ofMinutes(5));
        loop.advance(Duration.ofMinutes(10));

        assertThat(verdictOf(new EntityState(created, created, "accepted", "v1")))
                .isEqualTo(Verdict.MISSING);
    }

    private Verdict verdictOf(EntityState row) {
        return verdictOf(history, row);
    }

    private Verdict verdictOf(DeliveryHistory history, EntityState row) {
        return history.evaluate(EntityKey.of("order", "1", "venue"), row, 2, false, clocks);
    }
}
