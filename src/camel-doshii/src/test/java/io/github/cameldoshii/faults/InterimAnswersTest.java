package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.fixtures.RawServer;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an edge server says before the answer to the upgrade does not matter, and nothing else logs about it. */
class InterimAnswersTest {

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
            })
    void the_first_attempt_connects(String interim) throws Exception {
        try (LogCapture log = LogCapture.at(Level.ALL);
                RawServer edge =
                        RawServer.relayingTo(rig.simulator.port(), interim.getBytes(StandardCharsets.US_ASCII))) {
            rig.options.setSocketUrl("ws://localhost:" + edge.port() + "/app/socket");

            rig.startAndConnect();

            rig.assertAlive();
            assertThat(rig.consumer().getConnectAttempts()).isEqualTo(1);
            assertThat(String.join("\n", log.warnings())).doesNotContain("io.netty", "io.vertx");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nx",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n\u0081\u00ff",
                "\u0015\u0003\u0003\u0000\u0002\u0002\u0028",
                "\u0000\u0000\u0000\u0000",
                "HTTP/9.9 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
            })
    void whatever_is_answered_only_this_component_logs_about_it(String answer) throws Exception {
        try (LogCapture log = LogCapture.at(Level.ALL);
                RawServer odd = RawServer.answering(answer.getBytes(StandardCharsets.ISO_8859_1))) {
            rig.options.setSocketUrl("ws://localhost:" + odd.port() + "/app/socket");

            rig.givingUpDialsSoon().start();

            Rig.eventually(() -> rig.consumer().getConnectAttempts() >= 3);
            assertThat(String.join("\n", log.warnings()))
                    .contains("Disconnected: ")
                    .doesNotContain("io.netty", "io.vertx");
        }
    }
}
