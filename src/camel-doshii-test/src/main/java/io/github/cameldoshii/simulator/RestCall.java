package io.github.cameldoshii.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * A REST call that a client made.
 *
 * @param at when it was decided what to answer
 * @param method e.g. {@code GET}
 * @param path below {@code /partner/v3}
 * @param query its parameters
 * @param locationId the header {@code doshii-location-id}, or empty
 * @param status the status answered, 0 for no answer
 */
public record RestCall(
        Instant at, String method, String path, Map<String, String> query, String locationId, int status) {

    public RestCall {
        query = Map.copyOf(query);
    }
}
