package io.github.cameldoshii;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;

/**
 * Makes the JSON text of an event a {@link Map}. JsonNode and bytes need nothing of ours: camel-jackson and Camel itself
 * convert text to them; but text to a Map is a converter that Camel does not have (that of camel-jackson is off unless a
 * global option of the whole context turns it on).
 *
 * <p>A converter is global too. So that no other route behaves differently because this jar is there, this one converts only
 * in exchanges that carry {@link DoshiiConstants#EVENT_TYPE}, and answers null, "I cannot", in all others.
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
