package io.github.cameldoshii.benchmark;

import java.time.Duration;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;

/** This component with its defaults, and a filter on one header. */
class DoshiiRoute extends RouteClient {

    DoshiiRoute(Duration work) {
        super(work);
    }

    String uri(String socketUrl) {
        return "doshii:sandbox?clientId=benchmark&socketUrl=RAW(" + socketUrl + ")";
    }

    @Override
    final RoutesBuilder route(int port, BurstMeter meter) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("ws://127.0.0.1:" + port + "/app/socket"))
                        .routeId("benchmark")
                        .filter(header("CamelDoshiiEventType").isEqualTo("order_updated"))
                        .process(exchange -> {
                            work();
                            meter.data((String) exchange.getMessage().getBody());
                        });
            }
        };
    }
}
