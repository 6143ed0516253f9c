package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A duration is what was written, or the start is refused with the value and what is accepted. */
class DurationOptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private DoshiiConfiguration endpoint(String options) {
        return context.getEndpoint("doshii:simulator?" + options, DoshiiEndpoint.class)
                .getConfiguration();
    }

    private String refusal(String options) {
        try {
            endpoint(options);
        } catch (Exception e) {
            return RootCause.of(e).getMessage();
        }
        throw new AssertionError(options + " was accepted");
    }

    @ParameterizedTest
    @CsvSource({
        "heartbeatInterval, 30", "heartbeatInterval, 60", "pongTimeout, 10", "connectTimeout, 5", "reconnectDelay, 1",
        "reconnectMaxDelay, 60", "refusedDelay, 300", "catchUpOverlap, 60", "catchUpMaxAge, 24", "catchUpMaxAge, 3600",
        "initialCatchUp, 3600", "reconcileInterval, 900"
    })
    void a_small_number_without_a_unit_is_taken_for_a_mistake(String option, String value) {
        assertThat(refusal(option + "=" + value))
                .contains("Option " + option, value + " ms; did you mean " + value + "s?");
    }

    @ParameterizedTest
    @CsvSource({
        "heartbeatInterval, 30ms, 30", "heartbeatInterval, 500ms, 500", "heartbeatInterval, 200, 200",
        "heartbeatInterval, 25000, 25000", "heartbeatInterval, 30s, 30000", "heartbeatInterval, 1m30s, 90000",
        "heartbeatInterval, 1h30m, 5400000", "heartbeatInterval, 1d2h, 93600000", "heartbeatInterval, PT20S, 20000",
        "heartbeatInterval, 1s500ms, 1500"
    })
    void a_duration_is_what_was_written(String option, String value, long millis) {
        assertThat(endpoint(option + "=" + value).getHeartbeatInterval()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"catchUpOverlap", "initialCatchUp", "reconcileInterval"})
    void zero_turns_off_what_can_be_turned_off(String option) {
        endpoint(option + "=0");
        endpoint(option + "=0s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "true",
                "30x",
                "5min",
                "30sec",
                "1.5s",
                "1,5s",
                "30S",
                "24 hours",
                "5s10m",
                "1w",
                "s",
                "ms",
                "P1X",
                "--5s",
                "1h-5m",
                "0x10",
                "99999999999999999999"
            })
    void what_is_no_duration_is_quoted_and_the_accepted_form_said(String value) {
        assertThat(refusal("heartbeatInterval=RAW(" + value + ")"))
                .contains("Option heartbeatInterval is \"" + value + "\"", "30s, 5m, 1h30m, or milliseconds");
    }

    @ParameterizedTest
    @CsvSource({
        "heartbeatInterval, -5s, of more than 0",
        "heartbeatInterval, -5000, of more than 0",
        "pongTimeout, -1m, of more than 0",
        "connectTimeout, -PT5S, of more than 0",
        "initialCatchUp, -1h, and not negative",
        "catchUpOverlap, -1, and not negative",
        "reconcileInterval, -15m, and not negative"
    })
    void a_negative_duration_is_quoted_as_it_was_given(String option, String value, String may) {
        assertThat(refusal(option + "=" + value)).contains("Option " + option + " is \"" + value + "\"", may);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775", "999999999d", "4000d"})
    void a_duration_that_nobody_can_mean_is_refused(String value) {
        assertThat(refusal("connectTimeout=" + value)).contains("\"" + value + "\"", "at most 3650d");
    }

    @ParameterizedTest
    @CsvSource({"30, did you mean 30s?", "abc, \"abc\"", "-5s, \"-5s\""})
    void the_same_is_said_of_a_property_of_the_component(String value, String said) {
        Main main = new Main();
        main.addInitialProperty("camel.component.doshii.heartbeat-interval", value);
        main.configure().setAutoStartup(false);

        assertThatThrownBy(main::start)
                .satisfies(e ->
                        assertThat(RootCause.of(e)).hasMessageContaining(said).hasMessageContaining("heartbeat"));
        main.stop();
    }

    @Test
    void a_property_of_the_component_is_what_was_written() throws Exception {
        Main main = new Main();
        main.setInitialProperties(new java.util.Properties());
        Map.of("camel.component.doshii.heartbeat-interval", "45s", "camel.component.doshii.pongTimeout", "1m")
                .forEach(main::addInitialProperty);
        main.start();
        try {
            DoshiiConfiguration configuration = main.getCamelContext()
                    .getComponent("doshii", DoshiiComponent.class)
                    .getConfiguration();
            assertThat(configuration.getHeartbeatInterval()).isEqualTo(45_000);
            assertThat(configuration.getPongTimeout()).isEqualTo(60_000);
        } finally {
            main.stop();
        }
    }
}
