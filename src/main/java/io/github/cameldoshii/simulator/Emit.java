package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The frame in which the service sends an event: {@code {"emit":[name,data]}}, the form of the Primus emit plugin. */
final class Emit {

    private Emit() {}

    static String frame(String name, String data) {
        StringBuilder frame = new StringBuilder(name.length() + data.length() + 16).append("{\"emit\":[\"");
        frame.append(JsonStringEncoder.getInstance().quoteAsString(name)).append('"');
        if (!data.isEmpty()) {
            frame.append(',').append(data);
        }
        return frame.append("]}").toString();
    }
}
