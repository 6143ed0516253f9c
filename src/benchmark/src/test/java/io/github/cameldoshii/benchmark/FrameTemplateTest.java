package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTemplateTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(ints = {96, 100, 125, 126, 219, 220, 221, 340, 1000, 65_535})
    void is_one_valid_text_frame_of_exactly_the_size_asked_for(int size) {
        assertThat(SentFrames.texts(stamped(size, 1, 2))).singleElement().satisfies(text -> assertThat(text)
                .hasSize(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {220, 1000})
    void is_an_event_of_the_service_with_what_was_stamped(int size) throws Exception {
        JsonNode message = MAPPER.readTree(text(size, 123_456, 987_654_321));

        assertThat(message.at("/emit/0").textValue()).isEqualTo("order_updated");
        JsonNode data = message.at("/emit/1");
        assertThat(data.at("/id").textValue()).isEqualTo("03456");
        assertThat(data.at("/uri").textValue()).endsWith("/orders/03456");
        assertThat(data.at("/posRef").textValue()).isEqualTo("000000123456");
        assertThat(data.at("/sentAt").textValue()).isEqualTo("0000000000987654321");
        assertThat(data.at("/status").textValue()).isEqualTo("accepted");
    }

    @Test
    void a_large_message_has_items_as_an_order_has() throws Exception {
        JsonNode items = MAPPER.readTree(text(1000, 0, 0)).at("/emit/1/items");

        assertThat(items).hasSizeGreaterThan(3);
    }

    @Test
    void the_numbers_are_found_in_the_text_of_the_message() {
        String text = text(220, 42, 77);

        assertThat(FrameTemplate.number(text, FrameTemplate.sequenceInMessage(), FrameTemplate.SEQUENCE_DIGITS))
                .isEqualTo(42);
        assertThat(FrameTemplate.number(text, FrameTemplate.stampInMessage(), FrameTemplate.STAMP_DIGITS))
                .isEqualTo(77);
    }

    @Test
    void the_numbers_are_found_in_the_text_of_the_data() {
        String text = text(220, 42, Long.MAX_VALUE);
        String data = text.substring(text.indexOf(",{") + 1, text.length() - 2);

        assertThat(FrameTemplate.number(data, FrameTemplate.sequenceInData(), FrameTemplate.SEQUENCE_DIGITS))
                .isEqualTo(42);
        assertThat(FrameTemplate.number(data, FrameTemplate.stampInData(), FrameTemplate.STAMP_DIGITS))
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {95, 65_536})
    void a_size_that_cannot_be_made_is_refused(int size) {
        assertThatThrownBy(() -> FrameTemplate.ofSize(size)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_numbers_are_found_in_a_small_message_too() {
        String text = text(100, 42, 77);

        assertThat(FrameTemplate.number(text, FrameTemplate.sequenceInMessage(), FrameTemplate.SEQUENCE_DIGITS))
                .isEqualTo(42);
        assertThat(FrameTemplate.number(text, FrameTemplate.stampInMessage(), FrameTemplate.STAMP_DIGITS))
                .isEqualTo(77);
    }

    private static String text(int size, long sequence, long sentAt) {
        return SentFrames.texts(stamped(size, sequence, sentAt)).get(0);
    }

    private static byte[] stamped(int size, long sequence, long sentAt) {
        FrameTemplate template = FrameTemplate.ofSize(size);
        ByteBuffer buffer = ByteBuffer.allocate(template.length());
        template.putInto(buffer);
        template.stamp(buffer, 0, sequence, sentAt);
        return buffer.array();
    }
}
