package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrowthTableTest {

    private final GrowthTable table = new GrowthTable();

    @Test
    void compares_the_cost_of_a_message_with_the_first_row() {
        table.add(GrowthCase.BASE, result(1_000, 2_000_000, 0), result(1_000, 0, 0));
        table.add(GrowthCase.ofRoutes(10), result(1_000, 13_000_000, 0), result(1_000, 0, 0));

        assertThat(lastRow()).startsWith("| 10 routes | 13.00 | 6.50 times |");
    }

    @Test
    void unwanted_messages_share_the_cost() {
        table.add(GrowthCase.ofUnwanted("90 %", 10), result(1_000, 5_000_000, 0), result(1_000, 0, 0));

        assertThat(lastRow()).startsWith("| 90 % unwanted | 0.50 |");
    }

    @Test
    void tells_no_99th_percentile_of_a_few_messages() {
        table.add(GrowthCase.BASE, result(1_000, 1, 0), result(99, 1, 0));

        assertThat(lastRow()).contains("| 40 | n/a |");
    }

    @Test
    void tells_what_is_missing_in_either_run() {
        table.add(GrowthCase.BASE, result(1_000, 1, 2), result(1_000, 1, 3));

        assertThat(lastRow()).endsWith("| 40 | 50 | 5 |");
    }

    private String lastRow() {
        return table.toString().lines().reduce("", (before, row) -> row);
    }

    private static RunResult result(long events, long cpuNanos, long lost) {
        return new RunResult(events, new ProcessUsage(1_000_000, cpuNanos, 0), 0, lost, 0, 40_000, 50_000, 0, 0);
    }
}
