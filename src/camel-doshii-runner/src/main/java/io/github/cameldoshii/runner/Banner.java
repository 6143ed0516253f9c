package io.github.cameldoshii.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at start what runs and from which files; nothing secret. What each route receives, and from which environment of
 * Doshii, its consumer says.
 */
final class Banner extends MainListenerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(Banner.class);

    private final List<Path> configurationFiles;

    Banner(List<Path> configurationFiles) {
        this.configurationFiles = configurationFiles;
    }

    @Override
    public void beforeInitialize(BaseMainSupport main) {
        LOG.info(
                "camel-doshii {}, Java {}",
                Version.ofProject(),
                Runtime.version().feature());
        configurationFiles.stream().filter(Files::isReadable).forEach(file -> LOG.info("Configured by {}", file));
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        byFile(context).forEach((file, ids) -> LOG.info("{}: {}", file, ids));
        LOG.info("Started, Ctrl-C to stop");
    }

    /** The ids of the routes in each file. */
    private static Map<String, String> byFile(CamelContext context) {
        return context.getRoutes().stream()
                .collect(Collectors.groupingBy(
                        Banner::file, TreeMap::new, Collectors.mapping(Route::getRouteId, Collectors.joining(", "))));
    }

    private static String file(Route route) {
        String location = route.getSourceLocation();
        return location == null ? "Routes" : location.replaceFirst("^file:", "").replaceFirst(":-?\\d+$", "");
    }
}
