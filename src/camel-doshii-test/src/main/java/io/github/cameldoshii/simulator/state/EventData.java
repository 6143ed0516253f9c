package io.github.cameldoshii.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What an event says of its entity: little more than where to read it. The shapes are those of the vendor's documents where
 * there are any; those of orders, check-ins, tables and of deletions are inferred from the others.
 */
final class EventData {

    private static final Map<Kind, List<String>> FIELDS = Map.of(
            Kind.ORDER, List.of("id", "locationId", "status", "posRef", "uri"),
            Kind.TRANSACTION,
                    List.of(
                            "id",
                            "orderId",
                            "locationId",
                            "status",
                            "posRef",
                            "posTerminalId",
                            "requestData",
                            "verifyData",
                            "uri"),
            Kind.CHECKIN, List.of("id", "locationId", "status", "uri"),
            Kind.BOOKING, List.of("id", "locationId", "status", "tableNames", "date", "covers", "uri"),
            Kind.LOYALTY_CHECKIN, List.of("id", "locationId", "posTerminalId", "status", "memberRef", "uri"),
            Kind.TABLE, List.of("locationId", "name", "uri"),
            Kind.LOCATION, List.of("id", "locationId", "mappedLocationId", "status", "uri"),
            Kind.MENU, List.of("locationId", "uri"));

    private static final List<String> EVENT_ONLY = List.of("requestData", "verifyData");

    private EventData() {}

    /** Takes out of the fields of a change what the service says in the event and never again. */
    static ObjectNode takeEventOnly(ObjectNode fields) {
        ObjectNode eventOnly = fields.deepCopy().retain(EVENT_ONLY);
        fields.remove(EVENT_ONLY);
        return eventOnly;
    }

    /** @param eventOnly fields that stand in this event alone */
    static String of(Entity entity, LedgerEntry.Change change, ObjectNode eventOnly) {
        ObjectNode all = entity.fields();
        all.setAll(eventOnly);
        all.put("locationId", entity.locationId());
        if (entity.kind() == Kind.LOCATION) {
            all.put("status", change == LedgerEntry.Change.DELETED ? "unsubscribed" : "subscribed");
        }
        if (entity.kind() == Kind.LOYALTY_CHECKIN) {
            all.set("memberRef", all.path("member").path("ref"));
        }
        if (entity.kind() == Kind.BOOKING) {
            all.put("covers", all.path("covers").asText());
        }
        ObjectNode data = Json.object();
        for (String name : FIELDS.get(entity.kind())) {
            JsonNode value = all.path(name);
            boolean empty = value.isTextual() && value.asText().isEmpty();
            if (!value.isMissingNode() && !value.isNull() && !empty) {
                data.set(name, value);
            }
        }
        return data.toString();
    }

    /** The event that belongs to a change; empty if the service has none. */
    static String type(Entity entity, LedgerEntry.Change change, boolean hoursChanged) {
        return switch (entity.kind()) {
            case LOCATION ->
                change != LedgerEntry.Change.UPDATED
                        ? "location_subscription"
                        : hoursChanged ? "location_hours_updated" : "";
            case MENU -> change == LedgerEntry.Change.UPDATED ? "menu_updated" : "";
            case TABLE -> change == LedgerEntry.Change.DELETED ? "table_removed" : named(entity, change);
            case ORDER, TRANSACTION -> change == LedgerEntry.Change.DELETED ? "" : named(entity, change);
            case CHECKIN, BOOKING, LOYALTY_CHECKIN -> named(entity, change);
        };
    }

    private static String named(Entity entity, LedgerEntry.Change change) {
        String verb =
                switch (change) {
                    case CREATED -> "created";
                    case UPDATED -> "updated";
                    case DELETED -> "deleted";
                };
        return entity.kind().word() + "_" + verb;
    }
}
