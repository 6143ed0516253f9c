package io.github.cameldoshii;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.connection.ConnectionChange;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import io.github.cameldoshii.internal.protocol.Origin;
import io.github.cameldoshii.internal.recovery.Gap;
import java.util.Locale;

/** Makes events of what is none on the wire: connection changes, gaps, and answers to heartbeats. Stateless. */
final class ConnectionEvents {

    private ConnectionEvents() {}

    static DoshiiEvent of(ConnectionChange change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", status(change));
        body.put("reason", change.reason());
        if (!change.waitTime().isZero()) {
            body.put("waitMillis", change.waitTime().toMillis());
        }
        if (change.closeCode() != 0) {
            body.put("closeCode", change.closeCode());
        }
        body.put("connection", change.connectionNumber());
        return event(
                DoshiiConstants.TYPE_CONNECTION,
                status(change),
                body.toString(),
                change.at().epochMillis());
    }

    static DoshiiEvent of(Gap gap) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", "gap");
        body.put("from", gap.from().toString());
        body.put("to", gap.to().toString());
        if (!gap.locationId().isEmpty()) {
            body.put("locationId", gap.locationId());
        }
        body.put("reason", gap.reason());
        ArrayNode types = body.putArray("eventTypes");
        gap.eventTypes().forEach(types::add);
        return event(
                DoshiiConstants.TYPE_CONNECTION,
                "gap",
                body.toString(),
                gap.to().epochMillis());
    }

    static DoshiiEvent recovered(WallTime from, WallTime to) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", "recovered");
        body.put("from", from.toString());
        body.put("to", to.toString());
        return event(DoshiiConstants.TYPE_CONNECTION, "recovered", body.toString(), to.epochMillis());
    }

    static DoshiiEvent of(InboundMessage.Pong pong, long receivedAt) {
        return event(DoshiiConstants.TYPE_MESSAGE, "", pong.body(), receivedAt);
    }

    private static String status(ConnectionChange change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }

    private static DoshiiEvent event(String type, String status, String body, long at) {
        return new DoshiiEvent(type, "", "", status, "", "", body, Origin.SOCKET, at);
    }
}
