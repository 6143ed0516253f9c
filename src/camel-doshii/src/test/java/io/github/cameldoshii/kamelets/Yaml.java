package io.github.cameldoshii.kamelets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A node of a YAML document. What is not there, or is of another kind, is empty. */
record Yaml(Object value) {

    /** The documents of a file. */
    static List<Yaml> load(Path file) throws IOException {
        List<Yaml> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(Files.readString(file))
                .forEach(document -> documents.add(new Yaml(document)));
        return documents;
    }

    /** The files of a folder that end so, in the order of their names. */
    static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** The node below these names. */
    Yaml at(String... path) {
        Object node = value;
        for (String name : path) {
            node = node instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return new Yaml(node);
    }

    boolean exists() {
        return value != null;
    }

    String text() {
        return value == null ? "" : value.toString();
    }

    List<Yaml> items() {
        return value instanceof List<?> list ? list.stream().map(Yaml::new).toList() : List.of();
    }

    List<String> texts() {
        return items().stream().map(Yaml::text).toList();
    }

    List<String> names() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(Object::toString).toList()
                : List.of();
    }

    /** All texts in it, at any depth, without names. */
    Stream<String> allTexts() {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(child -> new Yaml(child).allTexts());
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(child -> new Yaml(child).allTexts());
        }
        return value == null ? Stream.empty() : Stream.of(value.toString());
    }
}
