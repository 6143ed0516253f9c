package io.github.cameldoshii.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;

/**
 * What one writes with Camel alone: the client side of {@code vertx-websocket}, JSON unmarshalled, filtered by event
 * name. The filter is a Java predicate, the cheapest there is; one in Camel's Simple language would cost more.
 */
final class VertxWebsocketRoute extends RouteClient {

    VertxWebsocketRoute(Duration work) {
        super(work);
    }

    @Override
    RoutesBuilder route(int port, BurstMeter meter) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("vertx-websocket:127.0.0.1:" + port + "/app/socket?consumeAsClient=true&auth=YmVuY2htYXJr")
                        .unmarshal()
                        .json()
                        .filter(exchange ->
                                "order_updated".equals(emit(exchange).get(0)))
                        .process(exchange -> {
                            work();
                            count((Map<?, ?>) emit(exchange).get(1), meter);
                        });
            }
        };
    }

    private static List<?> emit(Exchange exchange) {
        return (List<?>) ((Map<?, ?>) exchange.getMessage().getBody()).get("emit");
    }

    private static void count(Map<?, ?> data, BurstMeter meter) {
        meter.fields((String) data.get("posRef"), (String) data.get("sentAt"));
    }
}
