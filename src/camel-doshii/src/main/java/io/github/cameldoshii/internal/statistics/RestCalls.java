package io.github.cameldoshii.internal.statistics;

import java.util.EnumMap;
import java.util.Map;

/** Requests to the REST API by operation and status, repeated ones each time. Any thread. */
public final class RestCalls {

    private final Map<RestOperation, EnumCounts<RestStatus>> counts = new EnumMap<>(RestOperation.class);

    RestCalls() {
        for (RestOperation operation : RestOperation.values()) {
            counts.put(operation, new EnumCounts<>(RestStatus.class));
        }
    }

    public void increment(RestOperation operation, RestStatus status) {
        counts.get(operation).increment(status);
    }

    public long count(RestOperation operation, RestStatus status) {
        return counts.get(operation).count(status);
    }
}
