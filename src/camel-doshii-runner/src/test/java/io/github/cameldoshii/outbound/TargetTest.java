package io.github.cameldoshii.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route that names one bean as its policy, its redelivery policy and its dead letter channel. */
class TargetTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path temp;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Target target = new Target();

    /** What the tries fail for, one after the other; then they succeed. */
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

    private final List<String> tries = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void an_event_whose_target_is_away_is_tried_again_before_the_next() throws Exception {
        failures.addAll(List.of(new IOException("away"), new IOException("away")));
        start();

        send("a", "b");

        assertThat(tries).containsExactly("a", "a", "a", "b");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void an_event_that_the_target_cannot_take_is_a_dead_letter_at_once() throws Exception {
        failures.add(new IllegalStateException("not this one"));
        start();

        send("a", "b");

        assertThat(tries).containsExactly("a", "b");
        assertThat(deadLetters()).containsExactly("a");
    }

    @Test
    void an_event_that_the_target_cannot_take_after_it_was_away_is_a_dead_letter_then() throws Exception {
        failures.addAll(List.of(new IOException("away"), answer(503), answer(400)));
        start();

        send("a", "b");

        assertThat(tries).containsExactly("a", "a", "a", "b");
        assertThat(deadLetters()).containsExactly("a");
    }

    @Test
    void an_answer_of_500_which_may_be_about_this_event_is_tried_again_only_so_often() throws Exception {
        target.setMaximumRedeliveriesAfter500(2);
        failures.addAll(List.of(answer(500), answer(500), answer(500)));
        start();

        send("a", "b");

        assertThat(tries).containsExactly("a", "a", "a", "b");
        assertThat(deadLetters()).containsExactly("a");
    }

    @Test
    void all_tries_can_have_an_end() throws Exception {
        target.setMaximumRedeliveries(1);
        failures.addAll(List.of(answer(503), answer(503)));
        start();

        send("a", "b");

        assertThat(tries).containsExactly("a", "a", "b");
        assertThat(deadLetters()).containsExactly("a");
    }

    @Test
    void a_step_before_the_target_that_fails_is_a_dead_letter_at_once() throws Exception {
        start();

        send("broken", "b");

        assertThat(tries).containsExactly("b");
        assertThat(deadLetters()).containsExactly("broken");
    }

    private void start() throws Exception {
        target.setRedeliveryDelay(1);
        target.setDeadLetters(temp.resolve("dead").toString());
        context.getRegistry().bind("shop", target);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                DeadLetterChannelDefinition deadLetterChannel = deadLetterChannel("bean:shop");
                deadLetterChannel.setRedeliveryPolicyRef("shop");
                deadLetterChannel.setUseOriginalMessage("true");
                errorHandler(deadLetterChannel);
                from("seda:events")
                        .filter(simple("${body} == 'broken'"))
                        .throwException(new IOException("broken"))
                        .end()
                        .policy("shop")
                        .process(exchange -> {
                            tries.add(exchange.getIn().getBody(String.class));
                            Exception failure = failures.poll();
                            if (failure != null) {
                                throw failure;
                            }
                        })
                        .end();
            }
        });
        context.start();
    }

    /** Returns when the last one has arrived. */
    private void send(String... bodies) {
        for (String body : bodies) {
            context.createProducerTemplate().sendBody("seda:events", body);
        }
        await().atMost(LIMIT).until(() -> tries.contains(bodies[bodies.length - 1]));
    }

    private List<String> deadLetters() throws IOException {
        Path folder = temp.resolve("dead");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> bodies = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            List<String> texts = new ArrayList<>();
            for (Path body : bodies) {
                texts.add(Files.readString(body));
            }
            return texts;
        }
    }

    private static HttpOperationFailedException answer(int status) {
        return new HttpOperationFailedException("http://localhost/orders", status, "told", null, Map.of(), "");
    }
}
