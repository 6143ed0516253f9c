package io.github.cameldoshii.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.camel.CamelContext;

/** The components on the classpath. */
final class Components {

    /** One such file in each jar of components; in the runner's jar their lines are joined in one. */
    private static final String LIST = "META-INF/services/org/apache/camel/component.properties";

    private Components() {}

    static SortedSet<String> names(CamelContext context) {
        SortedSet<String> names = new TreeSet<>();
        try {
            for (URL list : Collections.list(context.getClassResolver().loadAllResourcesAsURL(LIST))) {
                lines(list).stream()
                        .filter(line -> line.startsWith("components="))
                        .flatMap(line ->
                                List.of(line.substring("components=".length()).split("[ ,]+")).stream())
                        .forEach(names::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the components", e);
        }
        return names;
    }

    private static List<String> lines(URL list) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
