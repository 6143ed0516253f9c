package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The documents have every option and header of the catalog that the build generates, no other, and the same defaults. The
 * tables of the component page are the catalog's own; {@code -Doptions.write} writes them anew.
 */
class OptionsDocumentationTest {

    private static final Path MODULE = Path.of(System.getProperty("module.directory", "src/camel-doshii"));
    private static final Path CATALOG =
            MODULE.resolve("src/generated/resources/META-INF/io/github/cameldoshii/doshii.json");
    private static final Path PAGE = MODULE.resolve("src/main/docs/doshii-component.adoc");
    private static final Path OPTIONS = Path.of("docs", "options.md");

    private static final Pattern TABLES =
            Pattern.compile("(?s)(?<=// component options: START\n).*(?=// component options: END\n)");
    private static final Pattern OPTION_ROW = Pattern.compile("(?m)^\\| `([a-z]\\w*)` \\| ([^|]*)\\|");
    private static final Pattern HEADER_ROW = Pattern.compile("(?m)^\\| (`Camel\\w+`(?:, `Camel\\w+`)*) \\|");
    private static final Pattern DURATION = Pattern.compile("\\d+[smh]");

    private static JsonNode catalog() throws IOException {
        return new ObjectMapper().readTree(CATALOG.toFile());
    }

    /** The options and their defaults, null where the catalog has none; those of component and endpoint together. */
    private static Map<String, String> options(JsonNode catalog) {
        Map<String, String> options = new TreeMap<>();
        for (String kind : Set.of("componentProperties", "properties")) {
            for (Map.Entry<String, JsonNode> option : catalog.get(kind).properties()) {
                options.put(
                        option.getKey(), option.getValue().path("defaultValue").asText(null));
            }
        }
        return options;
    }

    @Test
    void the_table_of_options_has_each_option_and_no_other() throws IOException {
        assertThat(documentedDefaults().keySet())
                .containsExactlyElementsOf(options(catalog()).keySet());
    }

    @Test
    void the_table_of_options_has_the_defaults_of_the_catalog() throws IOException {
        Map<String, String> documented = documentedDefaults();
        options(catalog()).forEach((name, value) -> assertThat(documented.get(name))
                .as("default of " + name)
                .satisfies(told -> {
                    if (value != null) {
                        assertThat(told).isEqualTo(value);
                    } else {
                        // Words may say what an absent option means, but no value may stand there.
                        assertThat(told).doesNotContainPattern("\\d|true|false|`");
                    }
                }));
    }

    /** As the catalog writes them: durations in milliseconds, nothing around the value. */
    private static Map<String, String> documentedDefaults() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        Matcher row = OPTION_ROW.matcher(Files.readString(OPTIONS));
        while (row.find()) {
            String told = row.group(2).strip().replace("`", "").replaceFirst(" \\(.*\\)$", "");
            boolean duration = DURATION.matcher(told).matches();
            String before = defaults.put(row.group(1), duration ? milliseconds(told) : told);
            assertThat(before).as("told twice: " + row.group(1)).isNull();
        }
        return defaults;
    }

    private static String milliseconds(String told) {
        return String.valueOf(((Duration) DurationText.checked("reconnectDelay", told)).toMillis());
    }

    @Test
    void the_table_of_headers_has_each_header_and_no_other() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher row = HEADER_ROW.matcher(Files.readString(OPTIONS));
        while (row.find()) {
            documented.addAll(Set.of(row.group(1).replace("`", "").split(", ")));
        }
        Set<String> headers = new TreeSet<>();
        catalog().get("headers").fieldNames().forEachRemaining(headers::add);

        assertThat(documented).isEqualTo(headers);
    }

    @Test
    void the_component_page_has_the_tables_of_the_catalog() throws IOException {
        JsonNode catalog = catalog();
        String tables = '\n'
                + table("Component options", catalog.get("componentProperties"))
                + table("Endpoint options", catalog.get("properties"))
                + table("Message headers", catalog.get("headers"));
        String page = Files.readString(PAGE);
        if (System.getProperty("options.write") != null) {
            page = TABLES.matcher(page).replaceFirst(Matcher.quoteReplacement(tables));
            Files.writeString(PAGE, page);
        }

        Matcher written = TABLES.matcher(page);
        assertThat(written.find()).isTrue();
        assertThat(written.group())
                .as("run this test with -Doptions.write and commit the page")
                .isEqualTo(tables);
    }

    private static String table(String title, JsonNode entries) {
        StringBuilder table = new StringBuilder("=== " + title + "\n\n")
                .append("[cols=\"2,5,1,1\",options=\"header\"]\n|===\n| Name | Description | Default | Type\n");
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            JsonNode of = entry.getValue();
            String type = of.path("type").asText("");
            table.append("| *").append(entry.getKey()).append('*');
            if (of.path("required").asBoolean()) {
                table.append(" (required)");
            }
            table.append(" | ")
                    .append(of.get("description").asText().replace("|", "\\|"))
                    .append(" |")
                    .append(prefixed(of.path("defaultValue").asText("")))
                    .append(" |")
                    .append(prefixed(
                            type.equals("duration") || type.equals("enum")
                                    ? type
                                    : simpleName(of.get("javaType").asText())))
                    .append('\n');
        }
        return table.append("|===\n\n").toString();
    }

    private static String prefixed(String text) {
        return text.isEmpty() ? "" : " " + text;
    }

    private static String simpleName(String javaType) {
        String raw = javaType.replaceFirst("<.*", "");
        return raw.substring(raw.lastIndexOf('.') + 1);
    }
}
