package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.LogCapture;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

class StopInABurstTest extends RouteTestSupport {

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private void startSlowRoute(String options) throws Exception {
        routes(r -> {
            r.onException(Throwable.class)
                    .process(e -> failures.add(e.getProperty("CamelExceptionCaught", Throwable.class)));
            r.from("doshii:simulator" + options).routeId("events").delay(1).to("direct:next");
            r.from("direct:next")
                    .process(e -> seen.add(e.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class)));
        });
        startAndAwaitSockets(1);
        awaitLive("events");
    }

    private void burst() {
        IntStream.range(0, 5_000).forEach(i -> emitOrder(Integer.toString(i)));
        await().atMost(SOON).until(() -> seen.size() > 20);
    }

    /**
     * All that was read has come, without a gap, and in order.
     *
     * @param read messages, before the stop began: what is read while it goes on may be left to the next start
     */
    private void assertAllThatWasRead(long read) {
        // The first message is the answer to the first ping.
        assertThat((long) seen.size()).isGreaterThanOrEqualTo(read - 1 - 2).isLessThan(5_000);
        assertThat(List.copyOf(seen))
                .isEqualTo(IntStream.range(0, seen.size())
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(failures).isEmpty();
    }

    @Test
    void stopping_the_context_hands_over_what_was_read() throws Exception {
        startSlowRoute("?queueSize=300");
        DoshiiConsumer consumer = consumer("events");
        burst();
        long read = consumer.getMessages();

        context.stop();

        assertThat(consumer.getPendingEvents()).isZero();
        assertAllThatWasRead(read);
    }

    @Test
    void so_does_stopping_the_route() throws Exception {
        startSlowRoute("?queueSize=300");
        DoshiiConsumer consumer = consumer("events");
        burst();
        long read = consumer.getMessages();

        context.getRouteController().stopRoute("events");

        assertThat(consumer.getPendingEvents()).isZero();
        assertAllThatWasRead(read);
    }

    @Test
    void so_does_suspending_it() throws Exception {
        startSlowRoute("?queueSize=300");
        DoshiiConsumer consumer = consumer("events");
        burst();
        long read = consumer.getMessages();

        context.getRouteController().suspendRoute("events");

        assertThat(consumer.getPendingEvents()).isZero();
        assertAllThatWasRead(read);
    }

    @Test
    void so_does_stopping_the_consumer_itself() throws Exception {
        startSlowRoute("?queueSize=300");
        DoshiiConsumer consumer = consumer("events");
        burst();
        long read = consumer.getMessages();

        consumer.stop();

        assertThat(consumer.getPendingEvents()).isZero();
        assertAllThatWasRead(read);
    }

    @Test
    void a_stop_of_a_quick_route_in_the_middle_of_the_flow_loses_nothing() throws Exception {
        startSlowRoute("?queueSize=1000");
        AtomicBoolean go = new AtomicBoolean(true);
        Thread sender = new Thread(() -> {
            for (int i = 0; go.get() && i < 4_000; i++) {
                emitOrder(Integer.toString(i));
            }
        });
        sender.start();
        await().atMost(SOON).until(() -> seen.size() > 5);
        long read = consumer("events").getMessages();

        context.getRouteController().stopRoute("events");
        go.set(false);
        sender.join();

        assertAllThatWasRead(read);
    }

    @Test
    void a_forced_stop_says_how_many_were_not_finished_and_hands_over_no_more() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        routes(r -> r.from("doshii:simulator?queueSize=50").routeId("events").process(e -> {
            seen.add(e.getMessage().getBody(String.class));
            never.await();
        }));
        startAndAwaitSockets(1);
        IntStream.range(0, 200).forEach(i -> emitOrder(Integer.toString(i)));
        await().atMost(SOON).until(() -> consumer("events").getPendingEvents() == 50);
        context.getShutdownStrategy().setTimeout(1);

        try (LogCapture log = LogCapture.at(Level.WARN)) {
            long begin = System.nanoTime();
            context.stop();

            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin))
                    .isLessThan(8);
            assertThat(log.ownMessages(Level.WARN))
                    .anyMatch(line -> line.contains("events") && line.contains("50") && line.contains("not finished"));
        }
        never.countDown();
        assertNoLaneThreadIsLeft(context);
        assertThat(seen).hasSize(1);
    }

    static void assertNoLaneThreadIsLeft(CamelContext context) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("(" + context.getName() + ")") && name.contains("DoshiiRoutes")));
    }
}
