package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.Test;

class RouteFailuresTest extends RouteTestSupport {

    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    @Test
    void a_failing_exchange_does_not_stop_the_flow() throws Exception {
        MockEndpoint result = mock("result");
        result.expectedBodiesReceived("{\"id\":\"1\"}", "{\"id\":\"3\"}");
        routes(r -> r.from("doshii:simulator").process(this::failOnTwo).to("mock:result"));
        startAndAwaitSockets(1);

        emitOrder("1");
        emitOrder("2");
        emitOrder("3");

        result.assertIsSatisfied();
    }

    @Test
    void a_dead_letter_channel_gets_the_event_as_it_was() throws Exception {
        MockEndpoint dead = mock("dead");
        dead.expectedBodiesReceived("{\"id\":\"2\"}");
        dead.expectedHeaderReceived(DoshiiConstants.ENTITY_ID, "2");
        routes(r -> {
            r.errorHandler(
                    r.deadLetterChannel("mock:dead").maximumRedeliveries(2).redeliveryDelay(5));
            r.from("doshii:simulator?exceptionHandler=#recording")
                    .process(this::failOnTwo)
                    .to("mock:result");
        });
        bindRecordingHandler();
        mock("result").expectedMessageCount(2);
        startAndAwaitSockets(1);

        emitOrder("1");
        emitOrder("2");
        emitOrder("3");

        dead.assertIsSatisfied();
        mock("result").assertIsSatisfied();
        assertThat(handled).isEmpty();
    }

    @Test
    void an_unhandled_failure_is_told_to_the_exception_handler_once() throws Exception {
        bindRecordingHandler();
        routes(r -> r.from("doshii:simulator?exceptionHandler=#recording")
                .process(this::failOnTwo)
                .to("mock:result"));
        mock("result").expectedMessageCount(1);
        startAndAwaitSockets(1);

        emitOrder("2");
        emitOrder("3");

        mock("result").assertIsSatisfied();
        assertThat(handled).containsExactly("number two");
    }

    @Test
    void so_it_is_when_exchanges_are_pooled() throws Exception {
        context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        bindRecordingHandler();
        routes(r -> r.from("doshii:simulator?exceptionHandler=#recording")
                .process(this::failOnTwo)
                .to("mock:result"));
        mock("result").expectedMessageCount(1);
        startAndAwaitSockets(1);

        emitOrder("2");
        emitOrder("3");

        mock("result").assertIsSatisfied();
        assertThat(handled).containsExactly("number two");
    }

    @Test
    void a_bridged_error_handler_sees_a_failure_of_the_route_once() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        routes(r -> {
            r.onException(IllegalStateException.class).process(e -> seen.incrementAndGet());
            r.from("doshii:simulator?bridgeErrorHandler=true")
                    .process(this::failOnTwo)
                    .to("mock:result");
        });
        mock("result").expectedMessageCount(1);
        startAndAwaitSockets(1);

        emitOrder("2");
        emitOrder("3");

        mock("result").assertIsSatisfied();
        assertThat(seen.get()).isEqualTo(1);
    }

    @Test
    void an_exception_handler_that_fails_itself_does_not_stop_the_flow() throws Exception {
        context.getRegistry().bind("failing", new RecordingHandler(text -> {
            throw new IllegalArgumentException("the handler has a bug");
        }));
        routes(r -> r.from("doshii:simulator?exceptionHandler=#failing")
                .process(this::failOnTwo)
                .to("mock:result"));
        mock("result").expectedMessageCount(1);
        startAndAwaitSockets(1);

        emitOrder("2");
        simulator.sendText("no JSON");
        emitOrder("3");

        mock("result").assertIsSatisfied();
    }

    @Test
    void on_exception_may_handle_it() throws Exception {
        bindRecordingHandler();
        mock("handled").expectedMessageCount(1);
        routes(r -> {
            r.onException(IllegalStateException.class).handled(true).to("mock:handled");
            r.from("doshii:simulator?exceptionHandler=#recording").process(this::failOnTwo);
        });
        startAndAwaitSockets(1);

        emitOrder("2");

        mock("handled").assertIsSatisfied();
        await().until(() -> consumerIsIdle());
        assertThat(handled).isEmpty();
    }

    private boolean consumerIsIdle() {
        return ((DoshiiConsumer) context.getRoutes().get(0).getConsumer()).getPendingEvents() == 0;
    }

    private void bindRecordingHandler() {
        context.getRegistry().bind("recording", new RecordingHandler(handled::add));
    }

    private void failOnTwo(Exchange exchange) {
        if ("2".equals(exchange.getMessage().getHeader(DoshiiConstants.ENTITY_ID))) {
            throw new IllegalStateException("number two");
        }
    }

    /** Passes the texts of exceptions on. */
    record RecordingHandler(java.util.function.Consumer<String> to) implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            to.accept(exception.getMessage());
        }

        @Override
        public void handleException(String message, Throwable exception) {
            to.accept(exception.getMessage());
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            to.accept(exception.getMessage());
        }
    }
}
