package io.github.cameldoshii.endpointdsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.endpointdsl.DoshiiEndpointBuilderFactory.AdvancedDoshiiEndpointConsumerBuilder;
import io.github.cameldoshii.endpointdsl.DoshiiEndpointBuilderFactory.AdvancedDoshiiEndpointProducerBuilder;
import io.github.cameldoshii.endpointdsl.DoshiiEndpointBuilderFactory.DoshiiEndpointConsumerBuilder;
import io.github.cameldoshii.endpointdsl.DoshiiEndpointBuilderFactory.DoshiiEndpointProducerBuilder;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** The builders have the options that the catalog in the component's jar has: none is forgotten, none is left over. */
class EndpointDslOptionsTest {

    private static final String CATALOG = "/META-INF/io/github/cameldoshii/doshii.json";
    private static final Set<String> SWITCHES = Set.of("advanced", "basic");

    /** The options of the catalog for a role, which has those that are labelled for neither role too. */
    private static Set<String> catalog(String otherRole) throws IOException, DeserializationException {
        try (Reader json = new InputStreamReader(
                EndpointDslOptionsTest.class.getResourceAsStream(CATALOG), StandardCharsets.UTF_8)) {
            JsonObject options = ((JsonObject) Jsoner.deserialize(json)).getMap("properties");
            return options.keySet().stream()
                    .filter(name -> isForRole(options.getMap(name), otherRole))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isForRole(JsonObject option, String otherRole) {
        return option.getString("kind").equals("parameter")
                && !option.getStringOrDefault("label", "").contains(otherRole);
    }

    private static Set<String> methods(Class<?>... builders) {
        return Stream.of(builders)
                .flatMap(builder -> Arrays.stream(builder.getDeclaredMethods()))
                .filter(Predicate.not(Method::isSynthetic))
                .map(Method::getName)
                .filter(Predicate.not(SWITCHES::contains))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void a_consumer_has_a_method_for_each_of_its_options() throws Exception {
        assertThat(methods(DoshiiEndpointConsumerBuilder.class, AdvancedDoshiiEndpointConsumerBuilder.class))
                .contains("events", "socketUrl", "positionStore")
                .isEqualTo(catalog("producer"));
    }

    @Test
    void a_producer_has_a_method_for_each_of_its_options() throws Exception {
        assertThat(methods(DoshiiEndpointProducerBuilder.class, AdvancedDoshiiEndpointProducerBuilder.class))
                .contains("operation", "apiUrl")
                .isEqualTo(catalog("consumer"));
    }
}
