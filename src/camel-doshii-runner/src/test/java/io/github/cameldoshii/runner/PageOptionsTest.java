package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PageOptionsTest extends CommandLineTestSupport {

    @Test
    void options_of_the_page_need_a_page() {
        assertThat(line.run("run", "--page-host", "0.0.0.0")).isEqualTo(2);
        assertThat(line.run("run", "--page-bodies")).isEqualTo(2);

        assertThat(line.err()).contains("--page-host needs --page PORT", "--page-bodies needs --page PORT");
    }

    @Test
    void what_is_no_port_is_refused_with_those_that_are() {
        assertThat(line.run("run", "--page", "70000")).isEqualTo(2);
        assertThat(line.run("run", "--page", "here")).isEqualTo(2);

        assertThat(line.err()).contains("--page is a port from 0 to 65535, not 70000", "'here'");
    }

    @Test
    void a_port_that_is_taken_fails_the_start_and_another_is_offered() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            line.file("routes/r.yaml", "- route: {from: {uri: 'doshii:simulator', steps: [{to: 'log:seen'}]}}\n");

            assertThat(line.run("run", "--page", Integer.toString(port))).isEqualTo(1);

            assertThat(line.err())
                    .contains("the page cannot listen at localhost:" + port)
                    .contains("--page " + (port + 1));
        }
    }

    @Test
    void a_page_for_other_machines_is_told_to_have_no_login() {
        line.file("routes/r.yaml", "- route: {from: {uri: 'nothing:here', steps: [{to: 'log:seen'}]}}\n");

        assertThat(line.run("run", "--page", "0", "--page-host", "0.0.0.0")).isEqualTo(1);

        assertThat(line.out()).contains("Page: http://0.0.0.0:", "The page has no login: whoever reaches 0.0.0.0");
    }
}
