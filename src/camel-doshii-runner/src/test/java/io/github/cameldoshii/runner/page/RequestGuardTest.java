package io.github.cameldoshii.runner.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardTest {

    private final RequestGuard guard = new RequestGuard(Set.of("ops1.example.com"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8090",
                "LOCALHOST",
                "127.0.0.1:8090",
                "10.1.2.3:80",
                "[::1]:8090",
                "[fe80::1]",
                "ops1.example.com:8090"
            })
    void addresses_and_known_names_may_be_asked_for(String host) {
        assertThat(guard.refusal(Optional.of(host), Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8090",
                "127.0.0.1.evil.example:8090",
                "localhost.evil.example",
                "ops1.example.com.evil.example",
                "user@localhost",
                "local host:1:2",
                "",
                "[::1].evil.example"
            })
    void any_other_name_is_refused(String host) {
        assertThat(guard.refusal(Optional.of(host), Optional.empty())).isPresent();
    }

    @Test
    void a_request_without_a_host_is_refused() {
        assertThat(guard.refusal(Optional.empty(), Optional.empty()))
                .hasValueSatisfying(why -> assertThat(why).contains("Host"));
    }

    @Test
    void the_refusal_of_a_name_tells_which_there_are() {
        assertThat(guard.refusal(Optional.of("evil.example"), Optional.empty()))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("'evil.example'", "localhost, ops1.example.com", "address"));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8090, http://localhost:8090",
        "127.0.0.1:8090, http://127.0.0.1:8090",
        "[::1]:8090, http://[::1]:8090",
        "ops1.example.com, https://ops1.example.com"
    })
    void the_page_itself_may_ask(String host, String origin) {
        assertThat(guard.refusal(Optional.of(host), Optional.of(origin))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8090, http://localhost:8091",
        "localhost:8090, http://127.0.0.1:8090",
        "localhost:8090, https://evil.example",
        "localhost:8090, http://localhost:8090.evil.example",
        "localhost:8090, http://evil.example/localhost:8090",
        "localhost:8090, null",
        "localhost:8090, 'file://'",
        "localhost:8090, 'not an origin'",
        "evil.example, http://evil.example"
    })
    void another_site_may_not(String host, String origin) {
        assertThat(guard.refusal(Optional.of(host), Optional.of(origin))).isPresent();
    }
}
