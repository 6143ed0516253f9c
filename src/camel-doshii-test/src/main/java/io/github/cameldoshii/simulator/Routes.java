package io.github.cameldoshii.simulator;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which method and path is answered by what; a path's part that begins with a colon is a variable. Owned by the loop. */
final class Routes {

    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, List<String> pattern, Function<ApiRequest, ApiResponse> handler) {

        /** The values of the path's variables, decoded; empty if it is not this route's path. */
        Optional<Map<String, String>> variables(List<String> path) {
            if (path.size() != pattern.size()) {
                return Optional.empty();
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                if (pattern.get(i).startsWith(":")) {
                    variables.put(pattern.get(i).substring(1), decoded(path.get(i)));
                } else if (!pattern.get(i).equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(variables);
        }

        private static String decoded(String part) {
            return QueryStringDecoder.decodeComponent(part.replace("+", "%2B"));
        }
    }

    Routes add(String method, String pattern, Function<ApiRequest, ApiResponse> handler) {
        routes.add(new Route(method, parts(pattern), handler));
        return this;
    }

    /** Empty if this method and path is not answered. */
    Optional<ApiResponse> answer(ApiRequest request) {
        List<String> path = parts(request.path());
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.variables(path);
            if (variables.isPresent() && route.method().equals(request.method())) {
                return Optional.of(route.handler().apply(request.with(variables.get())));
            }
        }
        return Optional.empty();
    }

    /** Whether a path is answered for any method. */
    boolean knows(String path) {
        List<String> parts = parts(path);
        return routes.stream().anyMatch(route -> route.variables(parts).isPresent());
    }

    private static List<String> parts(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }
}
