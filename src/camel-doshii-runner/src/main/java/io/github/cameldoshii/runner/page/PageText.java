package io.github.cameldoshii.runner.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes what pages are told as JSON, with no credential in any of its texts. Thread-safe. */
final class PageText {

    private final ObjectMapper json;

    /** @param mask hides credentials */
    PageText(UnaryOperator<String> mask) {
        json = JsonMapper.builder()
                .addModule(new SimpleModule().addSerializer(String.class, new Masked(mask)))
                .build();
    }

    String of(Map<String, Object> message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Masked extends StdScalarSerializer<String> {
        private static final long serialVersionUID = 1L;

        private final transient UnaryOperator<String> mask;

        private Masked(UnaryOperator<String> mask) {
            super(String.class);
            this.mask = mask;
        }

        @Override
        public void serialize(String value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.isEmpty() ? value : mask.apply(value));
        }
    }
}
