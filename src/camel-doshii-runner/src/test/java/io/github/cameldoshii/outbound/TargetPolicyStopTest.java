package io.github.cameldoshii.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With 6 seconds for the whole stop: 2 for a try, 4 until nothing is tried any more. */
class TargetPolicyStopTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicInteger tries = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final List<String> dead = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        never.countDown();
        context.stop();
    }

    @Test
    void a_try_that_hangs_is_left_behind_and_what_waits_is_not_tried() throws Exception {
        start(exchange -> {
            tries.incrementAndGet();
            never.await();
        });
        List<String> bodies = send(10);
        await().atMost(LIMIT).until(() -> tries.get() == 1);

        context.stop();

        assertThat(context.getShutdownStrategy().isTimeoutOccurred()).isFalse();
        assertThat(dead).containsExactlyElementsOf(bodies);
        assertThat(tries).hasValue(1);
    }

    @Test
    void a_target_that_is_there_is_given_what_waits() throws Exception {
        start(exchange -> {
            pause(50);
            delivered.add(exchange.getIn().getBody(String.class));
        });
        List<String> bodies = send(10);

        context.stop();

        assertThat(delivered).containsExactlyElementsOf(bodies);
        assertThat(dead).isEmpty();
    }

    @Test
    void a_target_that_is_too_slow_for_the_stop_gets_what_it_can_and_the_rest_is_given_up_in_time() throws Exception {
        start(exchange -> {
            pause(700);
            delivered.add(exchange.getIn().getBody(String.class));
        });
        List<String> bodies = send(20);

        context.stop();

        assertThat(context.getShutdownStrategy().isTimeoutOccurred()).isFalse();
        List<String> all = new ArrayList<>(delivered);
        all.addAll(dead);
        assertThat(all).containsExactlyElementsOf(bodies);
        assertThat(delivered).hasSizeBetween(2, 9);
    }

    @Test
    void after_another_start_everything_is_tried_again() throws Exception {
        start(exchange -> {
            if (tries.incrementAndGet() == 1) {
                throw new IOException("away");
            }
            delivered.add(exchange.getIn().getBody(String.class));
        });
        context.createProducerTemplate().sendBody("seda:events", "first");
        await().atMost(LIMIT).until(() -> tries.get() == 1);
        context.getRouteController().stopRoute("events");
        assertThat(dead).containsExactly("first");

        context.getRouteController().startRoute("events");
        context.createProducerTemplate().sendBody("seda:events", "second");

        await().atMost(LIMIT).until(() -> delivered.equals(List.of("second")));
    }

    private void start(Processor target) throws Exception {
        context.getShutdownStrategy().setTimeout(6);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TargetAwayException.class)
                        .setRedeliveryPolicyType(new RedeliveryPolicyDefinition()
                                .maximumRedeliveries(-1)
                                .redeliveryDelay(30_000)
                                .allowRedeliveryWhileStopping(false));
                errorHandler(deadLetterChannel("direct:dead").maximumRedeliveries(0));
                from("seda:events?purgeWhenStopping=false")
                        .routeId("events")
                        .policy(new TargetPolicy())
                        .process(target)
                        .end();
                from("direct:dead")
                        .routeId("dead")
                        .errorHandler(noErrorHandler())
                        .process(exchange -> dead.add(exchange.getIn().getBody(String.class)));
            }
        });
        context.start();
    }

    private List<String> send(int count) {
        List<String> bodies =
                IntStream.range(0, count).mapToObj(i -> "event " + i).toList();
        bodies.forEach(body -> context.createProducerTemplate().sendBody("seda:events", body));
        return bodies;
    }

    /** As a slow target would. */
    private void pause(long millis) throws InterruptedException {
        never.await(millis, TimeUnit.MILLISECONDS);
    }
}
