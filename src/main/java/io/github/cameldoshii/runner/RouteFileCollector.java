package io.github.cameldoshii.runner;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.main.DefaultRoutesCollector;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;

/**
 * Gives Camel the route files of the command line; without any, those of {@code camel.main.routesIncludePattern}; without
 * that, those of the default folder. Files are named one by one, so that a comma or a star in a name means nothing.
 */
final class RouteFileCollector extends DefaultRoutesCollector {

    private final Path directory;
    private final List<Path> named;

    RouteFileCollector(Path directory, List<Path> named) {
        this.directory = directory;
        this.named = named;
    }

    @Override
    public Collection<Resource> findRouteResourcesFromDirectory(
            CamelContext context, String excludePattern, String includePattern) {
        if (!named.isEmpty()) {
            return resources(context, named);
        }
        if (includePattern == null) {
            return resources(context, RouteFiles.byDefault(directory));
        }
        Collection<Resource> found = super.findRouteResourcesFromDirectory(context, excludePattern, includePattern);
        if (found.isEmpty() && !"false".equals(includePattern)) {
            throw new Failure(
                    "no route files: camel.main.routesIncludePattern=" + includePattern + " matches none",
                    "Files need the prefix file: as in file:routes/*.yaml");
        }
        return found;
    }

    private static List<Resource> resources(CamelContext context, List<Path> files) {
        ResourceLoader loader = PluginHelper.getResourceLoader(context);
        return files.stream()
                .map(file -> loader.resolveResource("file:" + file))
                .toList();
    }
}
