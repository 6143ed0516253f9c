package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.internal.protocol.MalformedMessageException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

class MessageUnreadableTest extends RouteTestSupport {

    private static final String GARBAGE = "{\"emit\":[\"card_activate\", {\"pin\":\"4711-secret";

    @Test
    void are_logged_without_their_content_and_not_for_each() throws Exception {
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        mock("result").expectedMessageCount(1);
        try (LogCapture log = LogCapture.at(Level.DEBUG)) {
            startAndAwaitSockets(1);

            for (int i = 0; i < 50; i++) {
                simulator.sendText(GARBAGE);
            }
            emitOrder("1");

            mock("result").assertIsSatisfied();
            List<String> lines = log.ownMessages(Level.WARN).stream()
                    .filter(line -> line.contains("unreadable"))
                    .toList();
            assertThat(lines).singleElement().asString().contains("events");
            assertThat(log.lines()).noneMatch(line -> line.contains("4711"));
        }
        assertThat(consumer("events").getUnreadableMessages()).isEqualTo(50);
    }

    @Test
    void the_connection_lives_on() throws Exception {
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        mock("result").expectedMessageCount(1);
        startAndAwaitSockets(1);

        simulator.sendText("");
        simulator.sendText("null");
        simulator.sendText("[1,2]");
        simulator.sendBinary(new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        emitOrder("1");

        mock("result").assertIsSatisfied();
        assertThat(simulator.connections()).hasSize(1);
    }

    @Test
    void become_failed_exchanges_with_bridge_error_handler() throws Exception {
        Queue<Exchange> bridged = new ConcurrentLinkedQueue<>();
        routes(r -> {
            r.onException(MalformedMessageException.class).handled(true).process(bridged::add);
            r.from("doshii:simulator?bridgeErrorHandler=true").to("mock:result");
        });
        mock("result").expectedMessageCount(2);
        startAndAwaitSockets(1);

        emitOrder("1");
        simulator.sendText(GARBAGE);
        emitOrder("2");

        mock("result").assertIsSatisfied();
        await().atMost(SOON).until(() -> bridged.size() == 1);
        Exchange exchange = bridged.remove();
        assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .isInstanceOf(MalformedMessageException.class)
                .message()
                .doesNotContain("4711");
        assertThat(exchange.getMessage().getBody(String.class)).doesNotContain("4711");
    }

    @Test
    void are_also_given_to_one_that_only_logs_if_the_user_has_set_it() throws Exception {
        context.getRegistry()
                .bind("logging", new LoggingExceptionHandler(context, MessageUnreadableTest.class, LoggingLevel.ERROR));
        routes(r -> r.from("doshii:simulator?exceptionHandler=#logging").to("mock:result"));
        try (LogCapture log = LogCapture.at(Level.DEBUG)) {
            startAndAwaitSockets(1);

            simulator.sendText(GARBAGE);

            await().atMost(SOON).until(() -> log.lines().stream()
                    .anyMatch(line -> line.contains("Unreadable message from Doshii")));
        }
    }

    @Test
    void are_given_to_an_exception_handler_of_the_users_own_each_time() throws Exception {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        context.getRegistry().bind("recording", new RouteFailuresTest.RecordingHandler(handled::add));
        routes(r -> r.from("doshii:simulator?exceptionHandler=#recording").to("mock:result"));
        startAndAwaitSockets(1);

        for (int i = 0; i < 3; i++) {
            simulator.sendText(GARBAGE);
        }

        await().atMost(SOON).until(() -> handled.size() == 3);
        assertThat(handled).noneMatch(text -> text.contains("4711"));
    }
}
