package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.fixtures.LogCapture;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proxy setting that does nothing is told by its name, and never with its value. */
class IgnoredProxiesTest {

    private static final URI SOCKET = URI.create("wss://socket.service.test/app/socket");
    private static final URI API = URI.create("https://service.test/partner/v3");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private boolean socketHasProxy;

    @AfterEach
    void stop() {
        context.stop();
    }

    private List<String> ignored(URI socket, URI api) {
        return new IgnoredProxies(
                        context,
                        socketHasProxy,
                        name -> environment.getOrDefault(name, ""),
                        name -> properties.getOrDefault(name, ""))
                .of(socket, api, true);
    }

    private void restProxy(String scheme) {
        context.getComponent(scheme, HttpComponent.class).setProxyHost("proxy.test");
    }

    @Test
    void of_the_http_component_where_the_api_is_https() {
        restProxy("http");

        assertThat(ignored(SOCKET, API))
                .singleElement()
                .asString()
                .contains("camel.component.http.proxy-host", "apiUrl", "camel.component.https.proxy-host")
                .doesNotContain("proxy.test");
    }

    @Test
    void of_the_https_component_where_the_api_is_http() {
        restProxy("https");

        assertThat(ignored(SOCKET, URI.create("http://service.test/partner/v3")))
                .singleElement()
                .asString()
                .contains("camel.component.https.proxy-host is set", "set camel.component.http.proxy-host");
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"})
    void of_the_environment_is_told_with_what_to_set_for_each_half(String name) {
        environment.put(name, "http://user:pa55word@proxy.test:3128");

        assertThat(ignored(SOCKET, API))
                .singleElement()
                .asString()
                .contains(
                        "environment variable " + name,
                        "camel.component.doshii.proxy-options.host",
                        "camel.component.https.proxy-host")
                .doesNotContain("pa55word", "user", "proxy.test");
    }

    @ParameterizedTest
    @CsvSource({"https.proxyHost", "socksProxyHost"})
    void of_a_system_property(String name) {
        properties.put(name, "proxy.test");

        assertThat(ignored(SOCKET, API)).singleElement().asString().contains("system property " + name);
    }

    @Test
    void for_the_other_kind_of_address_is_not_meant() {
        environment.put("HTTP_PROXY", "http://proxy.test:3128");
        properties.put("http.proxyHost", "proxy.test");

        assertThat(ignored(SOCKET, API)).isEmpty();
        assertThat(ignored(URI.create("ws://service.test/"), URI.create("http://service.test/v3")))
                .hasSize(2);
    }

    @Test
    void is_told_for_the_half_only_that_has_no_proxy_of_its_own() {
        environment.put("HTTPS_PROXY", "http://proxy.test:3128");
        socketHasProxy = true;

        assertThat(ignored(SOCKET, API))
                .singleElement()
                .asString()
                .contains("the REST calls")
                .doesNotContain("the socket");
        restProxy("https");
        assertThat(ignored(SOCKET, API)).isEmpty();
    }

    @Test
    void is_not_meant_for_this_machine_nor_for_what_is_excepted() {
        environment.put("HTTPS_PROXY", "http://proxy.test:3128");

        assertThat(ignored(URI.create("wss://localhost:8580/"), URI.create("https://127.0.0.1:8580/v3")))
                .isEmpty();
        environment.put("NO_PROXY", "other.test, .service.test");
        assertThat(ignored(SOCKET, API)).isEmpty();
    }

    @Test
    void is_said_once_for_all_routes() throws Exception {
        restProxy("http");
        try (LogCapture log = LogCapture.at(Level.WARN)) {
            for (String route : List.of("one", "two")) {
                org.apache.camel.builder.RouteBuilder.addRoutes(context, routes -> routes.from(
                                "doshii:sandbox?clientId=id&clientSecret=RAW(s3cret)&socketUrl=ws://127.0.0.1:1/&apiUrl="
                                        + API)
                        .routeId(route)
                        .to("log:x"));
            }
            context.start();

            assertThat(log.ownMessages(Level.WARN))
                    .filteredOn(line -> line.contains("proxy-host"))
                    .hasSize(1);
        }
    }
}
