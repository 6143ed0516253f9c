package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which port health and metrics get, where several want the same one. */
@Timeout(60)
class ManagementPortTest {

    private static final String ENABLED = "camel.management.enabled";

    private String before;
    private final Main first = main();
    private final Main second = main();

    private static Main main() {
        Main main = new Main();
        main.addMainListener(new ManagementPort());
        return main;
    }

    /** The other tests of this JVM have none. */
    @BeforeEach
    void turnOn() {
        before = System.setProperty(ENABLED, "true");
    }

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
        System.setProperty(ENABLED, before == null ? "true" : before);
    }

    @Test
    void two_runs_that_start_in_the_same_instant_have_a_port_each() throws Exception {
        first.init();
        second.init();

        first.start();
        second.start();

        assertThat(port(first)).isNotEqualTo(port(second));
        assertThat(status(port(first))).isEqualTo(200);
        assertThat(status(port(second))).isEqualTo(200);
    }

    @Test
    void one_that_was_chosen_and_is_taken_ends_the_start() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            first.addInitialProperty("camel.management.port", String.valueOf(taken.getLocalPort()));

            assertThatThrownBy(first::start)
                    .hasStackTraceContaining("port " + taken.getLocalPort() + " of localhost")
                    .hasStackTraceContaining("is in use");
        }
    }

    @Test
    void what_is_no_port_is_told() {
        first.addInitialProperty("camel.management.port", "98765");

        assertThatThrownBy(first::start).hasStackTraceContaining("camel.management.port is 98765; it must be a port");
    }

    private static int port(Main main) {
        return main.configure().httpManagementServer().getPort();
    }

    private static int status(int port) throws Exception {
        URI uri = URI.create("http://localhost:" + port + "/observe/health/live");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
