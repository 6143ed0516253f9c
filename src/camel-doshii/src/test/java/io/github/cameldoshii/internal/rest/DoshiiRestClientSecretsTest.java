package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.CLIENT_ID;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.CLIENT_SECRET;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.fixtures.LogCapture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.LoggingHttpActivityListener;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No credential is in a log at any level, an exception or a description. */
class DoshiiRestClientSecretsTest {

    /** The HTTP client's own loggers of what goes over the wire; the runner holds them at WARN. */
    private static final List<String> WIRE_LOGGERS =
            List.of("org.apache.hc.client5.http.headers", "org.apache.hc.client5.http.wire");

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    private LogCapture log;

    @BeforeEach
    void listen() {
        WIRE_LOGGERS.forEach(name -> Configurator.setLevel(name, Level.WARN));
        log = LogCapture.at(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        log.close();
        ((LoggerContext) LogManager.getContext(false)).reconfigure();
    }

    @Test
    void when_a_call_works() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("{\"id\":1}")));

        try (DoshiiRestClient api = service.newApi()) {
            assertThat(value(api.fetch(service.url("/orders/1"), "loc")).id()).isEqualTo("1");
        }

        assertThat(clientLines()).anyMatch(line -> line.contains("/partner/v3/orders/1"));
        assertClean(String.join("\n", clientLines()));
    }

    @Test
    void when_a_call_fails() {
        for (ResponseDefinitionBuilder answer : List.of(
                aResponse().withStatus(401),
                aResponse().withStatus(403),
                aResponse().withStatus(500),
                aResponse().withStatus(302).withHeader("Location", "http://localhost:1/"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                aResponse().withStatus(200).withBody("<html>"))) {
            service.server.resetAll();
            service.server.stubFor(get(anyUrl()).willReturn(answer));

            assertClean(everythingOf(failure(service.api.fetch(service.url("/orders/1"), "loc"))));
        }
        assertClean(String.join("\n", clientLines()));
    }

    @Test
    void when_the_far_side_echoes_what_it_was_sent() {
        String echo = "got {{request.headers.Authorization}} for " + CLIENT_ID + " of " + CLIENT_SECRET;
        for (String body : List.of(echo, "{\"message\":\"" + echo + "\"}")) {
            service.server.stubFor(get(anyUrl())
                    .willReturn(aResponse().withStatus(403).withBody(body).withTransformers("response-template")));

            DoshiiApiException failure = failure(service.api.fetch(service.url("/orders/1"), "loc"));

            assertThat(failure.detail()).isEqualTo("got Bearer xxxxxx for xxxxxx of xxxxxx");
            assertClean(everythingOf(failure));
        }
    }

    @Test
    void when_nobody_listens() {
        ApiSettings nowhere =
                new ApiSettings(URI.create("http://localhost:1/partner/v3"), () -> CLIENT_ID, () -> CLIENT_SECRET);
        try (DoshiiRestClient api = service.newApi(nowhere)) {
            assertClean(everythingOf(failure(api.page(ApiRequest.of("orders")))));
        }
        assertClean(String.join("\n", clientLines()));
    }

    @Test
    void when_the_users_http_component_logs_what_goes_over_the_wire() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("{\"id\":1}")));
        HttpComponent http = service.context.getComponent("http", HttpComponent.class);
        http.setLogHttpActivity(true);
        http.setHttpActivityListener(new LoggingHttpActivityListener());

        try (DoshiiRestClient api = service.newApi()) {
            value(api.fetch(service.url("/orders/1"), "loc"));
        }

        assertClean(String.join("\n", clientLines()));
    }

    @Test
    void in_descriptions() {
        ApiSettings settings = new ApiSettings(URI.create(service.url("")), () -> CLIENT_ID, () -> CLIENT_SECRET);

        assertThat(settings).hasToString("ApiSettings[" + service.url("") + "]");
        assertClean(service.api.toString());
    }

    /** What this side logs: the stand-in of the service, in the same JVM, tells what it was sent. */
    private List<String> clientLines() {
        return log.lines().stream()
                .filter(line -> line.startsWith("io.github.cameldoshii") || line.startsWith("org.apache"))
                .toList();
    }

    private static void assertClean(String text) {
        assertThat(text)
                .doesNotContain(CLIENT_ID)
                .doesNotContain(CLIENT_SECRET)
                .doesNotContain(Base64.getEncoder().encodeToString(CLIENT_ID.getBytes(StandardCharsets.UTF_8)))
                // Every JSON web token begins with this.
                .doesNotContain("eyJ");
    }

    private static String everythingOf(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            chain.add(t);
        }
        assertThat(chain).hasSize(1);
        return String.join("\n", Throwables.toStringList(failure));
    }
}
