package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ProxyOptions;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest extends RouteTest {

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private NetServer proxy;

    @BeforeEach
    void startProxy() throws Exception {
        NetClient client = vertx.createNetClient();
        proxy = vertx.createNetServer()
                .connectHandler(inbound -> inbound.handler(head -> tunnel(client, inbound, head.toString())))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        component.setProxyOptions(new ProxyOptions().setHost("localhost").setPort(proxy.actualPort()));
    }

    /** The smallest proxy that understands CONNECT. */
    private void tunnel(NetClient client, NetSocket inbound, String head) {
        String target = head.split(" ")[1];
        asked.add(head.lines().findFirst().orElse(""));
        inbound.pause();
        client.connect(Integer.parseInt(target.split(":")[1]), target.split(":")[0])
                .onSuccess(outbound -> {
                    inbound.write("HTTP/1.1 200 Connection established\r\n\r\n");
                    inbound.pipeTo(outbound);
                    outbound.pipeTo(inbound);
                });
    }

    @AfterEach
    void stopProxy() throws Exception {
        context.stop();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void the_socket_goes_through_the_proxy_of_the_component() throws Exception {
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        startAndAwaitSockets(1);
        awaitLive("events");
        mock("result").expectedMessageCount(1);

        emitOrder("1");

        mock("result").assertIsSatisfied();
        assertThat(asked).containsExactly("CONNECT localhost:" + simulator.port() + " HTTP/1.1");
    }
}
