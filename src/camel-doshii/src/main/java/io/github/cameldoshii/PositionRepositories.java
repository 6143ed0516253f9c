package io.github.cameldoshii;

import io.github.cameldoshii.position.AtomicFileStateRepository;
import io.github.cameldoshii.position.JdbcStateRepository;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.StateRepository;

/**
 * The state repositories that option {@code positionStore} names: one for each file and each database of a CamelContext,
 * whichever component instance its consumers belong to. They are beans of the registry, where a repository of the user's for
 * the same file is found too, which then is the one. Thread-safe.
 */
final class PositionRepositories {

    private static final String BEAN = "doshii-positions-";

    private final CamelContext context;

    /** Held while a repository is looked for and made, not while it starts, which may wait for another process. */
    private final Lock making = new ReentrantLock();

    private PositionRepositories(CamelContext context) {
        this.context = context;
    }

    /** Those of the context. */
    static PositionRepositories of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (extension) {
            PositionRepositories shared = extension.getContextPlugin(PositionRepositories.class);
            if (shared == null) {
                shared = new PositionRepositories(context);
                extension.addContextPlugin(PositionRepositories.class, shared);
            }
            return shared;
        }
    }

    /**
     * The repository of the file, started.
     *
     * @throws Exception if it cannot be started
     */
    StateRepository<String, String> file(Path path) throws Exception {
        return started(inFile(path));
    }

    /**
     * The repository in the database, started.
     *
     * @param dataSource the name of a DataSource
     * @throws IllegalArgumentException if there is none of that name
     */
    StateRepository<String, String> database(String dataSource) throws Exception {
        return started(inDatabase(dataSource));
    }

    /** Has the context start the repository, if it has not, and stop it after all routes. */
    <T extends StateRepository<String, String>> T started(T repository) throws Exception {
        if (!context.hasService(repository)) {
            context.addService(repository, true, true);
        } else if (repository instanceof StatefulService service && !service.isStarted()) {
            // An earlier start has failed, for example because another process had the file.
            service.start();
        }
        return repository;
    }

    private AtomicFileStateRepository inFile(Path path) {
        AtomicFileStateRepository made = new AtomicFileStateRepository(path);
        Path real = made.realFile();
        making.lock();
        try {
            Registry registry = context.getRegistry();
            for (AtomicFileStateRepository known : registry.findByType(AtomicFileStateRepository.class)) {
                if (!known.getFile().isBlank() && known.realFile().equals(real)) {
                    return known;
                }
            }
            registry.bind(BEAN + real, made);
            return made;
        } finally {
            making.unlock();
        }
    }

    private JdbcStateRepository inDatabase(String name) {
        making.lock();
        try {
            Registry registry = context.getRegistry();
            DataSource dataSource = dataSource(registry, name);
            JdbcStateRepository known = registry.lookupByNameAndType(BEAN + "jdbc-" + name, JdbcStateRepository.class);
            if (known != null && known.getDataSource() == dataSource) {
                return known;
            }
            JdbcStateRepository made = new JdbcStateRepository(dataSource);
            made.setCreateTable(true);
            registry.bind(BEAN + "jdbc-" + name, made);
            return made;
        } finally {
            making.unlock();
        }
    }

    private static DataSource dataSource(Registry registry, String name) {
        Object bean = registry.lookupByName(name);
        if (bean instanceof DataSource dataSource) {
            return dataSource;
        }
        Set<String> known =
                new TreeSet<>(registry.findByTypeWithName(DataSource.class).keySet());
        throw new IllegalArgumentException("Option positionStore is 'jdbc:" + name + "': "
                + (bean == null
                        ? "the registry has no bean " + name
                        : "the bean " + name + " is no DataSource but a "
                                + bean.getClass().getName())
                + ". "
                + (known.isEmpty()
                        ? "It has no DataSource at all; make one, for example with camel.beans in properties or beans in"
                                + " YAML"
                        : "The DataSources that it has are: " + String.join(", ", known)));
    }
}
