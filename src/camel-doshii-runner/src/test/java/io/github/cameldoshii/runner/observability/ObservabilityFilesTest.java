package io.github.cameldoshii.runner.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Dashboard, alerts, their page and the compose file know of each other. */
class ObservabilityFilesTest {

    private static final Path PAGE = Path.of("docs", "watching.md");
    private static final Pattern METER = Pattern.compile("(?m)^\\| `(camel\\.doshii\\.[a-z.]+)`");

    private static String queries() throws IOException {
        return Dashboard.read().panels().stream()
                .flatMap(panel -> panel.queries().stream())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void every_documented_meter_is_on_the_dashboard() throws IOException {
        List<String> meters = METER.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1).replace('.', '_'))
                .toList();

        assertThat(meters).hasSize(15);
        String queries = queries();
        assertThat(meters).allSatisfy(meter -> assertThat(queries).contains(meter));
    }

    @Test
    void panels_have_a_number_of_their_own_a_description_and_a_place_of_their_own() throws IOException {
        Dashboard dashboard = Dashboard.read();
        List<Dashboard.Place> places = dashboard.places();

        assertThat(dashboard.panels()).extracting(Dashboard.Panel::id).doesNotHaveDuplicates();
        assertThat(dashboard.panels()).allSatisfy(panel -> {
            assertThat(panel.description()).as(panel.title()).isNotEmpty();
            assertThat(panel.queries()).as(panel.title()).isNotEmpty().noneMatch(String::isEmpty);
        });
        assertThat(places)
                .allSatisfy(place -> assertThat(place.x() + place.width()).isLessThanOrEqualTo(24))
                .allSatisfy(
                        place -> assertThat(places).filteredOn(place::overlaps).hasSize(1));
    }

    @Test
    void the_page_names_every_panel() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Dashboard.read().panels()).extracting(Dashboard.Panel::title).allSatisfy(title -> assertThat(page)
                .contains("**" + title + "**"));
    }

    @Test
    void the_page_says_what_to_do_at_each_alert_and_knows_no_other() throws IOException {
        List<String> told = Pattern.compile("(?m)^\\| `(Doshii\\w+)`")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(told)
                .containsExactlyElementsOf(Alert.all().stream().map(Alert::name).toList());
    }

    @Test
    void the_compose_file_mounts_files_that_there_are() throws IOException {
        Map<?, ?> compose = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("docker-compose.yml")));
        Map<?, ?> services = (Map<?, ?>) compose.get("services");
        List<String> mounted = Stream.of("prometheus", "grafana")
                .map(name -> (Map<?, ?>) services.get(name))
                .peek(service -> assertThat(service.get("profiles")).isEqualTo(List.of("observability")))
                .flatMap(service -> ((List<?>) service.get("volumes")).stream())
                .map(volume -> String.valueOf(volume).split(":")[0])
                .filter(source -> source.startsWith("./"))
                .toList();

        assertThat(mounted).hasSize(3).allSatisfy(source -> assertThat(Path.of(source))
                .isDirectory());
        assertThat(services.containsKey("runner")).isTrue();
    }
}
