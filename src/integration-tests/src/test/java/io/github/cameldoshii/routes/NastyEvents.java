package io.github.cameldoshii.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Events as the service may send them one day: every sample, and whatever JSON allows in the place of a name. */
final class NastyEvents {

    /** JSON values for an id, a location, a status, a version, and the end of a type. */
    private static final List<String> VALUES = List.of(
            "\"\\u0000\"",
            "\"nul\\u0000inside\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800x\"",
            "\"\\u200f\\u202eabc\"",
            "\"\\u2028line\\u2029\"",
            "\"\\uffff\"",
            "\"\\r\\nInjected: 1\"",
            "\"\\t\"",
            "\"\"",
            "\" \"",
            "\"..\"",
            "\"../../etc/passwd\"",
            "\"/\"",
            "\"a/b\\\\c\"",
            "\"CON:<>|?*\"",
            "\"\u00e9\u2615\"",
            "\"\ud83d\ude00\"",
            "\"\\ud83d\\ude01\"",
            "\"" + "n".repeat(255) + "\"",
            "\"" + "\u00e9".repeat(127) + "\"",
            "\"" + "l".repeat(4_000) + "\"",
            "\"${exchangeId} $simple{body} #{1} {{x}} :#x ? $1\"",
            "\"'; DROP TABLE doshii_events; --\"",
            "9007199254740993123",
            "1e400",
            "-0",
            "true",
            "null",
            "[]",
            "{\"a\":1}");

    /** Data that is no object, or an odd one; {@code %d} makes each its own. */
    private static final List<String> DATA = List.of(
            "\"x%d\"",
            "\"\\ud800%d\"",
            "[%d]",
            "%d",
            "{\"n\":%d,\"requestData\":\"odd\"}",
            "{\"n\":%d,\"requestData\":[1]}",
            "{\"n\":%d,\"note\":\"\\u0000\"}",
            "{\"n\":%d,\"note\":\"\\udfff\"}",
            "{\"n\":%d,\"number\":1e400000}",
            "{\"n\":%d,\"a\":1,\"a\":2}",
            "{\n  \"n\" : %d,\n  \"note\" : \"caf\u00e9 \ud83d\ude00\"\n}",
            "{\"n\":%d,\"deep\":" + "[".repeat(50) + "]".repeat(50) + "}");

    private NastyEvents() {}

    /** One event; its data is like that of no other. */
    record Event(String type, String data) {}

    /** All of them, orders and transactions alike; the last ones are ordinary. */
    static List<Event> all() throws IOException {
        List<Event> events = new ArrayList<>(samples());
        for (String type : List.of("order_created", "transaction_created", "booking_updated")) {
            VALUES.forEach(value -> events.add(new Event(
                    type,
                    "{\"id\":%1$s,\"locationId\":%1$s,\"status\":%1$s,\"version\":%1$s,\"uri\":%1$s,\"n\":%2$d}"
                            .formatted(value, events.size()))));
            DATA.forEach(data -> events.add(new Event(type, data.replace("%d", String.valueOf(events.size())))));
        }
        VALUES.stream()
                .filter(value -> value.startsWith("\"") && value.length() < 100)
                .forEach(value -> events.add(new Event(
                        "order_" + value.substring(1, value.length() - 1), "{\"id\":1,\"n\":" + events.size() + "}")));
        for (String type : List.of("order_created", "transaction_created", "booking_updated")) {
            events.add(new Event(type, "{\"id\":\"last\",\"status\":\"pending\",\"n\":" + events.size() + "}"));
        }
        return events;
    }

    private static List<Event> samples() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Event> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/camel-doshii/src/test/resources/samples"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("ws-event-"))
                    .sorted()
                    .toList()) {
                JsonNode emit = json.readTree(file.toFile()).path("emit");
                if (emit.isArray() && emit.path(1).isObject()) {
                    events.add(new Event(emit.get(0).asText(), emit.get(1).toString()));
                }
            }
        }
        return events;
    }
}
