package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteAsynchronousTest extends RouteTestSupport {

    private final ScheduledExecutorService elsewhere = Executors.newScheduledThreadPool(4);
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stopElsewhere() {
        elsewhere.shutdownNow();
    }

    @Test
    void one_consumer_keeps_the_order_although_each_exchange_ends_on_another_thread() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        routes(r -> r.from("doshii:simulator")
                .process(later(exchange -> {
                    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    // The earlier an event, the later it would end if it were not waited for.
                    return Duration.ofMillis(3 - Integer.parseInt(id(exchange)) % 3);
                }))
                .process(e -> {
                    atOnce.decrementAndGet();
                    seen.add(id(e));
                }));
        startAndAwaitSockets(1);

        IntStream.range(0, 300).forEach(i -> emitOrder(Integer.toString(i)));

        await().atMost(SOON).until(() -> seen.size() >= 300);
        assertThat(List.copyOf(seen))
                .isEqualTo(IntStream.range(0, 300).mapToObj(Integer::toString).toList());
        assertThat(mostAtOnce.get()).isEqualTo(1);
    }

    @Test
    void no_thread_waits_while_an_exchange_is_elsewhere() throws Exception {
        Queue<AsyncCallback> waiting = new ConcurrentLinkedQueue<>();
        routes(r -> r.from("doshii:simulator?concurrentConsumers=2").process(new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                waiting.add(callback);
                return false;
            }
        }));
        startAndAwaitSockets(1);
        // So many that both lanes get some.
        IntStream.range(0, 50).forEach(i -> emitOrder(Integer.toString(i)));

        await().atMost(SOON).until(() -> waiting.size() == 2);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().entrySet())
                        .filteredOn(t -> t.getKey().getName().contains("DoshiiRoutes"))
                        .hasSize(2)
                        .allSatisfy(t -> assertThat(t.getValue())
                                .noneMatch(frame -> frame.getClassName().startsWith("io.github.cameldoshii"))));

        await().atMost(SOON).until(() -> {
            while (!waiting.isEmpty()) {
                waiting.remove().done(false);
            }
            return simulator.queuedMessages() == 0 && consumerOfTheOnlyRoute().getFinishedEvents() == 50;
        });
    }

    @Test
    void the_delay_of_camel_holds_no_thread_and_keeps_the_order() throws Exception {
        routes(r -> r.from("doshii:simulator").delay(2).asyncDelayed().process(e -> seen.add(id(e))));
        startAndAwaitSockets(1);

        IntStream.range(0, 100).forEach(i -> emitOrder(Integer.toString(i)));

        await().atMost(SOON).until(() -> seen.size() >= 100);
        assertThat(List.copyOf(seen))
                .isEqualTo(IntStream.range(0, 100).mapToObj(Integer::toString).toList());
    }

    @Test
    void threads_and_seda_see_the_order_too() throws Exception {
        routes(r -> r.from("doshii:simulator").threads(4, 4).to("seda:next"));
        routes(r -> r.from("seda:next").process(e -> seen.add(id(e))));
        startAndAwaitSockets(1);

        IntStream.range(0, 500).forEach(i -> emitOrder(Integer.toString(i)));

        await().atMost(SOON).until(() -> seen.size() >= 500);
        assertThat(List.copyOf(seen))
                .isEqualTo(IntStream.range(0, 500).mapToObj(Integer::toString).toList());
    }

    private DoshiiConsumer consumerOfTheOnlyRoute() {
        return (DoshiiConsumer) context.getRoutes().get(0).getConsumer();
    }

    private AsyncProcessorSupport later(java.util.function.Function<Exchange, Duration> wait) {
        return new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                elsewhere.schedule(
                        () -> callback.done(false), wait.apply(exchange).toMillis(), TimeUnit.MILLISECONDS);
                return false;
            }
        };
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class);
    }
}
