package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.fixtures.RawServer;
import io.vertx.core.net.ProxyOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest extends RouteTestSupport {

    private final RawServer proxy = RawServer.tunnelling();

    @BeforeEach
    void useProxy() {
        component.setProxyOptions(new ProxyOptions().setHost("localhost").setPort(proxy.port()));
    }

    @AfterEach
    void stopProxy() {
        context.stop();
        proxy.close();
    }

    @Test
    void the_socket_goes_through_the_proxy_of_the_component() throws Exception {
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        startAndAwaitSockets(1);
        awaitLive("events");
        mock("result").expectedMessageCount(1);

        emitOrder("1");

        mock("result").assertIsSatisfied();
        assertThat(proxy.heads())
                .extracting(head -> head.lines().findFirst().orElse(""))
                .containsExactly("CONNECT localhost:" + simulator.port() + " HTTP/1.1");
    }
}
