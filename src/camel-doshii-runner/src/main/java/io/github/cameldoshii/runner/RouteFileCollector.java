package io.github.cameldoshii.runner;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.DefaultRoutesCollector;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceSupport;

/**
 * Gives Camel the route files of the command line; without any, those of {@code camel.main.routesIncludePattern}; without
 * that, those of the default folder. Files are named one by one, so that a comma or a star in a name means nothing.
 */
final class RouteFileCollector extends DefaultRoutesCollector {

    private final Path directory;
    private final List<String> named;
    private final BinaryOperator<String> preview;
    private final StepLogNames logNames;

    /**
     * @param named locations such as {@code file:/a.yaml} or {@code classpath:b.yaml}; none is no choice
     * @param preview is given the location and the text of each file, and gives the text that Camel reads
     * @param logNames is told which files there are
     */
    RouteFileCollector(Path directory, List<String> named, BinaryOperator<String> preview, StepLogNames logNames) {
        this.directory = directory;
        this.named = named;
        this.preview = preview;
        this.logNames = logNames;
    }

    @Override
    public Collection<Resource> findRouteResourcesFromDirectory(
            CamelContext context, String excludePattern, String includePattern) {
        Collection<Resource> found = find(context, excludePattern, includePattern);
        logNames.learn(found);
        return found.stream().map(this::preview).toList();
    }

    private Resource preview(Resource file) {
        if (!file.exists()) {
            return file;
        }
        byte[] text = preview.apply(file.getLocation(), RouteText.of(file)).getBytes(StandardCharsets.UTF_8);
        return new ResourceSupport(file.getScheme(), file.getLocation()) {
            @Override
            public boolean exists() {
                return true;
            }

            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(text);
            }
        };
    }

    private Collection<Resource> find(CamelContext context, String excludePattern, String includePattern) {
        if (!named.isEmpty()) {
            return resources(context, named);
        }
        if (includePattern == null) {
            return resources(context, RouteFiles.locations(RouteFiles.byDefault(directory)));
        }
        Collection<Resource> found = matching(context, excludePattern, includePattern);
        if (found.isEmpty() && !"false".equals(includePattern)) {
            throw new Failure(
                    "no route files: camel.main.routesIncludePattern=" + includePattern + " matches none",
                    "A pattern for files starts with file: as in file:routes/*.yaml");
        }
        return found;
    }

    private Collection<Resource> matching(CamelContext context, String excludePattern, String includePattern) {
        try {
            return super.findRouteResourcesFromDirectory(context, excludePattern, includePattern);
        } catch (RuntimeCamelException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return List.of();
            }
            throw e;
        }
    }

    private static List<Resource> resources(CamelContext context, List<String> locations) {
        ResourceLoader loader = PluginHelper.getResourceLoader(context);
        return locations.stream().map(loader::resolveResource).toList();
    }
}
