package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Sends events to the open sockets. Owned by the loop. */
final class EventPublisher {

    private final WebSocketSessions sessions;
    private final SocketFaults faults;
    private final DeviceFilters devices;

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
        String text = text(name, data);
        OutboundMessage message = OutboundMessage.text(text);
        sessions.each(session -> {
            if (devices.wants(session.deviceId(), name, data)) {
                faults.event(session, name, text, message, told);
            }
        });
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
