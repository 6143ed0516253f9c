package io.github.cameldoshii.runner;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Kafka clients whose close does not wait for brokers that do not answer. Camel closes a producer without a limit, and the
 * client's own limit does not end a request that it has begun, so that the stop of a route would take as long as a record.
 */
public final class BoundedCloseKafkaClientFactory extends DefaultKafkaClientFactory {

    /** Nothing worth waiting for is left then: the events are delivered, or dead letters. */
    private static final Duration CLOSE = Duration.ofSeconds(1);

    @Override
    public KafkaProducer<Object, Object> getProducer(Properties properties) {
        return new KafkaProducer<>(properties) {
            @Override
            public void close() {
                CompletableFuture.runAsync(() -> close(CLOSE))
                        .completeOnTimeout(null, CLOSE.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            }
        };
    }
}
