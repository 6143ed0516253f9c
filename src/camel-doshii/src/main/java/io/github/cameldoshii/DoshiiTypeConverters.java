package io.github.cameldoshii;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;

/**
 * Converts the JSON text of an event to a {@link Map}, which Camel cannot do by itself: camel-jackson has such a converter,
 * but it is off unless a global option of the whole context turns it on. JsonNode and bytes need no converter of ours.
 *
 * <p>A converter is global. So that no other route behaves differently because this jar is there, this one converts only in
 * exchanges that carry {@link DoshiiConstants#EVENT_TYPE}, and returns null, "cannot convert", in all others.
 */
@Converter(generateLoader = true)
public final class DoshiiTypeConverters {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final ObjectMapper mapper = new ObjectMapper();

    /** @return null if the exchange is not one of this component, or the text no JSON object */
    @Converter
    public Map<String, Object> toMap(String json, Exchange exchange) {
        if (exchange == null || exchange.getMessage().getHeader(DoshiiConstants.EVENT_TYPE) == null) {
            return null;
        }
        try {
            return mapper.readValue(json, OBJECT);
        } catch (JsonProcessingException e) {
            // Not passed on: its text would quote the body, which may hold a card number.
            return null;
        }
    }
}
