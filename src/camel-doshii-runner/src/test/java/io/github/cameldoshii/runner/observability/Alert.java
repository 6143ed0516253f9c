package io.github.cameldoshii.runner.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A rule of alerts.yml. */
record Alert(String name, Map<String, String> labels, Map<String, String> annotations) {

    static final Path FOLDER = Path.of("deploy", "observability", "prometheus");
    static final Path FILE = FOLDER.resolve("alerts.yml");

    private static final Pattern LABEL = Pattern.compile("\\{\\{ \\$labels\\.(\\w+) }}");

    static List<Alert> all() {
        try {
            Map<?, ?> file =
                    (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
            return list(file, "groups").stream()
                    .flatMap(group -> list(group, "rules").stream())
                    .map(rule -> new Alert(
                            String.valueOf(rule.get("alert")), texts(rule, "labels"), texts(rule, "annotations")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Alert named(String name) {
        return all().stream()
                .filter(alert -> alert.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What promtool shall find, if the series that the alert is about have these labels. */
    Map<String, Object> firing(Map<String, String> ofSeries) {
        Map<String, String> all = new TreeMap<>(ofSeries);
        all.putAll(labels);
        Map<String, String> told = new TreeMap<>();
        annotations.forEach((name, text) -> told.put(name, filled(text, ofSeries)));
        return Map.of("exp_labels", all, "exp_annotations", told);
    }

    private static String filled(String text, Map<String, String> labels) {
        return LABEL.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")));
    }

    private static List<Map<?, ?>> list(Map<?, ?> map, String name) {
        return ((List<?>) map.get(name))
                .stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList();
    }

    private static Map<String, String> texts(Map<?, ?> map, String name) {
        Map<String, String> texts = new TreeMap<>();
        ((Map<?, ?>) map.get(name)).forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return texts;
    }
}
