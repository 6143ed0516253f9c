package io.github.cameldoshii.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** A moment keeps what it is by the service's clock, whatever is set, and whichever clock stands still, after it. */
class ClocksTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration ERROR = Duration.ofSeconds(1);

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final ServiceClock service =
            new ServiceClock(() -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, MachineSleep.UNTOLD);
    private final Clocks clocks = new Clocks(loop, service);

    @Test
    void a_moment_at_which_the_service_was_known_stays_what_it_was() {
        measure(Duration.ZERO);
        Moment moment = clocks.now();
        loop.advance(HOUR);
        loop.jumpWallClock(HOUR.multipliedBy(3));

        assertThat(clocks.serviceTime(moment).since(moment.service()).abs()).isLessThanOrEqualTo(ERROR);
    }

    @Test
    void and_so_it_does_if_the_machine_sleeps_and_its_monotonic_clock_stands_still() {
        measure(Duration.ZERO);
        Moment moment = clocks.now();
        loop.jumpWallClock(HOUR);
        measure(Duration.ZERO);
        loop.advance(Duration.ofMillis(1));

        assertThat(clocks.serviceTime(moment)).isEqualTo(moment.service());
        assertThat(clocks.latestServiceTime(moment))
                .isEqualTo(clocks.serviceNow().minus(Duration.ofMillis(1)));
    }

    @Test
    void and_exactly_if_it_is_told_how_long_the_machine_has_slept_and_the_clock_is_set_besides() {
        Duration[] slept = {Duration.ZERO};
        ServiceClock told =
                new ServiceClock(() -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, () -> slept[0]);
        Clocks ofASleeper = new Clocks(loop, told);
        Moment moment = ofASleeper.now();
        slept[0] = HOUR;
        loop.jumpWallClock(HOUR.multipliedBy(-4));
        loop.advance(HOUR);
        Instant service = moment.service().plus(HOUR.multipliedBy(2)).toInstant();
        MonotonicTime now = told.monotonicNow();
        told.observe(DateTimeFormatter.RFC_1123_DATE_TIME.format(service.atZone(ZoneOffset.UTC)), now, now);

        assertThat(ofASleeper.serviceTime(moment).since(moment.service()).abs()).isLessThanOrEqualTo(ERROR);
    }

    @Test
    void a_moment_before_the_first_measurement_is_reckoned_back_from_it() {
        loop.jumpWallClock(HOUR.multipliedBy(2));
        Moment moment = clocks.now();
        loop.advance(HOUR);
        measure(HOUR.multipliedBy(-2));

        assertThat(clocks.serviceTime(moment)).satisfies(time -> assertThat(
                        time.since(clocks.serviceNow()).plus(HOUR).abs())
                .isLessThanOrEqualTo(ERROR));
    }

    @Test
    void it_is_the_earlier_one_if_the_machine_has_slept_meanwhile() {
        Moment moment = clocks.now();
        loop.advance(HOUR);
        loop.jumpWallClock(HOUR);
        measure(Duration.ZERO);

        assertThat(clocks.serviceTime(moment)).isEqualTo(clocks.serviceNow().minus(HOUR.multipliedBy(2)));
    }

    @Test
    void and_does_not_move_when_the_clock_of_a_machine_that_does_not_sleep_is_set_forward() {
        ServiceClock told = new ServiceClock(
                () -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, MachineSleep.NONE);
        Clocks ofOneThatDoesNotSleep = new Clocks(loop, told);
        Moment moment = ofOneThatDoesNotSleep.now();
        loop.advance(HOUR);
        loop.jumpWallClock(HOUR);
        measure(told, Duration.ZERO);

        assertThat(ofOneThatDoesNotSleep.serviceTime(moment))
                .isEqualTo(ofOneThatDoesNotSleep.serviceNow().minus(HOUR));
    }

    @Test
    void it_is_as_early_as_the_wall_clock_says_if_what_was_known_at_it_has_turned_out_to_be_wrong() {
        measure(HOUR.multipliedBy(16));
        Moment moment = clocks.now();
        ServiceTime right = new ServiceTime(moment.wall().epochMillis());
        loop.jumpWallClock(HOUR.multipliedBy(7));
        measure(Duration.ZERO);
        loop.advance(Duration.ofMillis(1));

        assertThat(clocks.serviceTime(moment).since(right).abs()).isLessThanOrEqualTo(ERROR);
    }

    @Test
    void what_is_set_after_the_first_measurement_does_not_matter() {
        Moment moment = clocks.now();
        measure(Duration.ZERO);
        loop.advance(HOUR);
        loop.jumpWallClock(HOUR);

        assertThat(clocks.serviceTime(moment)
                        .plus(HOUR)
                        .since(clocks.serviceNow())
                        .abs())
                .isLessThanOrEqualTo(ERROR);
    }

    @Test
    void without_any_measurement_it_is_the_earlier_one_when_the_clock_is_set_forward() {
        Moment moment = clocks.now();
        loop.advance(HOUR);
        loop.jumpWallClock(HOUR);

        assertThat(clocks.serviceTime(moment)).isEqualTo(moment.service());
        assertThat(clocks.latestServiceTime(moment)).isEqualTo(moment.service().plus(HOUR));
    }

    @Test
    void without_any_measurement_it_does_not_move_when_the_clock_is_set_back() {
        Moment moment = clocks.now();
        loop.advance(HOUR);
        loop.jumpWallClock(HOUR.multipliedBy(-5));

        assertThat(clocks.serviceTime(moment)).isEqualTo(clocks.serviceNow().minus(HOUR));
        assertThat(clocks.wallTime(moment)).isEqualTo(clocks.wallNow().minus(HOUR));
    }

    @Test
    void what_an_earlier_process_has_noted_is_the_earliest_that_any_clock_makes_of_it() {
        WallTime noted = clocks.wallNow();
        ServiceTime asItSays = new ServiceTime(noted.epochMillis());
        loop.advance(HOUR);
        loop.jumpWallClock(HOUR.multipliedBy(2));
        Moment read = clocks.now();
        loop.jumpWallClock(HOUR.multipliedBy(-3));
        measure(HOUR);

        assertThat(clocks.serviceTimeOfNoted(noted, read))
                .isEqualTo(clocks.serviceNow().minus(HOUR.multipliedBy(3)));
        loop.advance(Duration.ofMillis(1));
        assertThat(clocks.serviceTimeOfNoted(noted, clocks.now())).isEqualTo(asItSays);
    }

    /** The service tells a time that is so much ahead of the local clock. */
    private void measure(Duration ahead) {
        measure(service, ahead);
    }

    private void measure(ServiceClock clock, Duration ahead) {
        Instant time = Instant.ofEpochMilli(loop.currentTimeMillis()).plus(ahead);
        MonotonicTime now = clock.monotonicNow();
        clock.observe(DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC)), now, now);
    }
}
