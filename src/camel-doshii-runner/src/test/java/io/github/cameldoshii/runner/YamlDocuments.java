package io.github.cameldoshii.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML files as trees. */
final class YamlDocuments {

    private YamlDocuments() {}

    /** All documents of a file. */
    static List<JsonNode> all(Path file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(Files.readString(file))
                .forEach(document -> documents.add(mapper.valueToTree(document)));
        return documents;
    }

    /** The only document of this kind in a file. */
    static JsonNode ofKind(Path file, String kind) throws IOException {
        List<JsonNode> found = all(file).stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(file + " has " + found.size() + " documents of the kind " + kind);
        }
        return found.get(0);
    }
}
