package io.github.cameldoshii.runner;

import com.zaxxer.hikari.HikariDataSource;
import io.github.cameldoshii.outbound.FailureText;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds, before any route starts, what could never work however long a route waits for its target. Camel itself would find
 * it with the first event. Nothing is asked of a target, so one that is away ends no start.
 */
final class TargetChecks extends LifecycleStrategySupport {

    @Override
    public void onEndpointAdd(Endpoint endpoint) {
        if (endpoint instanceof JmsEndpoint jms) {
            requireConnectionFactory(jms);
        } else if (endpoint instanceof KafkaEndpoint kafka) {
            requireThatAClientCanBeMade(kafka);
        } else if (endpoint instanceof SqlEndpoint sql) {
            requireDriver(sql);
        } else if (endpoint instanceof FileEndpoint file) {
            requireThatTheLocaleCanNameIt(file);
        }
    }

    private static void requireConnectionFactory(JmsEndpoint endpoint) {
        JmsConfiguration configuration = endpoint.getConfiguration();
        if (configuration.getConnectionFactory() == null
                && configuration.getTemplateConnectionFactory() == null
                && configuration.getListenerConnectionFactory() == null) {
            throw new Failure(
                    "jms:" + endpoint.getDestinationName() + " has no connection factory, so no broker to send to",
                    "A bean in the route file says where the broker is, as in routes/transactions-to-jms.yaml:",
                    "- beans:",
                    "    - name: artemis",
                    "      type: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory",
                    "      properties: { brokerURL: \"tcp://localhost:61616\" }");
        }
    }

    private static void requireThatAClientCanBeMade(KafkaEndpoint endpoint) {
        KafkaConfiguration configuration = endpoint.getConfiguration();
        String what = "kafka:" + configuration.getTopic() + ": ";
        requireHostsAndPorts(what, configuration.getBrokers());
        try {
            Topic.validate(configuration.getTopic());
        } catch (InvalidTopicException e) {
            throw new Failure(what + FailureText.of(e));
        }
        Properties properties = configuration.createProducerProperties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.getBrokers());
        try {
            requireTimeForARequest(what, new ProducerConfig(properties));
        } catch (ConfigException e) {
            throw new Failure(what + e.getMessage());
        }
    }

    /** The one rule of Kafka's that its client only checks when it is made, which would also look for the brokers. */
    private static void requireTimeForARequest(String what, ProducerConfig config) {
        long needed = config.getLong(ProducerConfig.LINGER_MS_CONFIG)
                + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        int given = config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        if (given < needed) {
            throw new Failure(what + "deliveryTimeoutMs is " + given
                    + ", less than lingerMs and requestTimeoutMs together, " + needed + ": no record could be sent");
        }
    }

    private static void requireHostsAndPorts(String what, String brokers) {
        if (brokers == null || brokers.isBlank()) {
            throw new Failure(what + "the option brokers is missing; it is host:port,...");
        }
        for (String broker : brokers.split(",")) {
            Integer port = Utils.getPort(broker.strip());
            if (Utils.getHost(broker.strip()) == null || port == null || port < 1 || port > 65_535) {
                throw new Failure(what + "the option brokers is host:port,..., and '" + broker.strip() + "' is not");
            }
        }
    }

    private static void requireDriver(SqlEndpoint endpoint) {
        if (endpoint.getJdbcTemplate().getDataSource() instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && DriverManager.drivers().noneMatch(driver -> accepts(driver, pool.getJdbcUrl()))) {
            throw new Failure(
                    "no database driver of this runner understands the jdbcUrl of " + pool.getPoolName(),
                    "PostgreSQL: jdbc:postgresql://host:port/database",
                    "H2:         jdbc:h2:./file");
        }
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void requireThatTheLocaleCanNameIt(FileEndpoint endpoint) {
        String directory = endpoint.getConfiguration().getDirectory();
        try {
            new File(directory).toPath();
        } catch (InvalidPathException e) {
            throw new Failure("file:" + directory + ": " + FailureText.of(e));
        }
    }
}
