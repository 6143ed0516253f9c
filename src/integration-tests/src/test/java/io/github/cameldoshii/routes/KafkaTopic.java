package io.github.cameldoshii.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning. */
final class KafkaTopic {

    private KafkaTopic() {}

    /** So many records; fewer if for a long time no more come. */
    static List<ConsumerRecord<String, String>> read(String brokers, String topic, int count) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            // Assigned, not subscribed: a consumer group would first make the broker create the topic of its offsets.
            List<TopicPartition> partitions = consumer.partitionsFor(topic, ShippedRoutes.PATIENCE).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            int before;
            do {
                before = records.size();
                consumer.poll(ShippedRoutes.PATIENCE).forEach(records::add);
            } while (records.size() > before && records.size() < count);
            return records;
        }
    }
}
