package io.github.cameldoshii.runner.observability;

import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.ACCEPTED;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.END;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.GAP;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.LOST;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.MISSED_EVENT_FOUND;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.NONE_WAITS;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.NORMAL;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.ORDERS_WAIT;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.OUTAGE;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.OUTAGE_OVER;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.REFUSED;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.TARGET_ANSWERS;
import static io.github.cameldoshii.runner.observability.ScriptedDay.Moment.TARGET_HANGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.runner.observability.RuleTest.Expectations;
import io.github.cameldoshii.runner.observability.ScriptedDay.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a real process has exposed through a day of trouble is given to Prometheus' own engine, with the alerts and the queries of
 * the dashboard as they are shipped.
 */
class DashboardAndAlertsIT extends AlertTestSupport {

    /** From an event of the script until it must be seen: a scrape, an evaluation, and a second of a busy machine. */
    private static final Duration SEEN = Duration.ofSeconds(90);

    private static final long PIECE_MINUTES = 3;
    private static ScriptedDay day;

    @BeforeAll
    static void play() throws IOException {
        day = ScriptedDay.play(Files.createDirectory(directory.resolve("day")));
    }

    private static Duration after(Moment moment, Duration passed) {
        return day.at(moment).plus(passed);
    }

    private static Duration until(Moment moment) {
        return day.at(moment);
    }

    /** Each is quiet until its time has come, fires from then on, and is quiet again when all is well. */
    private static Expectations alertsOfTheDay() {
        Expectations all = new Expectations();
        Duration begin = after(NORMAL, MINUTE);
        Duration end = until(END);

        quiet(all, "DoshiiNotConnected", begin, after(OUTAGE, TWO_MINUTES));
        firing(all, "DoshiiNotConnected", ROUTE, after(OUTAGE, Duration.ofMinutes(3)), until(OUTAGE_OVER));
        quiet(all, "DoshiiNotConnected", after(OUTAGE_OVER, SEEN), end);

        quiet(all, "DoshiiCredentialsRefused", begin, until(REFUSED));
        firing(all, "DoshiiCredentialsRefused", ROUTE, after(REFUSED, SEEN), after(REFUSED, TWO_MINUTES));
        quiet(all, "DoshiiCredentialsRefused", after(ACCEPTED, MINUTE), end);

        quiet(all, "DoshiiSecretRefused", begin, end);

        quiet(all, "DoshiiPositionOld", begin, after(TARGET_HANGS, Duration.ofMinutes(4)));
        firing(
                all,
                "DoshiiPositionOld",
                ROUTE,
                after(ORDERS_WAIT, Duration.ofMinutes(5).plus(MINUTE)),
                until(TARGET_ANSWERS));
        quiet(all, "DoshiiPositionOld", after(NONE_WAITS, SEEN), after(OUTAGE, TWO_MINUTES));

        quiet(all, "DoshiiReadingPaused", begin, after(TARGET_HANGS, TWO_MINUTES));
        firing(
                all,
                "DoshiiReadingPaused",
                ENVIRONMENT,
                after(ORDERS_WAIT, TWO_MINUTES.plus(SEEN)),
                until(TARGET_ANSWERS));
        quiet(all, "DoshiiReadingPaused", after(NONE_WAITS, SEEN), end);

        quiet(all, "DoshiiStreamStale", begin, after(TARGET_ANSWERS, Duration.ZERO));
        firing(all, "DoshiiStreamStale", ENVIRONMENT, after(MISSED_EVENT_FOUND, MINUTE), until(REFUSED));

        quiet(all, "DoshiiGap", begin, until(GAP));
        firing(all, "DoshiiGap", with(ENVIRONMENT, Map.of("kind", "not_recovered")), after(GAP, SEEN), until(LOST));

        quiet(all, "DoshiiProcessLost", begin, after(LOST, TWO_MINUTES));
        firing(all, "DoshiiProcessLost", PROCESS, after(LOST, TWO_MINUTES.plus(SEEN)), end);

        quiet(all, "DoshiiNothingReceives", begin, after(LOST, TWO_MINUTES));
        firing(all, "DoshiiNothingReceives", Map.of(), after(LOST, TWO_MINUTES.plus(SEEN)), end);
        return all;
    }

