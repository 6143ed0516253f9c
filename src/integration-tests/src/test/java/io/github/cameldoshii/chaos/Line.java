package io.github.cameldoshii.chaos;

import java.util.Optional;

/**
 * What a route tells of an exchange that it has finished: one line of text, whose end shows that it is whole.
 *
 * @param route id of the route
 * @param finishedAt when it was finished, epoch milliseconds of our clock
 * @param receivedAt when the event was received, by the clock of the routes' machine
 * @param eventType header
 * @param entity header
 * @param location header
 * @param id header
 * @param status header
 * @param version header, or empty
 * @param origin header
 * @param body only of what is about the connection, else empty
 */
record Line(
        String route,
        long finishedAt,
        long receivedAt,
        String eventType,
        String entity,
        String location,
        String id,
        String status,
        String version,
        String origin,
        String body) {

    private static final String SEPARATOR = "\t";
    private static final String END = "end";
    private static final int PARTS = 12;

    boolean isAboutConnection() {
        return eventType.equals("connection");
    }

    String text() {
        return String.join(
                SEPARATOR,
                route,
                Long.toString(finishedAt),
                Long.toString(receivedAt),
                eventType,
                entity,
                location,
                id,
                status,
                version,
                origin,
                body.replace(SEPARATOR, " ").replace("\n", " "),
                END);
    }

    /** Absent if the text is no whole line: torn by a kill. */
    static Optional<Line> parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != PARTS || !parts[PARTS - 1].equals(END)) {
            return Optional.empty();
        }
        return Optional.of(new Line(
                parts[0],
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                parts[3],
                parts[4],
                parts[5],
                parts[6],
                parts[7],
                parts[8],
                parts[9],
                parts[10]));
    }
}
