package io.github.cameldoshii.runner;

import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.DoshiiConfiguration;
import io.github.cameldoshii.position.AtomicFileStateRepository;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the positions of Doshii consumers in a file, so that a restart loses nothing, unless the user has said where. */
final class DefaultPositions extends MainListenerSupport {

    /** The property that names the file, relative to the working directory. */
    static final String PROPERTY = "doshii.position.file";

    /** The property that says how long to wait for the file while another process uses it, such as {@code 2m}. */
    static final String WAIT_PROPERTY = "doshii.position.lockTimeout";

    private static final String DEFAULT = "doshii-positions";
    private static final String FILE = "file:";
    private static final String BEAN = "doshiiPositions";

    private static final Logger LOG = LoggerFactory.getLogger(DefaultPositions.class);

    private final Path directory;

    DefaultPositions(Path directory) {
        this.directory = directory;
    }

    /** After the options of components are set, and before a route is made. */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        if (context.getComponent("doshii", true, false) instanceof DoshiiComponent component
                && component.getConfiguration().getStateRepository() == null) {
            DoshiiConfiguration configuration = component.getConfiguration();
            String store = configuration.getPositionStore();
            if (store == null || store.isBlank()) {
                Path file = directory.resolve(context.getPropertiesComponent()
                        .resolveProperty(PROPERTY)
                        .orElse(DEFAULT));
                configuration.setPositionStore(FILE + file.toAbsolutePath());
                bind(context, file);
                LOG.info("Positions are kept in {}", file);
            } else if (store.startsWith(FILE)) {
                bind(context, store.substring(FILE.length()).trim());
            }
        }
    }

    private static void bind(CamelContext context, String file) {
        try {
            bind(context, Path.of(file));
        } catch (InvalidPathException e) {
            LOG.debug("The component says what is wrong", e);
        }
    }

    /** The component takes a repository of that file from the registry, so that it waits as long as is said here. */
    private static void bind(CamelContext context, Path file) {
        AtomicFileStateRepository repository = new AtomicFileStateRepository(file);
        context.getPropertiesComponent()
                .resolveProperty(WAIT_PROPERTY)
                .map(time -> context.getTypeConverter().convertTo(Duration.class, time))
                .ifPresent(repository::setLockTimeout);
        context.getRegistry().bind(BEAN, repository);
    }
}
