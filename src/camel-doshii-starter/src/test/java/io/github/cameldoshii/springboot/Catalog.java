package io.github.cameldoshii.springboot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldoshii.DoshiiComponent;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of the component, as the build of its module has written them. */
final class Catalog {

    /** Texts with commas in the catalog, and lists in Spring. */
    static final List<String> LISTS = List.of("catchUpEntities", "events", "locationIds");

    private Catalog() {}

    /** By name, in the order of the catalog. */
    static Map<String, JsonNode> options() throws IOException {
        try (InputStream json =
                DoshiiComponent.class.getResourceAsStream("/META-INF/io/github/cameldoshii/doshii.json")) {
            Map<String, JsonNode> options = new LinkedHashMap<>();
            new ObjectMapper()
                    .readTree(json)
                    .get("componentProperties")
                    .properties()
                    .forEach(option -> options.put(option.getKey(), option.getValue()));
            return options;
        }
    }
}
