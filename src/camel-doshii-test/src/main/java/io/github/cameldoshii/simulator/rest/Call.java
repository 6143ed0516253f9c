package io.github.cameldoshii.simulator.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A REST call as the handlers see it.
 *
 * @param path the values of the path's variables, decoded
 * @param query the query's parameters
 * @param locationHeader the header {@code doshii-location-id}, or empty
 * @param body the body as text, or empty
 */
record Call(Map<String, String> path, Map<String, String> query, String locationHeader, String body) {

    String variable(String name) {
        return path.getOrDefault(name, "");
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /** The values of a comma list; none if the parameter is absent. */
    List<String> list(String name) {
        return parameter(name).isEmpty() ? List.of() : List.of(parameter(name).split(","));
    }

    /** A number from 0 on, at most {@code max}. */
    int number(String name, int absent, int max) {
        if (parameter(name).isEmpty()) {
            return absent;
        }
        return (int) Math.min(max, number(name));
    }

    /** A moment in epoch seconds. */
    Optional<Instant> seconds(String name) {
        return parameter(name).isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(number(name)));
    }

    private long number(String name) {
        try {
            long value = Long.parseLong(parameter(name));
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw bad(name, "a number");
        }
        throw bad(name, "0 or more");
    }

    /** Whether the order is ascending. */
    boolean ascending(String name) {
        return switch (parameter(name)) {
            case "asc" -> true;
            case "desc", "" -> false;
            default -> throw bad(name, "asc or desc");
        };
    }

    Optional<Boolean> flag(String name) {
        return switch (parameter(name)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            case "" -> Optional.empty();
            default -> throw bad(name, "true or false");
        };
    }

    private static RestException bad(String name, String expected) {
        return new RestException(400, "Validation Error: \"" + name + "\" must be " + expected);
    }
}
