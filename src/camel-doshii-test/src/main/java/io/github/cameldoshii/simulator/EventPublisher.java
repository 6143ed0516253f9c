package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.util.List;

/** Sends events to the open sockets, and remembers the newest. Owned by the loop. */
final class EventPublisher {

    private static final int MAX_KEPT = 1_000;

    private final WebSocketSessions sessions;
    private final SocketFaults faults;
    private final DeviceFilters devices;
    private final BoundedLog<Sent> sent = new BoundedLog<>(MAX_KEPT);
    private long sequence;

    /** An event that may yet be handed to a socket. */
    private static final class Sent {
        private final SentEvent event;
        private boolean told;

        private Sent(SentEvent event) {
            this.event = event;
        }

        private SentEvent snapshot() {
            return new SentEvent(event.sequence(), event.at(), event.name(), event.data(), told);
        }
    }

    EventPublisher(WebSocketSessions sessions, SocketFaults faults, DeviceFilters devices) {
        this.devices = devices;
        this.sessions = sessions;
        this.faults = faults;
    }

    /**
     * Sends an event to every open socket, unless its device does not want it.
     *
     * @param data JSON text, unchanged in the frame; empty for none
     * @param told run for each time that the event is handed to a socket which can send
     */
    void publish(String name, String data, Runnable told) {
        Sent event = new Sent(new SentEvent(++sequence, Instant.now(), name, data, false));
        sent.add(event);
        Runnable handed = () -> {
            event.told = true;
            told.run();
        };
        String text = text(name, data);
        OutboundMessage message = OutboundMessage.text(text);
        sessions.each(session -> {
            if (devices.wants(session.deviceId(), name, data)) {
                faults.event(session, name, text, message, handed);
            }
        });
    }

    /** The newest 1,000 of those after a sequence number, oldest first. */
    List<SentEvent> sent(long after) {
        return sent.newest(event -> event.event.sequence() > after).stream()
                .map(Sent::snapshot)
                .toList();
    }

    /** The message in which the service sends an event, the form of the Primus emit plugin. */
    private static String text(String name, String data) {
        StringBuilder text = new StringBuilder(name.length() + data.length() + 16).append("{\"emit\":[\"");
        text.append(JsonStringEncoder.getInstance().quoteAsString(name)).append('"');
        if (!data.isEmpty()) {
            text.append(',').append(data);
        }
        return text.append("]}").toString();
    }
}
