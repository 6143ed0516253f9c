package io.github.cameldoshii.runner;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Camel's loader of YAML routes, which here reads every name that ends in .yaml or .yml, reads UTF-8 wherever it runs, takes
 * lists for the options that are lists, and refuses what Camel would drop without a word.
 */
final class RouteFileLoader extends YamlRoutesBuilderLoader {

    @Override
    public boolean isSupportedExtension(String extension) {
        // Camel means all that comes after the first dot.
        return ("." + extension).matches(RouteFiles.YAML);
    }

    @Override
    public void preParseRoute(Resource resource) throws Exception {
        try {
            super.preParseRoute(resource);
        } catch (RuntimeCamelException e) {
            if (e.getCause() instanceof YamlEngineException mistake
                    && mistake.getMessage().startsWith("Non scalar key")) {
                throw YamlMistake.unquotedPlaceholder(resource.getLocation(), RouteText.of(resource))
                        .<RuntimeException>map(failure -> failure)
                        .orElse(e);
            }
            throw e;
        }
    }

    @Override
    protected InputStream resourceInputStream(Resource resource) throws IOException {
        String text = RouteText.of(resource);
        if (text.isBlank()) {
            // As Camel says it.
            throw new IOException("Resource is empty: " + resource.getLocation());
        }
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected RouteBuilder builder(YamlDeserializationContext context, Node root) {
        new RouteNodes().check(root);
        return super.builder(context, root);
    }
}
