package io.github.cameldoshii.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.cameldoshii.chaos.History.Entity;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.state.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Spoils one row in all, the first that is shown. Any thread. */
final class MalformedRows {

    private static final List<Kind> LISTS = List.of(Kind.ORDER, Kind.CHECKIN, Kind.BOOKING, Kind.LOYALTY_CHECKIN);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Entity, Long> unreadable = new ConcurrentHashMap<>();

    /** Entities of which a row was shown that cannot be read, and when by our clock. */
    Map<Entity, Long> unreadable() {
        return unreadable;
    }

    void arm(DoshiiSimulator simulator, List<String> locations) {
        for (Kind kind : LISTS) {
            for (String location : locations) {
                simulator
                        .faults()
                        .add(Fault.on(Match.rest("GET", "/" + kind.path(), location))
                                .onRest((call, next) -> {
                                    call.rewrite(body -> spoil(kind, location, body));
                                    next.run();
                                }));
            }
        }
    }

    private synchronized String spoil(Kind kind, String location, String body) {
        try {
            JsonNode page = JSON.readTree(body);
            JsonNode rows = page.isArray() ? page : page.path("rows");
            boolean hasRows = rows instanceof ArrayNode array
                    && !array.isEmpty()
                    && array.get(0).has("status");
            if (!hasRows || !unreadable.isEmpty()) {
                return body;
            }
            long now = System.currentTimeMillis();
            JsonNode row = rows.get(0);
            unreadable.put(new Entity(kind.word(), location, row.path("id").asText()), now);
            row.path("transactions")
                    .forEach(transaction -> unreadable.put(
                            new Entity(
                                    Kind.TRANSACTION.word(),
                                    location,
                                    transaction.path("id").asText()),
                            now));
            ((ArrayNode) rows).set(0, JSON.getNodeFactory().textNode("simulated"));
            return page.toString();
        } catch (JsonProcessingException e) {
            return body;
        }
    }
}
