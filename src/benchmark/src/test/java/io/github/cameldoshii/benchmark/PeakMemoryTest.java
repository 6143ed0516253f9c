package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeakMemoryTest {

    @Test
    void reads_the_line_of_linux() {
        assertThat(PeakMemory.bytes("VmHWM:\t  254012 kB")).isEqualTo(254_012L * 1024);
    }
}
