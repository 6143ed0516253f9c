package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.junit.jupiter.api.Test;

class HealthTest extends RouteTestSupport {

    private static final String SECRET = "very-secret-client-id";

    private HealthCheck.Result health() {
        return HealthCheckHelper.getHealthCheckRepository(context, "consumers", HealthCheckRepository.class).stream()
                .filter(check -> check.getId().equals("consumer:events"))
                .findFirst()
                .orElseThrow()
                .call();
    }

    private void assertHealth(HealthCheck.State state, String... words) {
        await().atMost(SOON).untilAsserted(() -> {
            HealthCheck.Result result = health();
            assertThat(result.getState()).isEqualTo(state);
            assertThat(result.getMessage().orElse("")).contains(words);
            assertThat(result.getDetails().get("doshii.reason")).asString().contains(words);
            assertThat(result.getDetails() + result.getMessage().orElse("")).doesNotContain(SECRET);
        });
    }

    @Test
    void is_up_when_connected() throws Exception {
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        startAndAwaitSockets(1);

        assertHealth(HealthCheck.State.UP, "connected", "since ");
        assertThat(health().getDetails()).containsEntry("doshii.state", "LIVE");
    }

    @Test
    void is_down_while_the_service_is_down_and_says_what_comes_next() throws Exception {
        simulator.close();
        routes(r -> r.from("doshii:simulator?reconnectDelay=1h&reconnectMaxDelay=1h&clientId=" + SECRET)
                .routeId("events")
                .to("mock:result"));
        context.start();

        assertHealth(HealthCheck.State.DOWN, "reconnecting", "attempt 1", "next attempt in", "since ");
        assertThat(health().getDetails()).containsEntry("doshii.state", "BACKOFF");
    }

    @Test
    void is_down_with_the_reason_when_the_credentials_are_refused() throws Exception {
        routes(r ->
                r.from("doshii:simulator?clientId=" + SECRET).routeId("events").to("mock:result"));
        context.start();

        assertHealth(HealthCheck.State.DOWN, "refused", "401", "next try in");
    }

    @Test
    void is_down_when_the_connection_breaks_and_up_again_when_it_is_mended() throws Exception {
        routes(r ->
                r.from("doshii:simulator?reconnectDelay=2s").routeId("events").to("mock:result"));
        startAndAwaitSockets(1);
        assertHealth(HealthCheck.State.UP, "connected");

        simulator.dropConnections();
        await().atMost(SOON).until(() -> consumer("events").getDisconnects() == 1);
        assertHealth(HealthCheck.State.UP, "connected");
        assertThat(consumer("events").getConnectAttempts()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void is_readiness_and_not_liveness() throws Exception {
        simulator.close();
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        context.start();

        assertThat(consumer("events").getHealthCheck().isReadiness()).isTrue();
        assertThat(consumer("events").getHealthCheck().isLiveness()).isFalse();
    }

    @Test
    void can_be_switched_off_on_the_component() throws Exception {
        component.setHealthCheckConsumerEnabled(false);
        simulator.close();
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        context.start();

        assertThat(consumer("events").getHealthCheck().isEnabled()).isFalse();
    }
}
