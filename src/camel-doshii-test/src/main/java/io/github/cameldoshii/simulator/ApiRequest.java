package io.github.cameldoshii.simulator;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A REST call as it is routed and answered.
 *
 * @param method e.g. {@code GET}
 * @param path as it arrived, without the query; below the base of an API once that is known
 * @param variables the values of the path's variables, decoded
 * @param query the query's parameters; of those that are repeated, the first
 * @param locationHeader the header {@code doshii-location-id}, or empty
 * @param authorization the header {@code Authorization}, or empty
 * @param body the body as text, or empty
 */
record ApiRequest(
        String method,
        String path,
        Map<String, String> variables,
        Map<String, String> query,
        String locationHeader,
        String authorization,
        String body) {

    static ApiRequest of(FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        return new ApiRequest(
                request.method().name(),
                uri.rawPath(),
                Map.of(),
                query(uri),
                request.headers().get("doshii-location-id", ""),
                request.headers().get(HttpHeaderNames.AUTHORIZATION, ""),
                request.content().toString(StandardCharsets.UTF_8));
    }

    /** What cannot be decoded is no query at all. */
    private static Map<String, String> query(QueryStringDecoder uri) {
        Map<String, String> query = new LinkedHashMap<>();
        try {
            uri.parameters().forEach((name, values) -> query.put(name, values.get(0)));
        } catch (IllegalArgumentException malformed) {
            query.clear();
        }
        return query;
    }

    boolean isBelow(String base) {
        return path.equals(base) || path.startsWith(base + "/");
    }

    /** The same call with its path told from a base on. */
    ApiRequest below(String base) {
        return new ApiRequest(
                method, path.substring(base.length()), variables, query, locationHeader, authorization, body);
    }

    /** The same call with another method. */
    ApiRequest as(String otherMethod) {
        return new ApiRequest(otherMethod, path, variables, query, locationHeader, authorization, body);
    }

    ApiRequest with(Map<String, String> pathVariables) {
        return new ApiRequest(method, path, pathVariables, query, locationHeader, authorization, body);
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Says nothing secret. */
    @Override
    public String toString() {
        return method + " " + path;
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

    private static ApiException bad(String name, String expected) {
        return new ApiException(400, "Validation Error: \"" + name + "\" must be " + expected);
    }
}
