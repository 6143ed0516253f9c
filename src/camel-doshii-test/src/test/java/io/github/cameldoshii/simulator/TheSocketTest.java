package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.UpgradeRejectedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TheSocketTest extends SimulatorTest {

    @Test
    void a_ping_is_answered_with_its_value() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            client.send("{\"doshii\":{\"ping\":1760000000123,\"version\":\"1.0.0\"}}");
            await().untilAsserted(() -> assertThat(client.texts())
                    .containsExactly("{\"doshii\":{\"pong\":1760000000123,\"version\":\"3.12.0\"}}"));
            assertThat(onlyConnection().pings()).singleElement().satisfies(ping -> assertThat(ping.text())
                    .isEqualTo("{\"doshii\":{\"ping\":1760000000123,\"version\":\"1.0.0\"}}"));
        }
    }

    @Test
    void a_legacy_ping_is_answered_in_kind() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            client.send("\"primus::ping::17\"");
            client.send("primus::ping::18");
            await().untilAsserted(() ->
                    assertThat(client.texts()).containsExactly("\"primus::pong::17\"", "primus::pong::18"));
        }
    }

    @Test
    void anything_else_that_a_client_says_is_kept_and_not_answered() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            client.send("{\"doshii\":{\"pong\":5}}");
            client.send("{not json");
            await().untilAsserted(() ->
                    assertThat(onlyConnection().messages()).containsExactly("{\"doshii\":{\"pong\":5}}", "{not json"));
            assertThat(client.texts()).isEmpty();
        }
    }

    @Test
    void the_longer_path_and_a_device_id_are_let_in() throws Exception {
        String uri = simulator.socketUrl() + "/v3?deviceId=d1&auth=c2ltdWxhdG9y";
        try (TestClient client = TestClient.dial(vertx, uri)) {
            assertThat(client.errors()).isEmpty();
            assertThat(onlyConnection())
                    .returns("/app/socket/v3", ConnectionRecord::path)
                    .returns("d1", ConnectionRecord::deviceId)
                    .returns(true, ConnectionRecord::authOk);
            assertThat(onlyConnection().queryNames()).containsExactlyInAnyOrder("auth", "deviceId");
        }
    }

    @Test
    void another_auth_is_refused_with_401() {
        assertThatThrownBy(() -> TestClient.dial(vertx, simulator.socketUrl() + "?auth=bm9ib2R5"))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(UpgradeRejectedException.class, refused -> {
                    assertThat(refused.getStatus()).isEqualTo(401);
                    assertThat(refused.getBody().toString()).startsWith("{\"error\":");
                });
        await().untilAsserted(() -> assertThat(onlyConnection())
                .returns(401, ConnectionRecord::status)
                .returns(false, ConnectionRecord::authOk)
                .returns(false, ConnectionRecord::open));
    }

    @Test
    void auth_may_be_percent_encoded() throws Exception {
        try (DoshiiSimulator other = DoshiiSimulator.start(
                        SimulatorOptions.defaults().withPort(0).withClientId("a>?b>>"));
                TestClient raw = TestClient.dial(vertx, other.socketUrl() + "?auth=" + TestClient.auth("a>?b>>"));
                TestClient encoded = TestClient.dial(
                        vertx,
                        other.socketUrl() + "?auth="
                                + TestClient.auth("a>?b>>").replace("+", "%2B").replace("/", "%2F"))) {
            assertThat(TestClient.auth("a>?b>>")).contains("+");
            assertThat(raw.errors()).isEmpty();
            assertThat(encoded.errors()).isEmpty();
            assertThat(other.openConnections()).isEqualTo(2);
        }
    }

    @Test
    void events_arrive_in_order_and_with_their_data_unchanged() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            List<String> expected = IntStream.range(0, 6000)
                    .mapToObj(i -> "{\"emit\":[\"order_created\",{ \"id\" : \"" + i + "\" }]}")
                    .toList();
            for (int i = 0; i < 6000; i++) {
                simulator.emit("order_created", "{ \"id\" : \"" + i + "\" }");
            }
            await().untilAsserted(() -> assertThat(client.texts()).hasSize(6000));
            assertThat(client.texts()).isEqualTo(expected);
        }
    }

    @Test
    void an_event_without_data_has_none_in_its_frame() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            simulator.emit("table_bulk_updated", "");
            await().untilAsserted(
                            () -> assertThat(client.texts()).containsExactly("{\"emit\":[\"table_bulk_updated\"]}"));
        }
    }

    @Test
    void a_drop_is_a_reset_without_a_close_frame() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            simulator.dropConnections();
            client.closed().get(5, TimeUnit.SECONDS);
            assertThat(client.errors()).anySatisfy(error -> assertThat(error).hasMessageContaining("reset"));
            assertThat(simulator.openConnections()).isZero();
            await().untilAsserted(() -> assertThat(onlyConnection())
                    .returns(1006, ConnectionRecord::closeCode)
                    .returns(Side.SIMULATOR, ConnectionRecord::closedBy));
        }
    }

    @Test
    void a_close_carries_its_code_and_reason() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            simulator.closeConnections(4001, "bye");
            assertThat(client.closed().get(5, TimeUnit.SECONDS)).isEqualTo((short) 4001);
            assertThat(client.socket().closeReason()).isEqualTo("bye");
            await().untilAsserted(() -> assertThat(onlyConnection().closedAt())
                    .isBefore(java.time.Instant.now().plusSeconds(1)));
            assertThat(onlyConnection()).returns(4001, ConnectionRecord::closeCode);
        }
    }

    @Test
    void a_close_by_the_client_is_recorded_with_its_code() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            client.socket().close((short) 1001, "leaving");
            await().untilAsserted(() -> assertThat(onlyConnection())
                    .returns(1001, ConnectionRecord::closeCode)
                    .returns("leaving", ConnectionRecord::closeReason)
                    .returns(Side.CLIENT, ConnectionRecord::closedBy)
                    .returns(false, ConnectionRecord::open));
        }
    }

    @Test
    void raw_texts_binaries_and_fragments_arrive() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            List<byte[]> binaries = new java.util.concurrent.CopyOnWriteArrayList<>();
            client.socket().binaryMessageHandler(buffer -> binaries.add(buffer.getBytes()));
            simulator.sendText("}garbage{");
            simulator.sendBinary(new byte[] {1, 2, 3});
            simulator.sendFragments("{\"emit\":[\"caf\u00e9 \ud83c\udf55\",{}]}", 1);
            await().untilAsserted(() -> assertThat(client.texts())
                    .containsExactly("}garbage{", "{\"emit\":[\"caf\u00e9 \ud83c\udf55\",{}]}"));
            assertThat(binaries).containsExactly(new byte[] {1, 2, 3});
        }
    }

    @Test
    void a_registered_device_gets_only_what_it_wants() throws Exception {
        simulator.registerDevice("d1", Set.of("order_created"), Set.of("L1"));
        String url = TestClient.url(simulator);
        try (TestClient device = TestClient.dial(vertx, url + "&deviceId=d1");
                TestClient unknown = TestClient.dial(vertx, url + "&deviceId=d2")) {
            simulator.emit("order_created", "{\"locationId\":\"L1\"}");
            simulator.emit("order_created", "{\"locationId\":\"L2\"}");
            simulator.emit("order_updated", "{\"locationId\":\"L1\"}");
            await().untilAsserted(() -> assertThat(unknown.texts()).hasSize(3));
            await().untilAsserted(() -> assertThat(device.texts())
                    .containsExactly("{\"emit\":[\"order_created\",{\"locationId\":\"L1\"}]}"));
        }
    }

    @Test
    void the_pings_of_a_long_connection_are_counted_and_the_newest_kept() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            for (int i = 1; i <= 10_001; i++) {
                client.send("{\"doshii\":{\"ping\":" + i + "}}");
            }
            await().untilAsserted(() -> assertThat(client.texts()).hasSize(10_001));
            assertThat(onlyConnection().pings()).hasSize(10_000);
            assertThat(onlyConnection().pings().get(0).text()).isEqualTo("{\"doshii\":{\"ping\":2}}");
        }
    }
}
