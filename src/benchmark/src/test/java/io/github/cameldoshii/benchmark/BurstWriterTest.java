package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BurstWriterTest {

    @Test
    void writes_every_message_of_a_burst_once_and_in_order() throws Exception {
        int moreThanOnePiece = 5_000;

        List<String> texts = write(new Burst(220, 7, moreThanOnePiece, 0));

        assertThat(texts.stream().mapToLong(BurstWriterTest::sequence))
                .containsExactly(
                        LongStream.range(7, 7 + moreThanOnePiece).boxed().toArray(Long[]::new));
    }

    @Test
    void a_paced_burst_takes_the_time_that_its_pace_asks_for() throws Exception {
        long start = System.nanoTime();

        List<String> texts = write(new Burst(220, 0, 11, 100));

        assertThat(texts).hasSize(11);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    }

    @Test
    void the_last_of_so_many_is_wanted_and_the_others_have_its_number_but_another_name() throws Exception {
        List<String> texts = write(new Burst(220, 6, 6, 0, 3));

        assertThat(texts.stream().map(text -> text.contains("order_updated")))
                .containsExactly(false, false, true, false, false, true);
        assertThat(texts.stream().map(text -> text.contains("order_deleted")))
                .containsExactly(true, true, false, true, true, false);
        assertThat(texts.stream().map(BurstWriterTest::sequence)).containsExactly(2L, 2L, 2L, 3L, 3L, 3L);
    }

    private static List<String> write(Burst burst) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WritableByteChannel channel = Channels.newChannel(bytes);
        BurstWriter writer = new BurstWriter(burst);
        while (!writer.isDone()) {
            writer.writeNext(channel);
        }
        return SentFrames.texts(bytes.toByteArray());
    }

    private static long sequence(String text) {
        return FrameTemplate.number(text, FrameTemplate.sequenceInMessage(), FrameTemplate.SEQUENCE_DIGITS);
    }
}
