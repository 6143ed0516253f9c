package io.github.cameldoshii.runner.page;

import io.github.cameldoshii.DoshiiDevConsole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * What the routes of a context receive: the state of each consumer as its dev console tells it, what has happened to its
 * connection, and its events. Knows no route before Main has made the context.
 */
public final class RoutesSource extends MainListenerSupport implements PageSource {

    private static final String HISTORY = "history";
    private static final String SEQUENCE = "sequence";
    private static final Set<String> CONNECTION = Set.of("connecting", "connected", "disconnected", "refused");

    private final SeenEvents seen;
    private volatile Optional<DoshiiDevConsole> console = Optional.empty();

    // Of the publisher's thread.
    private final Map<String, Long> told = new HashMap<>();

    /** @param bodies whether the bodies of events are shown */
    public RoutesSource(boolean bodies) {
        this.seen = new SeenEvents(bodies);
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        attach(main.getCamelContext());
    }

    /** Looks at the routes of this context, before it starts. */
    void attach(CamelContext context) {
        context.getManagementStrategy().addEventNotifier(seen);
        DoshiiDevConsole doshii = new DoshiiDevConsole();
        doshii.setCamelContext(context);
        console = Optional.of(doshii);
    }

    @Override
    public void watched(boolean watched) {
        seen.watch(watched);
    }

    @Override
    public void addTo(PageUpdate update) {
        List<Map<String, Object>> routes = new ArrayList<>();
        Set<Object> connections = new HashSet<>();
        for (Map<?, ?> consumer : consumers()) {
            Map<String, Object> route = new LinkedHashMap<>();
            consumer.forEach((name, value) -> route.put(String.valueOf(name), value));
            addMoments(route, connections.add(route.get("connection")), update);
            route.remove(HISTORY);
            update.addTotal(number(route, "finished"));
            routes.add(route);
        }
        update.put("routes", routes);
        update.put("counts", TypeCount.of(seen.counts()));
        seen.take().forEach(update::add);
    }

    private List<Map<?, ?>> consumers() {
        return console.map(doshii -> maps(((Map<?, ?>) doshii.call(MediaType.JSON)).get("consumers")))
                .orElse(List.of());
    }

    private static List<Map<?, ?>> maps(Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        ((Collection<?>) list).forEach(map -> maps.add((Map<?, ?>) map));
        return maps;
    }

    /** What a connection does is told once, by the first of the routes that share it. */
    private void addMoments(Map<String, Object> route, boolean first, PageUpdate update) {
        String id = String.valueOf(route.get("routeId"));
        long last = told.getOrDefault(id, 0L);
        for (Map<?, ?> change : maps(route.get(HISTORY))) {
            long sequence = number(change, SEQUENCE);
            if (sequence > last) {
                told.put(id, sequence);
                if (!first && CONNECTION.contains(String.valueOf(change.get("status")))) {
                    continue;
                }
                update.add(new Moment(
                        number(change, "at"), String.valueOf(change.get("status")), id, Changes.describe(change)));
            }
        }
    }

    private static long number(Map<?, ?> map, String name) {
        return map.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** Changes of connections in words. */
    private static final class Changes {

        static String describe(Map<?, ?> change) {
            return switch (String.valueOf(change.get("status"))) {
                case "connecting" -> "attempt " + change.get("connection");
                case "connected" -> "connection " + change.get("connection");
                case "gap" -> "events " + span(change) + " may be missing, because " + text(change, "reason");
                case "recovered" -> "what was missed " + span(change) + " was asked for and delivered";
                default -> text(change, "reason") + next(change);
            };
        }

        private static String next(Map<?, ?> change) {
            long wait = number(change, "waitMillis");
            return wait == 0 ? "" : "; next attempt in " + Math.max(1, Math.round(wait / 1000.0)) + " s";
        }

        private static String span(Map<?, ?> change) {
            String from = text(change, "from");
            String to = second(text(change, "to"));
            return from.isEmpty() || Instant.parse(from).equals(Instant.EPOCH)
                    ? "before " + to
                    : "from " + second(from) + " to " + to;
        }

        private static String second(String time) {
            return time.replaceFirst("\\.\\d+Z$", "Z").replace('T', ' ');
        }

        private static String text(Map<?, ?> change, String name) {
            Object value = change.get(name);
            return value == null ? "" : value.toString();
        }
    }
}
