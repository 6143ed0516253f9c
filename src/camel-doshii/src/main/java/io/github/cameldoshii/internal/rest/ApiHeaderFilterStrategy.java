package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.internal.http.Intermediary;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Header filter of the requests' endpoint: sends only the headers that a request is made of and reads only those that are
 * used, so that no header of a user's component, and none of the server, gets through.
 */
final class ApiHeaderFilterStrategy implements HeaderFilterStrategy {

    static final String AUTHORIZATION = "Authorization";
    static final String LOCATION_ID = "doshii-location-id";
    static final String ACCEPT = "Accept";
    static final String ACCEPT_ENCODING = "Accept-Encoding";

    static final String DATE = "Date";
    static final String AGE = "Age";
    static final String RETRY_AFTER = "Retry-After";

    private static final Set<String> OUT = Set.of("authorization", LOCATION_ID, "accept", "accept-encoding");
    private static final Set<String> IN = Stream.concat(
                    Stream.of("date", "age", "retry-after"),
                    Intermediary.headers().stream().map(name -> name.toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !IN.contains(name.toLowerCase(Locale.ROOT));
    }
}
