package io.github.cameldoshii.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.DoshiiEndpointUriFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tools that show Kamelets rely on. */
class KameletConventionsTest {

    static final Path FOLDER = Path.of("src", "camel-doshii", "src", "main", "resources", "kamelets");

    private static final Pattern POM_VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([\\w-]+)}}");
    private static final String BEAN = "local-doshii";

    static List<Path> kamelets() throws IOException {
        return Yaml.files(FOLDER, ".kamelet.yaml");
    }

    private static Yaml load(Path file) throws IOException {
        List<Yaml> documents = Yaml.load(file);
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void a_kamelet_is_named_like_its_file_and_its_kind(Path file) throws IOException {
        Yaml kamelet = load(file);
        String name = kamelet.at("metadata", "name").text();

        assertThat(kamelet.at("apiVersion").text()).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.at("kind").text()).isEqualTo("Kamelet");
        assertThat(file.getFileName()).hasToString(name + ".kamelet.yaml");
        assertThat(name)
                .endsWith("-"
                        + kamelet.at("metadata", "labels", "camel.apache.org/kamelet.type")
                                .text());
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void a_kamelet_has_what_a_catalog_shows(Path file) throws IOException {
        Yaml annotations = load(file).at("metadata", "annotations");

        assertThat(List.of("kamelet.support.level", "kamelet.group", "kamelet.namespace", "provider"))
                .allSatisfy(name -> assertThat(
                                annotations.at("camel.apache.org/" + name).text())
                        .as(name)
                        .isNotEmpty());
        assertThat(annotations.at("camel.apache.org/kamelet.icon").text()).startsWith("data:image/svg+xml;base64,");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void all_parameters_are_described(Path file) throws IOException {
        Yaml definition = load(file).at("spec", "definition");
        Yaml properties = definition.at("properties");

        assertThat(definition.at("title").text()).isNotEmpty();
        assertThat(definition.at("description").text()).endsWith(".");
        assertThat(properties.names())
                .containsAll(definition.at("required").texts())
                .allSatisfy(name -> {
                    Yaml property = properties.at(name);
                    assertThat(property.at("title").text()).as(name).isNotEmpty();
                    assertThat(property.at("description").text()).as(name).endsWith(".");
                    assertThat(property.at("type").text()).as(name).isIn("string", "boolean", "integer");
                });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void credentials_are_passwords_and_go_to_the_component_only(Path file) throws IOException {
        Yaml spec = load(file).at("spec");
        Yaml properties = spec.at("definition", "properties");

        assertThat(List.of("clientId", "clientSecret")).allSatisfy(name -> {
            assertThat(properties.at(name, "format").text()).isEqualTo("password");
            assertThat(properties.at(name, "x-descriptors").texts()).containsExactly("urn:camel:group:credentials");
        });
        assertThat(spec.at("template", "from").allTexts())
                .noneMatch(text -> text.contains("{{?client") || text.contains("{{client"));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void every_parameter_is_used_and_may_be_left_out_unless_it_is_required(Path file) throws IOException {
        Yaml spec = load(file).at("spec");
        Yaml definition = spec.at("definition");
        List<String> required = definition.at("required").texts();
        List<MatchResult> used = spec.at("template")
                .allTexts()
                .flatMap(text -> PLACEHOLDER.matcher(text).results())
                .filter(found -> !found.group(2).equals(BEAN))
                .toList();

        assertThat(used)
                .extracting(found -> found.group(2))
                .containsOnlyOnceElementsOf(definition.at("properties").names())
                .hasSameSizeAs(definition.at("properties").names());
        assertThat(used).allSatisfy(found -> {
            String name = found.group(2);
            boolean given = required.contains(name)
                    || definition.at("properties", name, "default").exists();
            assertThat(found.group(1)).as(name).isEqualTo(given ? "" : "?");
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void each_use_has_a_component_of_its_own(Path file) throws IOException {
        Yaml template = load(file).at("spec", "template");

        assertThat(template.at("beans").items())
                .singleElement()
                .satisfies(bean ->
                        assertThat(bean.at("type").text()).isEqualTo("#class:" + DoshiiComponent.class.getName()))
                .satisfies(bean -> assertThat(bean.at("name").text()).isEqualTo(BEAN));
        assertThat(template.at("from").allTexts().filter(text -> text.contains("{{environment}}")))
                .containsExactly("{{" + BEAN + "}}:{{environment}}");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void the_jar_that_it_asks_for_is_of_the_version_of_the_project(Path file) throws IOException {
        Yaml kamelet = load(file);
        String version = POM_VERSION
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(kamelet.at("metadata", "annotations", "camel.apache.org/catalog.version")
                        .text())
                .isEqualTo(version);
        assertThat(kamelet.at("spec", "dependencies").texts())
                .contains("mvn:io.github.cameldoshii:camel-doshii:" + version, "camel:kamelet");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void what_it_sets_are_options_of_the_component(Path file) throws IOException {
        Set<String> options = new DoshiiEndpointUriFactory().propertyNames();
        Yaml template = load(file).at("spec", "template");
        Set<String> set = template.at("beans").items().stream()
                .flatMap(bean -> bean.at("properties").names().stream())
                .collect(Collectors.toSet());
        set.addAll(template.at("from", "parameters").names());
        template.at("from", "steps")
                .items()
                .forEach(step -> set.addAll(step.at("to", "parameters").names()));

        assertThat(set).isNotEmpty().isSubsetOf(options);
    }
}
