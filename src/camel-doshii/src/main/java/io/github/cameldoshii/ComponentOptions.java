package io.github.cameldoshii;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;

/** The names of the component's options, as its catalog has them. */
final class ComponentOptions {

    private static final String CATALOG = "/META-INF/io/github/cameldoshii/doshii.json";

    private ComponentOptions() {}

    /** For a name that is none: Camel's own exception tells the name, but not what is allowed. */
    static NoSuchElementException unknown(String name) {
        return new NoSuchElementException("There is no option " + name + " of the component doshii. Its options are: "
                + String.join(", ", names()));
    }

    private static Set<String> names() {
        try (InputStream catalog = ComponentOptions.class.getResourceAsStream(CATALOG)) {
            JsonNode options = new ObjectMapper().readTree(catalog).path("componentProperties");
            Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            options.fieldNames().forEachRemaining(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
