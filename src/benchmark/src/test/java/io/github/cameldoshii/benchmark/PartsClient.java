package io.github.cameldoshii.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultMessage;

/**
 * The parts that the component is made of, without the component: Vert.x reads a message, Jackson's streaming parser goes
 * over it once, Camel routes one exchange, all on the event loop. Nothing is read from the tokens, the data is where it is
 * known to be; no queue, no position, no look for duplicates, no recovery. A component of these parts cannot cost less.
 */
final class PartsClient implements BenchmarkClient {

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = vertx.createWebSocketClient();
    private final CamelContext context = new DefaultCamelContext();
    private final JsonFactory json = new JsonFactory();

    // Owned by the event loop.
    private final byte[] message = new byte[0xFFFF];
    private int tokens;

    @Override
    public void start(int port, BurstMeter meter) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:parts")
                        .filter(header("CamelDoshiiEventType").isEqualTo("order_updated"))
                        .process(exchange ->
                                meter.data((String) exchange.getMessage().getBody()));
            }
        });
        context.start();
        DefaultConsumer consumer = (DefaultConsumer) context.getRoutes().get(0).getConsumer();
        ClientWebSocket socket = client.webSocket();
        socket.frameHandler(frame -> read(frame, consumer));
        socket.connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/app/socket?auth=YmVuY2htYXJr"))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void read(WebSocketFrame frame, DefaultConsumer consumer) {
        if (!frame.isText()) {
            return;
        }
        Buffer bytes = frame.binaryData();
        int length = bytes.length();
        bytes.getBytes(message);
        scan(length);
        int start = FrameTemplate.dataInMessage();
        Exchange exchange = consumer.createExchange(false);
        exchange.setIn(new OneHeader(exchange));
        exchange.getMessage()
                .setBody(new String(message, start, length - start - FrameTemplate.AFTER_DATA, StandardCharsets.UTF_8));
        consumer.getAsyncProcessor().process(exchange, doneSync -> {});
    }

    /** Camel's map of headers costs more than a route needs that looks at one; the component spares it too. */
    private static final class OneHeader extends DefaultMessage {

        OneHeader(Exchange exchange) {
            super(exchange);
        }

        @Override
        public Object getHeader(String name) {
            return name.equals("CamelDoshiiEventType") ? "order_updated" : super.getHeader(name);
        }

        @Override
        public <T> T getHeader(String name, Class<T> type) {
            return name.equals("CamelDoshiiEventType") && type.isInstance("order_updated")
                    ? type.cast("order_updated")
                    : super.getHeader(name, type);
        }
    }

    private void scan(int length) {
        try (JsonParser parser = json.createParser(message, 0, length)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vertx.close();
        context.stop();
    }
}
