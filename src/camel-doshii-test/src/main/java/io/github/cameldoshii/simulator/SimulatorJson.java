package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.github.cameldoshii.simulator.fault.Fault;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON of the control API, and of the fields of entities as users give them. */
final class SimulatorJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, new InstantText()))
            .build();

    private SimulatorJson() {}

    /** ISO text, and null for a moment that has not come. */
    private static final class InstantText extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        private InstantText() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (value.equals(Instant.MAX)) {
                out.writeNull();
            } else {
                out.writeString(value.toString());
            }
        }
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode object(Map<String, ?> fields) {
        return MAPPER.valueToTree(fields);
    }

    /** @throws IllegalArgumentException if the text is no JSON object */
    static ObjectNode readObject(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("a JSON object is expected");
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** One fault, or an array of them. */
    static List<Fault> faults(String text) {
        JsonNode json = read(text);
        List<Fault> faults = new ArrayList<>();
        for (JsonNode each : json.isArray() ? json : List.of(json)) {
            try {
                faults.add(MAPPER.treeToValue(each, Fault.class));
            } catch (JsonProcessingException wrong) {
                throw new IllegalArgumentException(wrong.getOriginalMessage(), wrong);
            }
        }
        return faults;
    }

    static String states(List<Fault.State> states) {
        return write(states.stream().map(SimulatorJson::state).toList());
    }

    private static Map<String, Object> state(Fault.State state) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("match", state.fault().match().toString());
        fields.put("action", state.fault().action().toString());
        fields.put("skip", state.fault().skip());
        fields.put(
                "times",
                state.fault().times() == Fault.ALWAYS ? "always" : state.fault().times());
        fields.put("applied", state.applied());
        return fields;
    }
}
