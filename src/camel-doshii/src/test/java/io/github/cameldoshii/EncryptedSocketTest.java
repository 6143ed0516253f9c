package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.test.TestCertificate;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** wss to a simulator whose certificate only those know who are told. */
class EncryptedSocketTest extends RouteTestSupport {

    @TempDir
    static Path directory;

    private static TestCertificate certificate;

    private final SSLContextParameters trusting = certificate.trust();

    @BeforeAll
    static void makeCertificate() {
        certificate = TestCertificate.forHost(directory, "localhost");
    }

    @Override
    protected SimulatorOptions simulatorOptions() {
        return super.simulatorOptions().withTls(certificate.sslContext());
    }

    private DoshiiConsumer start(String options) throws Exception {
        routes(r -> r.from("doshii:simulator" + options).routeId("events").to("mock:result"));
        context.start();
        return consumer("events");
    }

    private void assertEventsArrive(DoshiiConsumer consumer) throws Exception {
        assertThat(simulator.socketUrl()).startsWith("wss://");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(consumer.getConnectionStatus()).startsWith("connected, since"));
        MockEndpoint result = mock("result");
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
        MockEndpoint result = mock("result");
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

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(consumer.getConnectionStatus()).contains("TLS failed"));
    }

    @Test
    void without_trust_there_is_no_connection_and_the_reason_is_told() throws Exception {
        context.setSSLContextParameters(trusting);
        DoshiiConsumer consumer = start("");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(consumer.getConnectionStatus()).contains("TLS failed"));
        assertThat(consumer.getMessages()).isZero();
    }
}
