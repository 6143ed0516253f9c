package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.test.TestCertificate;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** wss to a simulator whose certificate only those know who are told. */
class EncryptedSocketTest {

    @TempDir
    static java.nio.file.Path directory;

    private static DoshiiSimulator simulator;
    private static SSLContextParameters trusting;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeAll
    static void startSimulator() throws Exception {
        TestCertificate certificate = TestCertificate.forHost(directory, "localhost");
        simulator =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0).withTls(certificate.sslContext()));
        trusting = certificate.trust();
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private DoshiiConsumer start(String options) throws Exception {
        DoshiiComponent component = context.getComponent("doshii", DoshiiComponent.class);
        component.getConfiguration().setSocketUrl(simulator.socketUrl());
        component.getConfiguration().setApiUrl(simulator.apiUrl());
        RouteBuilder.addRoutes(
                context,
                r -> r.from("doshii:simulator" + options).routeId("events").to("mock:result"));
        context.start();
        return (DoshiiConsumer) context.getRoute("events").getConsumer();
    }

    private void assertEventsArrive(DoshiiConsumer consumer) throws Exception {
        assertThat(simulator.socketUrl()).startsWith("wss://");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(consumer.getConnectionStatus()).startsWith("connected, since"));
        MockEndpoint result = context.getEndpoint("mock:result", MockEndpoint.class);
        result.expectedMessageCount(1);
        simulator.emit("order_created", "{}");
        result.assertIsSatisfied();
    }

    @Test
    void trust_can_be_given_to_the_endpoint() throws Exception {
        context.getRegistry().bind("trusting", trusting);

        assertEventsArrive(start("?sslContextParameters=#trusting"));
    }

    @Test
    void the_same_trust_serves_the_rest_calls() throws Exception {
        context.getRegistry().bind("trusting", trusting);
        assertEventsArrive(start("?sslContextParameters=#trusting"));
        assertThat(simulator.apiUrl()).startsWith("https://");

        context.getRouteController().stopRoute("events");
        MockEndpoint result = context.getEndpoint("mock:result", MockEndpoint.class);
        result.reset();
        result.expectedHeaderReceived(DoshiiConstants.ORIGIN, "catchup");
        result.expectedMessageCount(1);
        simulator.orders().create();
        context.getRouteController().startRoute("events");

        result.assertIsSatisfied(Duration.ofSeconds(30).toMillis());
    }

    @Test
    void trust_can_be_taken_from_the_context() throws Exception {
        context.setSSLContextParameters(trusting);
        context.getComponent("doshii", DoshiiComponent.class).setUseGlobalSslContextParameters(true);

        assertEventsArrive(start(""));
    }

    @Test
    void a_trust_manager_of_the_users_own_is_asked() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        TrustManagersParameters own = new TrustManagersParameters();
        own.setTrustManager(new X509ExtendedTrustManager() {
            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
                asked.incrementAndGet();
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
                asked.incrementAndGet();
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                asked.incrementAndGet();
            }

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        });
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(own);
        context.getRegistry().bind("own", parameters);

        assertEventsArrive(start("?sslContextParameters=#own"));

        assertThat(asked.get()).isPositive();
    }

    @Test
    void settings_without_trust_of_their_own_use_the_jvms() throws Exception {
        context.getRegistry().bind("empty", new SSLContextParameters());
        DoshiiConsumer consumer = start("?sslContextParameters=#empty");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(consumer.getConnectionStatus()).contains("TLS failed"));
    }

    @Test
    void without_trust_there_is_no_connection_and_the_reason_is_told() throws Exception {
        context.setSSLContextParameters(trusting);
        DoshiiConsumer consumer = start("");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(consumer.getConnectionStatus()).contains("TLS failed"));
        assertThat(consumer.getMessages()).isZero();
    }
}
