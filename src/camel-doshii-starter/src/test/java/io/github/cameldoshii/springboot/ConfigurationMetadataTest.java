package io.github.cameldoshii.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * What IDEs are told of the properties is what the catalog says of the options; {@code -Dmetadata.write} writes it anew. The
 * catalog is generated in the build of the component, so an option that is added there fails this test until it is here.
 */
class ConfigurationMetadataTest {

    private static final Path METADATA = Path.of(System.getProperty("module.directory", "src/camel-doshii-starter"))
            .resolve("src/generated/resources/META-INF/spring-configuration-metadata.json");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    @Test
    void the_metadata_has_each_option_of_the_catalog_with_its_description_and_default() throws IOException {
        String expected = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(metadata()) + '\n';
        if (System.getProperty("metadata.write") != null) {
            Files.writeString(METADATA, expected);
        }

        assertThat(METADATA)
                .as("run this test with -Dmetadata.write and commit the file")
                .content()
                .isEqualTo(expected);
    }

    @Test
    void each_option_of_the_catalog_can_be_bound_and_no_other() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Catalog.options().forEach((name, option) -> expected.put(name, boundType(name, option)));
        Map<String, String> bound = Arrays.stream(DoshiiComponentConfiguration.class.getRecordComponents())
                .filter(component -> !component.getName().matches("enabled|customizer"))
                .collect(Collectors.toMap(
                        RecordComponent::getName, ConfigurationMetadataTest::name, (a, b) -> a, TreeMap::new));

        assertThat(bound).isEqualTo(expected);
    }

    private static String name(RecordComponent component) {
        return component.getGenericType().getTypeName();
    }

    /** As the record has it: durations are text there. */
    private static String boundType(String name, JsonNode option) {
        return option.get("type").asText().equals("duration") ? String.class.getName() : type(name, option);
    }

    private static String type(String name, JsonNode option) {
        if (Catalog.LISTS.contains(name)) {
            return "java.util.List<java.lang.String>";
        }
        return switch (option.get("type").asText()) {
            case "boolean" -> "java.lang.Boolean";
            case "integer" -> "java.lang.Integer";
            case "duration" -> "java.time.Duration";
            default -> option.get("javaType").asText();
        };
    }

    private static JsonNode metadata() throws IOException {
        ObjectNode metadata = JSON.createObjectNode();
        metadata.putArray("groups")
                .addObject()
                .put("name", DoshiiComponentConfiguration.PREFIX)
                .put("type", DoshiiComponentConfiguration.class.getName())
                .put("sourceType", DoshiiComponentConfiguration.class.getName());
        ArrayNode properties = metadata.putArray("properties");
        ArrayNode hints = metadata.putArray("hints");
        property(properties, "enabled", "java.lang.Boolean", "Whether to configure the component by these properties.")
                .put("defaultValue", true);
        property(
                        properties,
                        "customizer.enabled",
                        "java.lang.Boolean",
                        "Whether to apply these properties to the component.")
                .put("defaultValue", true);
        Catalog.options().forEach((name, option) -> {
            String dashed = DataObjectPropertyName.toDashedForm(name);
            ObjectNode property = property(
                    properties,
                    dashed,
                    type(name, option),
                    option.get("description").asText());
            if (option.has("defaultValue")) {
                property.set("defaultValue", defaultValue(name, option));
            }
            if (option.has("enum")) {
                ArrayNode values = hints.addObject()
                        .put("name", DoshiiComponentConfiguration.PREFIX + "." + dashed)
                        .putArray("values");
                option.get("enum").forEach(value -> values.addObject().set("value", value));
            }
        });
        return metadata;
    }

    private static ObjectNode property(ArrayNode properties, String name, String type, String description) {
        return properties
                .addObject()
                .put("name", DoshiiComponentConfiguration.PREFIX + "." + name)
                .put("type", type)
                .put("description", description)
                .put("sourceType", DoshiiComponentConfiguration.class.getName());
    }

    private static JsonNode defaultValue(String name, JsonNode option) {
        JsonNode value = option.get("defaultValue");
        if (Catalog.LISTS.contains(name)) {
            ArrayNode list = JSON.createArrayNode();
            Arrays.stream(value.asText().split(",")).forEach(list::add);
            return list;
        }
        return option.get("type").asText().equals("duration")
                ? JSON.getNodeFactory().textNode(duration(value.asLong()))
                : value;
    }

    private static String duration(long millis) {
        if (millis > 0 && millis % HOUR == 0) {
            return millis / HOUR + "h";
        }
        if (millis > 0 && millis % MINUTE == 0) {
            return millis / MINUTE + "m";
        }
        return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }
}