    @Test
    void prometheus_accepts_its_configuration_and_the_rules() throws Exception {
        Promtool.Result result = promtool(
                "check", "config", Alert.FOLDER.resolve("prometheus.yml").toString());

        assertThat(result.passed()).as(result.output()).isTrue();
        assertThat(result.output()).contains(Alert.all().size() + " rules found");
    }

    @Test
    void every_alert_fires_when_it_should_and_not_before() throws Exception {
        assertPasses(new RuleTest().with("day", day.recording(), alertsOfTheDay()));
    }

    /** That the test above would notice. */
    @Test
    void an_alert_that_fires_too_early_or_never_is_found() throws Exception {
        Path broken = Files.writeString(
                directory.resolve("broken.yml"),
                Files.readString(Alert.FILE).replace("for: 2m", "for: 1m").replace("> 300", "> 3000"));

        Promtool.Result result = evaluate(new RuleTest().with("day", day.recording(), alertsOfTheDay()), broken);

        assertThat(result.passed()).isFalse();
        assertThat(result.output()).contains("DoshiiNotConnected", "DoshiiPositionOld", "DoshiiProcessLost");
        assertThat(result.output()).doesNotContain("DoshiiReadingPaused");
    }

    /** Each has shown something other than zero at some time of the day. */
    @Test
    void every_panel_of_the_dashboard_has_data() throws Exception {
        Expectations expected = new Expectations();
        for (Dashboard.Panel panel : Dashboard.read().panels()) {
            for (String query : panel.queries()) {
                expected.holds(everShown(query), until(END));
            }
        }

        assertPasses(new RuleTest().with("day", day.recording(), expected));
    }

    /** Piece by piece, because promtool takes only so many samples at a time. */
    private static String everShown(String query) {
        return LongStream.iterate(0, back -> back <= until(END).toMinutes(), back -> back + PIECE_MINUTES)
                .mapToObj(back -> "max_over_time((%s)[%dm:15s]%s) > 0"
                        .formatted(query, PIECE_MINUTES, back == 0 ? "" : " offset " + back + "m"))
                .collect(Collectors.joining(" or ", "count(", ") > bool 0"));
    }

    @Test
    void the_first_row_says_in_each_situation_what_is_the_matter() throws Exception {
        String connection = query("Connection");
        String alarms = query("Alarms");
        String position = query("Position");
        Duration normal = after(NORMAL, MINUTE);
        Duration outage = until(OUTAGE_OVER);
        Duration hanging = until(TARGET_ANSWERS);

        assertPasses(new RuleTest()
                .with(
                        "day",
                        day.recording(),
                        new Expectations()
                                .holds("sum(%s) == bool 1".formatted(connection), normal)
                                .holds("sum(%s) == bool 0".formatted(alarms), normal)
                                .holds("max(%s) < bool 120".formatted(position), normal)
                                .holds("sum(%s) == bool 1".formatted(connection), hanging)
                                .holds("sum(%s) == bool 2".formatted(alarms), hanging)
                                .holds("max(%s) > bool 300".formatted(position), hanging)
                                .holds("sum(%s) == bool 0".formatted(connection), outage)
                                .holds("sum(%s) > bool 0".formatted(alarms), outage)));
    }

    /** That the tests of the dashboard would notice. */
    @Test
    void a_query_of_what_is_not_exposed_is_found() throws Exception {
        Expectations expected = new Expectations().holds(everShown("camel_doshii_event_total"), until(END));

        assertThat(evaluate(new RuleTest().with("day", day.recording(), expected), Alert.FILE)
                        .passed())
                .isFalse();
    }

    private static String query(String title) throws IOException {
        return Dashboard.read().panels().stream()
                .filter(panel -> panel.title().equals(title))
                .findFirst()
                .orElseThrow()
                .queries()
                .get(0);
    }
}
