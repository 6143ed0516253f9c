package io.github.cameldoshii.runner.observability;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file for {@code promtool test rules}: recordings, and what the rules and queries shall make of them. */
final class RuleTest {

    /** As in prometheus.yml. */
    private static final long EVALUATION_SECONDS = 15;

    private final List<Map<String, Object>> tests = new ArrayList<>();

    /** What is expected of one recording. */
    static final class Expectations {

        private final List<Map<String, Object>> alerts = new ArrayList<>();
        private final List<Map<String, Object>> queries = new ArrayList<>();

        /** At each evaluation from one time of the day to another, this alert fires for these, and for no others. */
        Expectations alert(String name, Duration from, Duration to, List<Map<String, Object>> firing) {
            for (long second = roundedUp(from); second <= to.toSeconds(); second += EVALUATION_SECONDS) {
                alerts.add(Map.of("eval_time", second + "s", "alertname", name, "exp_alerts", firing));
            }
            return this;
        }

        private static long roundedUp(Duration time) {
            return (time.toSeconds() + EVALUATION_SECONDS - 1) / EVALUATION_SECONDS * EVALUATION_SECONDS;
        }

        /** At this time of the day this condition, which yields 0 or 1, is true. */
        Expectations holds(String condition, Duration at) {
            queries.add(Map.of(
                    "expr",
                    condition,
                    "eval_time",
                    at.toSeconds() + "s",
                    "exp_samples",
                    List.of(Map.of("labels", "{}", "value", 1))));
            return this;
        }
    }

    RuleTest with(String name, Recording recording, Expectations expectations) {
        List<Map<String, String>> series = new ArrayList<>();
        recording.series().forEach((labels, values) -> series.add(Map.of("series", labels, "values", values)));
        tests.add(Map.of(
                "name",
                name,
                "interval",
                "1s",
                "input_series",
                series,
                "alert_rule_test",
                expectations.alerts,
                "promql_expr_test",
                expectations.queries));
        return this;
    }

    /** Writes it, for the rules of a file; JSON is YAML too. */
    Path write(Path directory, Path rules) throws IOException {
        Path file = Files.createTempFile(directory, "rules", ".json");
        new ObjectMapper()
                .writeValue(
                        file.toFile(),
                        Map.of(
                                "rule_files",
                                List.of(rules.toAbsolutePath().toString()),
                                "evaluation_interval",
                                EVALUATION_SECONDS + "s",
                                "tests",
                                tests));
        return file;
    }
}
