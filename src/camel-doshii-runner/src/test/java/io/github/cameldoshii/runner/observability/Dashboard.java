package io.github.cameldoshii.runner.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The dashboard for Grafana. */
final class Dashboard {

    static final Path FILE = Path.of("deploy", "observability", "grafana", "dashboards", "doshii.json");

    /**
     * A panel that shows something.
     *
     * @param queries as Prometheus gets them where all environments are chosen and scrapes come every 15 s
     */
    record Panel(int id, String title, String description, String kind, Place place, List<String> queries) {}

    record Place(int x, int y, int width, int height) {
        boolean overlaps(Place other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    private final JsonNode json;

    private Dashboard(JsonNode json) {
        this.json = json;
    }

    static Dashboard read() throws IOException {
        return new Dashboard(new ObjectMapper().readTree(FILE.toFile()));
    }

    /** All but the headings. */
    List<Panel> panels() {
        List<Panel> panels = new ArrayList<>();
        json.path("panels").forEach(panel -> {
            if (!panel.path("type").asText().equals("row")) {
                panels.add(panel(panel));
            }
        });
        return panels;
    }

    /** Where everything is, headings too. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        json.path("panels").forEach(panel -> places.add(place(panel)));
        return places;
    }

    private static Panel panel(JsonNode panel) {
        List<String> queries = new ArrayList<>();
        panel.path("targets")
                .forEach(target -> queries.add(target.path("expr")
                        .asText()
                        .replace("$__rate_interval", "1m")
                        .replace("$environment", ".+")));
        return new Panel(
                panel.path("id").asInt(),
                panel.path("title").asText(),
                panel.path("description").asText(),
                panel.path("type").asText(),
                place(panel),
                queries);
    }

    private static Place place(JsonNode panel) {
        JsonNode place = panel.path("gridPos");
        return new Place(
                place.path("x").asInt(),
                place.path("y").asInt(),
                place.path("w").asInt(),
                place.path("h").asInt());
    }
}
