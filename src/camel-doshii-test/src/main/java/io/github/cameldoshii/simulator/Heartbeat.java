package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers heartbeats as the service does: today's JSON form and the Primus strings of older clients. */
final class Heartbeat {

    /** The version that the service gives in its pongs. */
    static final String SERVICE_VERSION = "3.12.0";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Pattern PRIMUS = Pattern.compile("(\"?)primus::ping::([^\"]*)\"?");

    private Heartbeat() {}

    /**
     * A heartbeat of a client.
     *
     * @param value as JSON
     * @param answer the message that the service answers
     */
    record Ping(String value, String answer) {}

    /** The heartbeat that a message is, if it is one. */
    static Optional<Ping> parse(String text) {
        Matcher primus = PRIMUS.matcher(text);
        if (primus.matches()) {
            String quote = primus.group(1);
            return Optional.of(new Ping(primus.group(2), quote + "primus::pong::" + primus.group(2) + quote));
        }
        return value(text).map(value -> new Ping(value, pong(value)));
    }

    private static Optional<String> value(String text) {
        try {
            JsonNode ping = JSON.readTree(text).path("doshii").path("ping");
            return ping.isMissingNode() ? Optional.empty() : Optional.of(ping.toString());
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static String pong(String value) {
        return "{\"doshii\":{\"pong\":" + value + ",\"version\":\"" + SERVICE_VERSION + "\"}}";
    }
}
