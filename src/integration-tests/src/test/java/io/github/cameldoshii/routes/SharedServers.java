package io.github.cameldoshii.routes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Servers that take long to start: each is started when the first test asks for it as a parameter, and stopped after the
 * last test of the JVM.
 */
final class SharedServers implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedServers.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == PostgresServer.class || type == KafkaServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        return type == PostgresServer.class
                ? store.getOrComputeIfAbsent(PostgresServer.class, key -> new PostgresServer(), PostgresServer.class)
                : store.getOrComputeIfAbsent(KafkaServer.class, key -> new KafkaServer(), KafkaServer.class);
    }

    /** PostgreSQL, the real one. As root it runs in a user name space of its own, since it refuses to run as root. */
    static final class PostgresServer implements AutoCloseable {

        private final EmbeddedPostgres postgres;

        PostgresServer() {
            try {
                postgres = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(1))
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A connection to the administrator's database. */
        Database administration() {
            return new Database(postgres, "postgres");
        }

        /** Creates an empty database. */
        Database create(String name) {
            administration().execute("CREATE DATABASE " + name);
            return new Database(postgres, name);
        }

        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }

    /** One Kafka broker that is its own controller (KRaft). */
    static final class KafkaServer implements AutoCloseable {

        private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 3);

        KafkaServer() {
            broker.brokerProperty("auto.create.topics.enable", "false");
            broker.afterPropertiesSet();
        }

        /** Creates a topic with three partitions. */
        void create(String topic) {
            broker.addTopics(topic);
        }

        String brokers() {
            return broker.getBrokersAsString();
        }

        @Override
        public void close() {
            broker.destroy();
        }
    }
}
