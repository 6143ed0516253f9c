package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no waiting could mend ends the start, with the cause; a target that is only away does not. */
class TargetsThatCannotWorkTest extends CommandLineTestSupport {

    @Test
    void a_jms_endpoint_without_a_connection_factory_ends_the_start_and_a_bean_for_it_is_shown() {
        line.file(
                "r.yaml",
                """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: jms:queue:orders
                """);

        assertThat(line.run("run", "r.yaml")).isEqualTo(1);
        assertThat(line.err()).contains("jms:orders has no connection factory", "brokerURL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.brokers=localhost | 'localhost' is not",
                "kafka.brokers=localhost:9092,other:x | 'other:x' is not",
                "kafka.brokers=localhost:99999 | 'localhost:99999' is not",
                "kafka.timeout=-5 | Invalid value -5",
                "kafka.timeout=soon | kafka.timeout",
                "kafka.topic=not a topic! | not a topic!",
            })
    void a_kafka_client_that_cannot_be_made_ends_the_start_with_the_cause(String property, String cause)
            throws IOException {
        shipped("events-to-kafka.yaml");
        line.file("application.properties", property + "\ncamel.main.durationMaxSeconds=1\n");

        assertThat(line.run("run", "events-to-kafka.yaml")).isEqualTo(1);
        assertThat(line.err()).contains(cause.equals("kafka.timeout") ? "soon" : cause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.brokers=localhost:1",
                "kafka.brokers=no-such-host.invalid:9092",
                "kafka.brokers=[::1]:1",
                "kafka.timeout=5000",
                "kafka.timeout=500",
                "kafka.timeout=3600000"
            })
    void brokers_that_are_only_away_end_no_start_whatever_the_timeout_is(String property) throws IOException {
        shipped("events-to-kafka.yaml");
        line.file("application.properties", property + "\ncamel.main.durationMaxSeconds=1\n");

        assertThat(line.run("run", "events-to-kafka.yaml")).isZero();
        assertThat(line.out()).contains("Started").doesNotContain("NetworkClient");
    }

    @Test
    void time_outs_that_leave_no_time_for_a_request_end_the_start() {
        line.file(
                "r.yaml",
                """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: kafka:events?brokers=localhost:1&deliveryTimeoutMs=5000&requestTimeoutMs=10000&lazyStartProducer=true
                """);

        assertThat(line.run("run", "r.yaml")).isEqualTo(1);
        assertThat(line.err()).contains("deliveryTimeoutMs is 5000", "10000");
    }

    @ParameterizedTest
    @CsvSource({
        "events-to-postgres.yaml, postgres.url=jdbc:postgresql://host:port/doshii, jdbc:postgresql://host:port/database",
        "events-to-postgres.yaml, postgres.url=localhost, no database driver",
        "events-to-postgres.yaml, postgres.retryDelay=soon, soon",
        "transactions-to-jms.yaml, transactions.maxRetryDelay=soon, soon",
        "transactions-to-jms.yaml, artemis.url=nonsense, nonsense",
        "events-to-kafka.yaml, kafka.retryDelay=soon, soon",
        "orders-to-http.yaml, orders.http.retries=many, many",
        "orders-to-http.yaml, orders.http.retryDelay=soon, soon",
        "orders-to-http.yaml, orders.http.timeout=soon, soon",
        "orders-to-http.yaml, orders.http.url=localhost:8080/orders, localhost",
    })
    void a_property_with_a_value_that_cannot_be_ends_the_start(String file, String property, String told)
            throws IOException {
        shipped(file);
        line.file("application.properties", property + "\ncamel.main.durationMaxSeconds=1\n");

        assertThat(line.run("run", file)).isEqualTo(1);
        assertThat(line.err()).contains(told);
    }

    @Test
    void the_shipped_jms_route_starts_without_a_broker() throws IOException {
        shipped("transactions-to-jms.yaml");
        line.file("application.properties", "artemis.url=tcp://localhost:1\ncamel.main.durationMaxSeconds=1\n");

        assertThat(line.run("run", "transactions-to-jms.yaml")).isZero();
    }

    private void shipped(String file) throws IOException {
        Files.copy(Path.of("routes", file), directory.resolve(file));
    }
}
