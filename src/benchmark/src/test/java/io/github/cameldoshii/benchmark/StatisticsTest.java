package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void the_median_of_an_odd_number_of_values_is_the_middle_one() {
        assertThat(Statistics.median(9, 1, 5)).isEqualTo(5);
    }

    @Test
    void the_median_of_an_even_number_of_values_is_between_the_middle_ones() {
        assertThat(Statistics.median(9, 1, 5, 2)).isEqualTo(3.5);
    }

    @Test
    void the_median_of_nothing_is_not_a_number() {
        assertThat(Statistics.median()).isNaN();
    }

    @Test
    void a_percentile_is_a_value_that_occurred() {
        long[] hundred = LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray();

        assertThat(Statistics.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Statistics.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Statistics.percentile(hundred, 99.1)).isEqualTo(100);
        assertThat(Statistics.percentile(hundred, 100)).isEqualTo(100);
    }

    @Test
    void a_percentile_of_one_value_is_that_value() {
        assertThat(Statistics.percentile(new long[] {7}, 50)).isEqualTo(7);
        assertThat(Statistics.percentile(new long[] {7}, 0.1)).isEqualTo(7);
    }

    @Test
    void the_values_are_left_as_they_were() {
        long[] values = {3, 1, 2};

        Statistics.percentile(values, 50);

        assertThat(values).containsExactly(3, 1, 2);
    }
}
