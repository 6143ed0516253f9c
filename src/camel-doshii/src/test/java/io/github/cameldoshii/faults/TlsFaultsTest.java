package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.fixtures.RawServer;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.test.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encrypted connection is made to the right service only, and the reason says what is wrong with the other. */
class TlsFaultsTest {

    @TempDir
    static Path directory;

    private static TestCertificate good;
    private static TestCertificate expired;
    private static TestCertificate ofAnotherHost;

    @BeforeAll
    static void makeCertificates() throws Exception {
        good = TestCertificate.forHost(directory, "localhost");
        expired = TestCertificate.expired(directory, "localhost", Duration.ofDays(5));
        ofAnotherHost = TestCertificate.forHost(directory, "elsewhere.test");
    }

    private static Rig rig(TestCertificate ofService, SSLContextParameters trust) {
        Rig rig = new Rig(SimulatorOptions.defaults().withTls(ofService.sslContext()));
        rig.options.setSslContextParameters(trust);
        return rig;
    }

    @Test
    void a_service_that_is_trusted_is_connected_to() throws Exception {
        try (Rig rig = rig(good, good.trust())) {
            rig.startAndConnect();

            rig.assertAlive();
            rig.simulator.dropConnections();
            rig.awaitMended(1);
            rig.assertAlive();
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for() throws Exception {
        try (Rig rig = rig(good, new SSLContextParameters())) {
            rig.start();

            rig.awaitReason("TLS failed");
            assertNeverConnected(rig);
        }
    }

    @Test
    void a_certificate_that_has_expired() throws Exception {
        try (Rig rig = rig(expired, expired.trust())) {
            rig.start();

            rig.awaitReason("TLS failed");
            rig.awaitReason("NotAfter");
            assertNeverConnected(rig);
        }
    }

    @Test
    void a_certificate_of_another_host() throws Exception {
        try (Rig rig = rig(ofAnotherHost, ofAnotherHost.trust())) {
            rig.start();

            rig.awaitReason("TLS failed");
            rig.awaitReason("localhost");
            assertNeverConnected(rig);
        }
    }

    @Test
    void a_service_that_stalls_after_the_greeting() throws Exception {
        try (RawServer stalling = RawServer.silent();
                Rig rig = new Rig()) {
            rig.options.setSocketUrl("wss://localhost:" + stalling.port() + "/app/socket");
            rig.givingUpDialsSoon().start();

            rig.awaitReason("connectTimeout");
            Rig.eventually(() -> rig.consumer().getConnectAttempts() >= 2);
        }
    }

    @Test
    void a_service_that_speaks_no_tls() throws Exception {
        try (Rig rig = new Rig()) {
            rig.options.setSocketUrl(rig.simulator.socketUrl().replace("ws://", "wss://"));
            rig.givingUpDialsSoon().start();

            Rig.eventually(() -> rig.consumer().getConnectAttempts() >= 2);
            assertNeverConnected(rig);
        }
    }

    private static void assertNeverConnected(Rig rig) {
        assertThat(rig.simulator.connections()).isEmpty();
        assertThat(rig.consumer().getMessages()).isZero();
    }
}
