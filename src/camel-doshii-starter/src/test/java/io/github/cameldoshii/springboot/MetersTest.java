package io.github.cameldoshii.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulatorExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With camel-doshii-observability beside the starter. */
class MetersTest {

    @RegisterExtension
    static final DoshiiSimulatorExtension DOSHII = DoshiiSimulatorExtension.create();

    @Test
    void are_bound_to_the_MeterRegistry_of_the_application() {
        Applications.plain()
                .withPropertyValues(
                        "camel.component.doshii.socket-url="
                                + DOSHII.simulator().socketUrl(),
                        "camel.component.doshii.api-url=" + DOSHII.simulator().apiUrl())
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(RouteBuilder.class, () -> new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("doshii:simulator").routeId("orders").to("log:orders?level=OFF");
                    }
                })
                .run(application -> {
                    MeterRegistry registry = application.getBean(MeterRegistry.class);
                    await().until(() -> DOSHII.simulator().openConnections() == 1);
                    DOSHII.simulator().emit("order_created", "{\"id\":\"1\"}");

                    await().untilAsserted(() -> assertThat(registry.get("camel.doshii.events")
                                    .tags("type", "order_created", "origin", "socket")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(1));
                });
    }
}
