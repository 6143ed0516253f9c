package io.github.cameldoshii.observability;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.test.DoshiiTestSupport;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event is one trace, from the socket to the server that the route sends it to. */
class SpansOfARouteTest extends DoshiiTestSupport {

    private static final String CLIENT_ID = "an-id-to-hide";
    private static final String SECRET = "a-secret-to-hide";

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exported))
            .build();
    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    @Override
    protected SimulatorOptions simulatorOptions() {
        return super.simulatorOptions().withClientId(CLIENT_ID).withClientSecret(SECRET);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        server.stubFor(post(anyUrl()).willReturn(ok()));
        server.start();
        CamelContext context = super.createCamelContext();
        context.getRegistry().bind("tracer", provider.get("camel"));
        context.getRegistry().bind("propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        context.addService(new OpenTelemetryTracer(), true, true);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator?clientId=" + CLIENT_ID + "&clientSecret=" + SECRET)
                        .routeId("orders")
                        .to("http://localhost:" + server.port() + "/kitchen?httpMethod=POST");
            }
        };
    }

    @AfterEach
    void close() {
        provider.close();
        server.stop();
    }

    @Test
    void the_server_is_told_of_the_span_that_is_a_child_of_the_one_of_the_event() throws Exception {
        SpanData event = emitted();

        SpanData call = spans().stream()
                .filter(span -> span.getParentSpanId().equals(event.getSpanId()))
                .findFirst()
                .orElseThrow();
        assertThat(event.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(call.getTraceId()).isEqualTo(event.getTraceId());
        assertThat(tag(call, "url.scheme")).isEqualTo("http");
        server.verify(postRequestedFor(urlEqualTo("/kitchen"))
                .withHeader("traceparent", matching("00-" + event.getTraceId() + "-" + call.getSpanId() + "-01")));
    }

    @Test
    void the_span_of_an_event_has_the_messaging_attributes_and_says_which_event_it_is() throws Exception {
        SpanData event = emitted();

        assertThat(event.getName()).isEqualTo("process simulator");
        assertThat(tag(event, "messaging.system")).isEqualTo("doshii");
        assertThat(tag(event, "messaging.destination.name")).isEqualTo("simulator");
        assertThat(tag(event, "messaging.operation.name")).isEqualTo("process");
        assertThat(tag(event, "messaging.operation.type")).isEqualTo("process");
        assertThat(tag(event, "doshii.event.type")).isEqualTo("order_created");
        assertThat(tag(event, "doshii.entity.id")).isEqualTo("77");
        assertThat(tag(event, "doshii.location.id")).isEqualTo("kitchen-1");
        assertThat(tag(event, "doshii.origin")).isEqualTo("socket");
    }

    @Test
    void no_span_tells_a_body_or_a_credential() throws Exception {
        emitted();

        assertThat(spans().toString())
                .contains("doshii.event.type")
                .doesNotContain("walnut", CLIENT_ID, SECRET, "clientId", "clientSecret");
    }

    private SpanData emitted() throws InterruptedException {
        awaitConnections(1);
        simulator().emit("order_created", "{\"id\":\"77\",\"locationId\":\"kitchen-1\",\"notes\":\"walnut\"}");
        await().atMost(Duration.ofSeconds(30)).until(() -> spans().stream().anyMatch(SpansOfARouteTest::isOfEvent));
        return spans().stream().filter(SpansOfARouteTest::isOfEvent).findFirst().orElseThrow();
    }

    private static boolean isOfEvent(SpanData span) {
        return "doshii".equals(tag(span, "messaging.system"));
    }

    private List<SpanData> spans() {
        return exported.getFinishedSpanItems();
    }

    private static String tag(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }
}
