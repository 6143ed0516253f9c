package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.fixtures.RawServer;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.vertx.core.net.ProxyOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The route starts although the service cannot be reached, says why, and connects when it can. */
class UnreachableServiceFaultsTest {

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private void assertStarted() {
        assertThat(rig.context.getStatus()).isEqualTo(ServiceStatus.Started);
        assertThat(rig.context.getRouteController().getRouteStatus(Rig.ROUTE)).isEqualTo(ServiceStatus.Started);
    }

    private void proxyAt(int port) {
        rig.context
                .getComponent("doshii", DoshiiComponent.class)
                .setProxyOptions(new ProxyOptions().setHost("localhost").setPort(port));
    }

    @Test
    void a_service_that_starts_later_than_the_route() throws Exception {
        int port = rig.simulator.port();
        rig.simulator.close();
        rig.start();
        assertStarted();
        rig.awaitReason("refused");

        try (DoshiiSimulator late =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(port))) {
            rig.awaitLive();
            late.emit("order_created", "{\"id\":1}");
            rig.awaitEvents(1);
            rig.context.stop();
        }
    }

    @Test
    void a_host_name_that_does_not_exist() throws Exception {
        rig.options.setSocketUrl("ws://nowhere.invalid/app/socket");

        rig.givingUpDialsSoon().start();

        assertStarted();
        Rig.eventually(() -> rig.reasons.stream()
                .anyMatch(change ->
                        change.contains("the host name cannot be resolved") || change.contains("connectTimeout")));
        Rig.eventually(() -> rig.consumer().getConnectAttempts() >= 2);
    }

    @Test
    void a_proxy_that_wants_a_password() throws Exception {
        try (RawServer proxy = RawServer.answering(
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII))) {
            proxyAt(proxy.port());
            // A proxy is only asked to connect through for what is encrypted or for a WebSocket; either goes this way.
            rig.start();

            rig.awaitReason("proxy");
            rig.awaitReason("407");
            assertThat(proxy.heads()).anyMatch(request -> request.startsWith("CONNECT "));
            assertThat(proxy.heads()).noneMatch(request -> request.contains("auth="));
        }
    }

    @Test
    void a_proxy_that_is_dead() throws Exception {
        int port;
        try (RawServer closed = RawServer.silent()) {
            port = closed.port();
        }
        proxyAt(port);

        rig.start();

        rig.awaitReason("refused");
        Rig.eventually(() -> rig.consumer().getConnectAttempts() >= 2);
    }

    @Test
    void a_proxy_that_never_answers() throws Exception {
        try (RawServer proxy = RawServer.silent()) {
            proxyAt(proxy.port());

            rig.givingUpDialsSoon().start();

            rig.awaitReason("connectTimeout");
        }
    }

    @Test
    void a_proxy_that_lets_through() throws Exception {
        try (RawServer proxy = RawServer.tunnelling()) {
            proxyAt(proxy.port());

            rig.startAndConnect();
            rig.assertAlive();

            List<String> requests = proxy.heads();
            assertThat(requests).hasSize(1);
            assertThat(requests.get(0)).startsWith("CONNECT localhost:" + rig.simulator.port());
        }
    }
}
