package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.simulator.ConnectionRecord;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dials that come to nothing: the reason is named, the wait is as it should be, and the next good answer connects. */
class RefusedUpgradeFaultsTest {

    private final Rig rig = new Rig(SimulatorOptions.defaults().withClientId("right-id"));

    RefusedUpgradeFaultsTest() {
        rig.options.setClientId("right-id");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private Duration betweenFirstDials() {
        List<ConnectionRecord> dials = rig.simulator.connections();
        return Duration.between(dials.get(0).openedAt(), dials.get(1).openedAt());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void refused_credentials(int status) throws Exception {
        rig.simulator
                .faults()
                .add(Fault.on(Match.upgrade()).then(Actions.status(status)).times(2));

        rig.start();
        rig.awaitState("REFUSED");
        assertThat(rig.consumer().getConnectionStatus())
                .contains("refused by the service", "HTTP " + status, "clientId");
        rig.awaitLive();

        assertThat(rig.simulator.connections()).hasSize(3);
        assertThat(betweenFirstDials()).isGreaterThanOrEqualTo(Duration.ofMillis(590));
        rig.assertAlive();
    }

    @Test
    void a_client_id_that_is_corrected_at_run_time() throws Exception {
        rig.options.setClientId("wrong-id");
        rig.start();
        rig.awaitState("REFUSED");

        rig.consumer().getEndpoint().getConfiguration().setClientId("right-id");

        rig.awaitLive();
        rig.assertAlive();
        assertThat(rig.lastConnection().authOk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 426})
    void an_answer_that_is_not_of_the_socket(int status) throws Exception {
        rig.faultOnce(Match.upgrade(), Actions.status(status));

        rig.start();

        rig.awaitReason("HTTP " + status);
        rig.awaitReason("check socketUrl");
        rig.awaitLive();
        assertThat(betweenFirstDials()).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302})
    void a_redirect_is_not_followed(int status) throws Exception {
        rig.faultOnce(
                Match.upgrade(),
                Actions.answer(status, Map.of("Location", rig.simulator.socketUrl() + "/elsewhere?auth=x"), ""));

        rig.start();

        rig.awaitReason("redirects are not followed");
        rig.awaitLive();
        assertThat(rig.simulator.connections())
                .extracting(ConnectionRecord::path)
                .containsOnly("/app/socket");
    }

    @Test
    void a_login_page_in_between() throws Exception {
        rig.faultOnce(Match.upgrade(), Actions.htmlPage());

        rig.start();

        rig.awaitReason("this is not a WebSocket; a proxy or a login page may have answered");
        rig.awaitLive();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void a_busy_service_that_says_how_long(int status) throws Exception {
        rig.faultOnce(Match.upgrade(), Actions.answer(status, Map.of("Retry-After", "1"), ""));

        rig.start();

        rig.awaitReason("Retry-After 1 s");
        rig.awaitLive();
        assertThat(betweenFirstDials()).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void a_busy_service_that_says_nothing(int status) throws Exception {
        rig.faultOnce(Match.upgrade(), Actions.status(status));

        rig.start();

        rig.awaitReason("HTTP " + status);
        rig.awaitLive();
    }

    @Test
    void an_upgrade_that_proves_nothing() throws Exception {
        rig.faultOnce(Match.upgrade(), Actions.wrongAccept());

        rig.start();

        rig.awaitReason("not a WebSocket");
        rig.awaitLive();
    }

    @Test
    void an_answer_that_is_no_http() throws Exception {
        rig.faultOnce(Match.upgrade(), Actions.bytes("SSH-2.0-OpenSSH_9.6\r\n\r\n".getBytes()));

        rig.start();

        Rig.eventually(() -> rig.simulator.connections().size() >= 2);
        rig.awaitLive();
    }

    @Test
    void an_upgrade_that_hangs() throws Exception {
        rig.faultOnce(Match.upgrade(), Actions.hang());

        rig.givingUpDialsSoon().start();

        rig.awaitReason("connectTimeout");
        rig.awaitLive();
        // Their arrival is measured, and a busy machine takes in the first one late.
        assertThat(betweenFirstDials()).isGreaterThan(Rig.SHORT_CONNECT_TIMEOUT.dividedBy(2));
    }

    @Test
    void an_upgrade_that_trickles() throws Exception {
        rig.faultOnce(Match.upgrade(), Actions.dribble(Duration.ofSeconds(1)));

        rig.givingUpDialsSoon().start();

        rig.awaitReason("connectTimeout");
        rig.awaitLive();
    }

    @Test
    void a_reset_during_the_upgrade() throws Exception {
        rig.faultOnce(Match.upgrade(), Actions.reset());
        rig.faultOnce(Match.connect(), Actions.reset());

        rig.start();

        rig.awaitLive();
        assertThat(rig.consumer().getConnectAttempts()).isEqualTo(3);
        rig.assertAlive();
    }

    @Test
    void a_storm_of_accepting_and_closing_is_not_answered_by_one() throws Exception {
        rig.options.setReconnectDelay(1);
        rig.options.setReconnectMaxDelay(1);
        rig.fault(Match.opened(), Actions.close(1000, ""));

        rig.start();
        Rig.within(Duration.ofSeconds(10))
                .until(() -> rig.simulator.connections().size() >= 10);

        List<ConnectionRecord> dials = rig.simulator.connections();
        for (int i = 1; i < dials.size(); i++) {
            // The floor is 100 ms between dials; here it is their arrival that is measured.
            assertThat(Duration.between(
                            dials.get(i - 1).openedAt(), dials.get(i).openedAt()))
                    .isGreaterThan(Duration.ofMillis(50));
        }
    }
}
