package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectLogTest {

    private static final long MILLISECOND = 1_000_000;

    private final ConnectLog log = new ConnectLog();

    @Test
    void even_attempts_are_as_many_as_their_rate() {
        for (int i = 0; i < 100; i++) {
            log.add(Long.MAX_VALUE + i * 50 * MILLISECOND);
        }

        assertThat(log.busiestSecond()).isEqualTo(20);
        assertThat(log.all()).isEqualTo(100);
    }

    @Test
    void a_second_may_begin_anywhere() {
        for (long millis : new long[] {0, 900, 950, 1_000, 1_800, 1_899, 5_000}) {
            log.add(millis * MILLISECOND);
        }

        assertThat(log.busiestSecond()).isEqualTo(5);
    }

    @Test
    void counts_anew_when_it_was_cleared() {
        log.add(0);
        log.add(1);
        log.clear();
        log.add(2);

        assertThat(log.busiestSecond()).isEqualTo(1);
        assertThat(log.all()).isEqualTo(1);
    }
}
