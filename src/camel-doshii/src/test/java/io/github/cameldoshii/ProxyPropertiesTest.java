package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.RawServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The properties that the documentation names lead each half through a proxy, for an address that only the proxy knows. */
class ProxyPropertiesTest {

    private final RawServer proxy = RawServer.answering(
            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
        proxy.close();
    }

    private void start(Map<String, String> properties) throws Exception {
        main.addInitialProperty("camel.component.doshii.client-id", "id");
        main.addInitialProperty("camel.component.doshii.client-secret", "secret");
        properties.forEach(main::addInitialProperty);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:sandbox").routeId("events").to("log:events");
                from("direct:fetch").errorHandler(noErrorHandler()).to("doshii:sandbox?operation=fetch");
            }
        });
        main.start();
    }

    private void fetch(String uri) throws Exception {
        main.getCamelTemplate().send("direct:fetch", exchange -> {
            exchange.getMessage().setHeader(DoshiiConstants.URI, uri);
            exchange.getMessage().setHeader(DoshiiConstants.LOCATION_ID, "loc");
        });
    }

    private void awaitAsked(String request) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(proxy.heads())
                .extracting(head -> head.lines().findFirst().orElse(""))
                .contains(request));
    }

    @Test
    void both_halves_of_an_encrypted_service() throws Exception {
        String port = String.valueOf(proxy.port());
        start(Map.of(
                "camel.component.doshii.socket-url", "wss://socket.service.invalid/app/socket",
                "camel.component.doshii.api-url", "https://service.invalid/partner/v3",
                "camel.component.doshii.proxy-options.host", "localhost",
                "camel.component.doshii.proxy-options.port", port,
                "camel.component.https.proxy-host", "localhost",
                "camel.component.https.proxy-port", port,
                "camel.component.https.proxy-auth-scheme", "http"));

        awaitAsked("CONNECT socket.service.invalid:443 HTTP/1.1");
        fetch("https://service.invalid/partner/v3/orders/1");
        awaitAsked("CONNECT service.invalid:443 HTTP/1.1");
    }

    @Test
    void both_halves_of_a_plain_service() throws Exception {
        String port = String.valueOf(proxy.port());
        start(Map.of(
                "camel.component.doshii.socket-url", "ws://socket.service.invalid/app/socket",
                "camel.component.doshii.api-url", "http://service.invalid/partner/v3",
                "camel.component.doshii.proxy-options.host", "localhost",
                "camel.component.doshii.proxy-options.port", port,
                "camel.component.http.proxy-host", "localhost",
                "camel.component.http.proxy-port", port));

        awaitAsked("CONNECT socket.service.invalid:80 HTTP/1.1");
        fetch("http://service.invalid/partner/v3/orders/1");
        awaitAsked("GET http://service.invalid/partner/v3/orders/1 HTTP/1.1");
    }
}
