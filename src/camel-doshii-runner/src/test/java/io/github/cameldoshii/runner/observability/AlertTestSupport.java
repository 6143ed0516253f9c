package io.github.cameldoshii.runner.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.runner.observability.RuleTest.Expectations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts as they are shipped, evaluated by Prometheus' own engine on what a real process has exposed. */
@Timeout(300)
abstract class AlertTestSupport {

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    static final Map<String, String> PROCESS = Map.of("instance", "runner:9876", "job", "doshii");
    static final Map<String, String> ENVIRONMENT =
            with(PROCESS, Map.of("camelContext", "camel-doshii", "environment", "simulator"));
    static final Map<String, String> ROUTE = with(ENVIRONMENT, Map.of("route", "orders"));

    @TempDir
    static Path directory;

    private static Promtool promtool;

    @BeforeAll
    static void get() {
        promtool = Promtool.get();
    }

    static Map<String, String> with(Map<String, String> labels, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(more);
        return all;
    }

    static void quiet(Expectations of, String alert, Duration from, Duration to) {
        of.alert(alert, from, to, List.of());
    }

    static void firing(Expectations of, String alert, Map<String, String> labels, Duration from, Duration to) {
        assertThat(from).as(alert).isLessThan(to);
        of.alert(alert, from, to, List.of(Alert.named(alert).firing(labels)));
    }

    static Promtool.Result evaluate(RuleTest test, Path rules) throws Exception {
        return promtool("test", "rules", test.write(directory, rules).toString());
    }

    static void assertPasses(RuleTest test) throws Exception {
        Promtool.Result result = evaluate(test, Alert.FILE);
        assertThat(result.passed()).as(result.output()).isTrue();
    }

    static Promtool.Result promtool(String... arguments) throws Exception {
        return promtool.run(directory, arguments);
    }
}
