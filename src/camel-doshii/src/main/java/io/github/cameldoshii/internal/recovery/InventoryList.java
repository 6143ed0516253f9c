package io.github.cameldoshii.internal.recovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import java.util.List;
import java.util.Set;

/**
 * All tables of a location, or all locations, as a complete list has shown them. What is not in it any more has no row, so
 * its event is made here, in the shape in which the service tells of it.
 */
record InventoryList(RecoverableList list, String locationId, Set<String> names) {

    /** The event types that only the comparison of two complete lists brings back. */
    static Set<String> typesOf(RecoverableList list) {
        return switch (list) {
            case TABLES -> Set.of("table_removed", "table_deleted");
            case LOCATIONS -> Set.of("location_subscription");
            case ORDERS, CHECKINS, BOOKINGS, SEATED_BOOKINGS, LOYALTY_CHECKINS, MENUS -> Set.of();
        };
    }

    String group() {
        return list == RecoverableList.TABLES ? EntityInventory.tablesOf(locationId) : EntityInventory.locations();
    }

    /** The changes that tell of the end of a table or location; a table's has two names in the vendor's SDK. */
    List<Change> gone(String name, Origin origin, WallTime now) {
        if (list == RecoverableList.LOCATIONS) {
            String data = data().put("id", name)
                    .put("locationId", name)
                    .put("status", "unsubscribed")
                    .toString();
            return List.of(change(
                    EntityKey.of("location", name, name),
                    new DoshiiEvent(
                            "location_subscription",
                            name,
                            name,
                            "unsubscribed",
                            "",
                            "",
                            data,
                            origin,
                            now.epochMillis())));
        }
        String data = data().put("locationId", locationId).put("name", name).toString();
        return List.of("table_removed", "table_deleted").stream()
                .map(type -> change(
                        EntityKey.ofTable(locationId, name),
                        new DoshiiEvent(type, "", locationId, "", "", "", data, origin, now.epochMillis())))
                .toList();
    }

    private static ObjectNode data() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Change change(EntityKey key, DoshiiEvent event) {
        return new Change(key, false, true, ServiceTime.UNKNOWN, "", event, event);
    }
}
