package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class LatencyLogTest {

    private final LatencyLog log = new LatencyLog();

    @Test
    void gives_the_latency_of_what_arrived_in_a_time() throws Exception {
        log.arrived(sentAt(System.nanoTime() - 5_000_000_000L));
        long between = System.nanoTime();
        log.arrived(sentAt(System.nanoTime() - 1_000_000_000L));
        log.awaitCount(2, Duration.ZERO);

        assertThat(log.p99()).isGreaterThanOrEqualTo(5e9);
        assertThat(log.p99Between(between, System.nanoTime())).isBetween(1e9, 4e9);
    }

    @Test
    void forgets_what_was_before() {
        log.arrived(sentAt(0));

        log.clear();

        assertThat(log.p99()).isZero();
        assertThatThrownBy(() -> log.awaitCount(1, Duration.ZERO)).isInstanceOf(TimeoutException.class);
    }

    private static String sentAt(long nanos) {
        FrameTemplate template = FrameTemplate.ofSize(220);
        ByteBuffer frame = ByteBuffer.allocate(template.length());
        template.putInto(frame);
        template.stamp(frame, 0, 0, nanos);
        String text = new String(frame.array(), StandardCharsets.US_ASCII);
        return text.substring(text.indexOf("{\"id\""));
    }
}
