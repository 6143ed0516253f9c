package io.github.cameldoshii.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.DoshiiSimulatorExtension;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Actuator shows each route's check, with the reason. */
class DoshiiHealthContributorTest {

    @RegisterExtension
    static final DoshiiSimulatorExtension DOSHII = DoshiiSimulatorExtension.create();

    private static ApplicationContextRunner application(DoshiiSimulator simulator) {
        return Applications.plain()
                .withPropertyValues(
                        "camel.component.doshii.socket-url=" + simulator.socketUrl(),
                        "camel.component.doshii.api-url=" + simulator.apiUrl(),
                        "camel.component.doshii.reconnect-delay=100ms")
                .withBean(RouteBuilder.class, () -> new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("doshii:simulator").routeId("orders").to("log:orders?level=OFF");
                    }
                });
    }

    private static Health health(AssertableApplicationContext application) {
        DoshiiHealthContributor all = application.getBean(DoshiiHealthContributor.class);
        HealthContributor orders = all.getContributor("orders");
        assertThat(orders).isInstanceOf(HealthIndicator.class);
        return ((HealthIndicator) orders).health();
    }

    @Test
    void a_route_is_up_while_its_connection_lives() {
        application(DOSHII.simulator()).run(application -> await().untilAsserted(() -> {
            assertThat(health(application).getStatus()).isEqualTo(Status.UP);
            assertThat(health(application).getDetails())
                    .containsEntry("route.id", "orders")
                    .containsEntry("doshii.state", "LIVE")
                    .containsKey("doshii.reason");
        }));
    }

    @Test
    void a_route_is_down_with_the_reason_while_the_service_refuses() {
        DOSHII.simulator().faults().add(Fault.on(Match.upgrade()).then(Actions.status(401)));
        application(DOSHII.simulator()).run(application -> await().untilAsserted(() -> {
            assertThat(health(application).getStatus()).isEqualTo(Status.DOWN);
            assertThat(health(application).getDetails().get("doshii.reason"))
                    .asString()
                    .contains("401");
        }));
    }

    @Test
    void it_can_be_switched_off() {
        Applications.plain()
                .withPropertyValues("management.health.doshii.enabled=false")
                .run(application -> assertThat(application).doesNotHaveBean(DoshiiHealthContributor.class));
    }
}
