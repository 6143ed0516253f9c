package io.github.cameldoshii.benchmark;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;

/**
 * Several routes of this component on one socket, each with several lanes, that want one kind of event. A message is counted
 * when the last of the routes has it, and only if each had it in its turn; one that was not is a lost one for the meter.
 */
final class GrowthRoutes extends RouteClient {

    private final int routes;
    private final int lanes;

    /** By sequence number: how many routes have the message. */
    private final AtomicIntegerArray received;

    /** @param messages how many will arrive */
    GrowthRoutes(int routes, int lanes, int messages) {
        super(Duration.ZERO);
        this.routes = routes;
        this.lanes = lanes;
        received = new AtomicIntegerArray(messages);
    }

    @Override
    RoutesBuilder route(int port, BurstMeter meter) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < routes; i++) {
                    // One lane keeps the order of all messages, several keep that of each order of the shop.
                    ExpectedSequence expected = new ExpectedSequence(lanes == 1 ? 1 : FrameTemplate.ORDERS);
                    from("doshii:sandbox?clientId=benchmark&events=order_updated&concurrentConsumers=" + lanes
                                    + "&socketUrl=RAW(ws://127.0.0.1:" + port + "/app/socket)")
                            .routeId("route-" + i)
                            .process(exchange ->
                                    arrived((String) exchange.getMessage().getBody(), expected, meter));
                }
            }
        };
    }

    private void arrived(String data, ExpectedSequence expected, BurstMeter meter) {
        int sequence = (int) FrameTemplate.number(data, FrameTemplate.sequenceInData(), FrameTemplate.SEQUENCE_DIGITS);
        if (expected.isNext(sequence) && received.incrementAndGet(sequence) == routes) {
            meter.data(data);
        }
    }
}
