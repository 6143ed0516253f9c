package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.connection.CloseCause;
import io.github.cameldoshii.internal.connection.ConnectFailure;
import io.github.cameldoshii.internal.connection.EventLoopMemory;
import io.github.cameldoshii.internal.connection.VertxEventLoop;
import io.github.cameldoshii.internal.connection.VertxWebSocketTransport;
import io.github.cameldoshii.internal.connection.WebSocketAddress;
import io.github.cameldoshii.internal.connection.WebSocketChannel;
import io.github.cameldoshii.internal.connection.WebSocketListener;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.test.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.component.vertx.common.VertxHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real attempts to a name with several addresses, of which one is the service's. */
class AddressFaultsTest {

    private static final String NAME = "service.test";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(6);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Object> outcome = new CompletableFuture<>();
    private Supplier<NetClientOptions> options = NetClientOptions::new;

    private final WebSocketListener listener = new WebSocketListener() {
        @Override
        public void opened(WebSocketChannel channel) {
            outcome.complete(channel);
        }

        @Override
        public void failed(ConnectFailure failure) {
            outcome.complete(failure);
        }

        @Override
        public void message(byte[] bytes, int length) {
            // Not what is tested here.
        }

        @Override
        public void signOfLife(boolean fragment) {
            // Not what is tested here.
        }

        @Override
        public void closed(CloseCause cause) {
            // Not what is tested here.
        }
    };

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** What comes of a dial to the name, which has these addresses in this order. */
    private Object dial(String scheme, int port, String... addresses) throws Exception {
        VertxWebSocketTransport transport = new VertxWebSocketTransport(
                vertx,
                options,
                name -> CompletableFuture.completedFuture(
                        Stream.of(addresses).map(AddressFaultsTest::address).toList()),
                CONNECT_TIMEOUT,
                new EventLoopMemory());
        WebSocketAddress target =
                WebSocketAddress.of(URI.create(scheme + "://" + NAME + ":" + port + "/app/socket"), "simulator", "");
        VertxEventLoop loop = VertxEventLoop.of(vertx, InstantSource.system());
        loop.execute(() -> transport.connect(target, 1_000_000, loop, listener));
        return outcome.get(CONNECT_TIMEOUT.toSeconds() + 10, TimeUnit.SECONDS);
    }

    private static DoshiiSimulator simulator() {
        return DoshiiSimulator.start(
                SimulatorOptions.defaults().withHost("127.0.0.1").withPort(0));
    }

    @Test
    void the_first_address_refuses_and_the_second_is_taken() throws Exception {
        try (DoshiiSimulator simulator = simulator()) {
            assertThat(dial("ws", simulator.port(), "127.0.0.2", "127.0.0.1")).isInstanceOf(WebSocketChannel.class);
        }
    }

    @Test
    void ipv6_that_nobody_listens_at_does_no_harm() throws Exception {
        try (DoshiiSimulator simulator = simulator()) {
            assertThat(dial("ws", simulator.port(), "::1", "127.0.0.1")).isInstanceOf(WebSocketChannel.class);
        }
    }

    @Test
    void the_first_address_is_a_black_hole_and_the_second_is_taken_well_before_the_time_is_over() throws Exception {
        try (DoshiiSimulator simulator = simulator();
                ServerSocket full = new ServerSocket(simulator.port(), 1, address("127.0.0.2"))) {
            // Connections beyond the backlog are not answered.
            List<Socket> backlog = List.of(new Socket(), new Socket(), new Socket());
            for (Socket socket : backlog.subList(0, 2)) {
                socket.connect(full.getLocalSocketAddress(), 1_000);
            }
            long start = System.nanoTime();

            assertThat(dial("ws", simulator.port(), "127.0.0.2", "127.0.0.1")).isInstanceOf(WebSocketChannel.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CONNECT_TIMEOUT.dividedBy(2));
            for (Socket socket : backlog) {
                socket.close();
            }
        }
    }

    @Test
    void the_first_address_connects_and_closes_and_the_second_is_taken() throws Exception {
        try (DoshiiSimulator simulator = simulator();
                ServerSocket closing = new ServerSocket(simulator.port(), 5, address("127.0.0.2"))) {
            CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {
                try {
                    closing.accept().close();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });

            assertThat(dial("ws", simulator.port(), "127.0.0.2", "127.0.0.1")).isInstanceOf(WebSocketChannel.class);
            closed.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void the_first_address_connects_and_never_answers_and_the_second_is_taken_within_the_attempt() throws Exception {
        try (DoshiiSimulator simulator = simulator();
                ServerSocket silent = new ServerSocket(simulator.port(), 5, address("127.0.0.2"))) {
            assertThat(dial("ws", simulator.port(), "127.0.0.2", "127.0.0.1")).isInstanceOf(WebSocketChannel.class);
            assertThat(silent.isBound()).isTrue();
        }
    }

    @Test
    void the_certificate_is_checked_against_the_name_whichever_address_is_taken() throws Exception {
        TestCertificate good = TestCertificate.forHost(directory, NAME);
        TestCertificate other = TestCertificate.forHost(directory, "other.test");
        DefaultCamelContext context = new DefaultCamelContext();
        NetClientOptions trusting = new NetClientOptions();
        VertxHelper.setupSSLOptions(context, good.trust(), trusting);
        trusting.setKeyCertOptions(null);
        options = () -> new NetClientOptions(trusting);
        SimulatorOptions local =
                SimulatorOptions.defaults().withHost("127.0.0.1").withPort(0);
        try (DoshiiSimulator service = DoshiiSimulator.start(local.withTls(good.sslContext()));
                DoshiiSimulator impostor = DoshiiSimulator.start(
                        local.withHost("127.0.0.2").withPort(service.port()).withTls(other.sslContext()))) {
            assertThat(dial("wss", service.port(), "127.0.0.2", "127.0.0.1")).isInstanceOf(WebSocketChannel.class);
            assertThat(service.openConnections()).isEqualTo(1);
            assertThat(impostor.openConnections()).isZero();
        }
    }

    @Test
    void where_all_fail_each_is_named_with_its_cause() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        Object failure = dial("ws", port, "127.0.0.2", "127.0.0.1");

        assertThat(failure).isInstanceOfSatisfying(ConnectFailure.Unreachable.class, unreachable -> assertThat(
                        unreachable.reason())
                .contains("127.0.0.2: Connection refused", "127.0.0.1: Connection refused"));
    }
}
