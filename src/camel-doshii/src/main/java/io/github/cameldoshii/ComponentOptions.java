package io.github.cameldoshii;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldoshii.internal.http.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.PropertyBindingException;

/**
 * What is said of a name that is no option: those that there are, as the catalog has them. Never the value, which is that of a
 * secret where the name of a secret is mistyped, and which Camel's own exceptions tell.
 */
final class ComponentOptions {

    private static final String CATALOG = "/META-INF/io/github/cameldoshii/doshii.json";

    private ComponentOptions() {}

    /** Of a property below {@code camel.component.doshii}. */
    static PropertyBindingException unknown(DoshiiComponent component, String name) {
        return new PropertyBindingException(
                component, name, Redaction.INSTEAD, "camel.component.doshii", name, unknown(name));
    }

    /** Of an option that is set on the component in any way. */
    static NoSuchElementException unknown(String name) {
        return new NoSuchElementException("There is no option " + name + " of the component doshii. Its options are: "
                + names("componentProperties"));
    }

    /** Of parameters of an endpoint. */
    static IllegalArgumentException unknown(Collection<String> parameters) {
        return new IllegalArgumentException("There is no option " + String.join(", ", new TreeSet<>(parameters))
                + " of the endpoint doshii. Its options are: " + names("properties"));
    }

    private static String names(String kind) {
        try (InputStream catalog = ComponentOptions.class.getResourceAsStream(CATALOG)) {
            JsonNode options = new ObjectMapper().readTree(catalog).path(kind);
            Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            options.properties().forEach(option -> {
                if (!option.getValue().path("kind").asText().equals("path")) {
                    names.add(option.getKey());
                }
            });
            return String.join(", ", names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
