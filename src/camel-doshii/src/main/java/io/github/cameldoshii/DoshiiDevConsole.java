package io.github.cameldoshii;

import io.github.cameldoshii.internal.recovery.Gap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** Dev console of the consumers and their connections. Shows addresses without query, and no credential. */
@DevConsole(name = "doshii", displayName = "Doshii", description = "Doshii consumers and their connections")
public class DoshiiDevConsole extends AbstractDevConsole {

    public DoshiiDevConsole() {
        super("camel", "doshii", "Doshii", "Doshii consumers and their connections");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (DoshiiConsumer consumer : consumers()) {
            ConsumerStatus status = consumer.status();
            text.append("Route ").append(consumer.getRouteId()).append(" (doshii:");
            text.append(consumer.getEndpoint().getEnvironment()).append(")\n");
            text.append("    ").append(consumer.connectionName()).append('\n');
            text.append("    ").append(status.describe()).append('\n');
            text.append("    messages ").append(status.statistics().messages());
            text.append(", unreadable ").append(status.statistics().unreadableMessages());
            text.append(", connect attempts ").append(status.statistics().connectAttempts());
            text.append(", disconnects ")
                    .append(status.statistics().disconnects())
                    .append('\n');
            text.append("    events finished ").append(status.finished());
            text.append(", pending ").append(status.pending()).append('\n');
        }
        return text.isEmpty() ? "No Doshii consumers\n" : text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray list = new JsonArray();
        for (DoshiiConsumer consumer : consumers()) {
            ConsumerStatus status = consumer.status();
            JsonObject json = new JsonObject();
            json.put("routeId", consumer.getRouteId());
            json.put("environment", consumer.getEndpoint().getEnvironment());
            json.put("connection", consumer.connectionName());
            json.put("state", status.connection().state().name());
            json.put("status", status.describe());
            json.put("ready", status.isReady());
            json.put("since", status.connection().since().epochMillis());
            json.put("reason", status.connection().reason());
            json.put("attempt", status.connection().attempt());
            json.put("messages", status.statistics().messages());
            json.put("unreadableMessages", status.statistics().unreadableMessages());
            json.put("unwantedEvents", status.statistics().unwantedEvents());
            json.put("pingsSent", status.statistics().pingsSent());
            json.put("pongsMatched", status.statistics().pongsMatched());
            json.put("pongsUnmatched", status.statistics().pongsUnmatched());
            json.put("primusMessages", status.statistics().primusMessages());
            json.put("connectAttempts", status.statistics().connectAttempts());
            json.put("disconnects", status.statistics().disconnects());
            json.put("lastMessageAt", status.statistics().lastMessageAt().epochMillis());
            json.put("roundTripMillis", status.connection().roundTrip().toMillis());
            json.put("pending", status.pending());
            json.put("queueSize", consumer.getEndpoint().getConfiguration().getQueueSize());
            json.put("readPaused", status.readPaused());
            consumer.positionTime().ifPresent(time -> json.put("position", time.epochMillis()));
            json.put("finished", status.finished());
            json.put("skipped", status.skipped());
            json.put("catchUp", status.recovery().catchUp().name());
            json.put("recoveredEvents", status.recovery().statistics().recoveredEvents());
            json.put("failedRequests", status.recovery().statistics().failedRequests());
            json.put("unreadableRows", status.recovery().statistics().malformedRows());
            json.put("missedChanges", status.recovery().statistics().missedChanges());
            json.put("gaps", status.recovery().statistics().gaps());
            json.put("lastGap", status.recovery().lastGap().map(Gap::describe).orElse(""));
            json.put("history", history(consumer));
            list.add(json);
        }
        JsonObject root = new JsonObject();
        root.put("consumers", list);
        return root;
    }

    private static JsonArray history(DoshiiConsumer consumer) {
        JsonArray changes = new JsonArray();
        for (ConnectionHistory.Entry entry : consumer.history.entries()) {
            JsonObject change = Jsoner.deserialize(entry.event().body(), new JsonObject());
            change.put("sequence", entry.sequence());
            change.put("at", entry.at());
            changes.add(change);
        }
        return changes;
    }

    private List<DoshiiConsumer> consumers() {
        return DoshiiConsumer.of(getCamelContext());
    }
}
