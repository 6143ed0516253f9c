package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** A position as text: what is written is read, and what is not whole is not taken for a position. */
class PositionCodecTest {

    private static final String TEXT =
            PositionCodec.encode(new Position.ByService(new ServiceTime(1_764_000_000_123L)));

    @Property
    void what_is_written_is_read(
            @ForAll @LongRange(min = -1_000_000_000_000_000L, max = 1_000_000_000_000_000L) long at,
            @ForAll boolean known) {
        Position position =
                known ? new Position.ByService(new ServiceTime(at)) : new Position.ByWallClock(new WallTime(at));

        assertThat(PositionCodec.decode(PositionCodec.encode(position)))
                .isEqualTo(new PositionCodec.Decoded.Of(position));
    }

    @Example
    void has_one_line_that_people_can_read() {
        assertThat(TEXT).matches("doshii-position 1 at 1764000000123 offset 0 crc [0-9a-f]{8}");
    }

    @Example
    void one_by_the_local_clock_with_an_offset_is_by_the_service() {
        assertThat(PositionCodec.decode("doshii-position 1 at 1764000000123 offset -250 crc 14915aec"))
                .isEqualTo(new PositionCodec.Decoded.Of(new Position.ByService(new ServiceTime(1_763_999_999_873L))));
    }

    @Example
    void every_truncation_is_damage() {
        for (int length = 0; length < TEXT.length(); length++) {
            assertThat(PositionCodec.decode(TEXT.substring(0, length)))
                    .as("%d of %d characters", length, TEXT.length())
                    .isInstanceOf(PositionCodec.Decoded.Damaged.class);
        }
    }

    @Example
    void no_text_with_one_bit_changed_is_a_position() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(PositionCodec.decode(new String(changed, StandardCharsets.UTF_8)))
                    .as("bit %d", bit)
                    .isNotInstanceOf(PositionCodec.Decoded.Of.class);
        }
    }

    @Example
    void what_follows_a_position_is_damage() {
        assertThat(PositionCodec.decode(TEXT + "0")).isInstanceOf(PositionCodec.Decoded.Damaged.class);
        assertThat(PositionCodec.decode(TEXT + "\n")).isInstanceOf(PositionCodec.Decoded.Damaged.class);
        assertThat(PositionCodec.decode(TEXT + TEXT)).isInstanceOf(PositionCodec.Decoded.Damaged.class);
    }

    @Example
    void a_later_format_is_told_by_its_number() {
        assertThat(PositionCodec.decode("doshii-position 12 anything that comes to mind"))
                .isEqualTo(new PositionCodec.Decoded.Newer(12));
    }

    @Example
    void a_number_as_other_software_would_store_it_is_damage() {
        assertThat(PositionCodec.decode("1764000000123")).isInstanceOf(PositionCodec.Decoded.Damaged.class);
    }
}
