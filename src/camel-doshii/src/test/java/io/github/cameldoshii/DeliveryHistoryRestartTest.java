package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Orders are created and changed while the process runs, stops and starts again with the same file. */
class DeliveryHistoryRestartTest extends DeliveryHistoryTestSupport {

    @Test
    void a_clean_stop_and_start_repeats_nothing_not_even_the_event_just_before() {
        List<String> ids = thirtyOrdersAndTenChanges();
        awaitFinished(40);

        disconnect();
        connect(folder, options -> {});
        awaitRecovered();
        awaitSecondLook();

        assertThat(events()).isEmpty();
        assertThat(ids).hasSize(30);
    }

    @Test
    void what_happens_while_it_stops_and_while_it_is_away_comes_once() throws Exception {
        List<String> ids = thirtyOrdersAndTenChanges();
        awaitFinished(40);
        Thread stopping = new Thread(this::disconnect);
        stopping.start();
        String duringStop = null;
        while (stopping.isAlive()) {
            duringStop = simulator.orders().create(Map.of("status", "pending")).id();
            simulator.orders().update(ids.get(3), "during-" + duringStop);
            stopping.join(150);
        }
        List<Seen> before = events();
        String whileAway =
                simulator.orders().create(Map.of("status", "pending")).id();
        simulator.orders().update(ids.get(0), "complete");

        connect(folder, options -> {});
        awaitSeen(whileAway, ids.get(0));
        awaitRecovered();
        awaitSecondLook();

        assertThat(of(whileAway)).extracting(Seen::type).containsExactly("order_created");
        assertThat(of(ids.get(0))).extracting(Seen::type).containsExactly("order_updated");
        assertThat(of(ids.get(0))).extracting(Seen::status).containsExactly("complete");
        List<String> all = new ArrayList<>();
        before.forEach(one -> all.add(one.id() + one.type() + one.status()));
        events().forEach(one -> all.add(one.id() + one.type() + one.status()));
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all)
                .contains(duringStop + "order_created" + "pending", ids.get(3) + "order_updatedduring-" + duringStop);
    }

    @Test
    void a_damaged_history_is_told_and_means_repetitions() throws Exception {
        List<String> ids = thirtyOrdersAndTenChanges();
        awaitFinished(40);
        disconnect();
        for (Path history : histories()) {
            // Each part of it, however many there are.
            Files.writeString(history, Files.readString(history).replace("\n", "?\n"));
        }

        connect(folder, options -> {});
        awaitSeen(ids.toArray(String[]::new));

        assertThat(warnings()).anyMatch(line -> line.contains("the delivery history is damaged"));
    }

    @Test
    void a_file_of_a_version_that_kept_no_history_is_read() throws Exception {
        List<String> ids = thirtyOrdersAndTenChanges();
        awaitFinished(40);
        disconnect();
        for (Path history : histories()) {
            Files.delete(history);
        }

        connect(folder, options -> {});
        awaitSeen(ids.toArray(String[]::new));

        assertThat(gaps()).noneMatch(gap -> gap.contains("position"));
        assertThat(warnings()).noneMatch(line -> line.contains("history"));
    }

    @Test
    void routes_that_stop_together_wait_together() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < 4; i++) {
                    from("doshii:simulator?events=order_*").routeId("more" + i).log("${header.CamelDoshiiEntityId}");
                }
            }
        });
        thirtyOrdersAndTenChanges();
        awaitFinished(40);

        long begin = System.nanoTime();
        disconnect();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_stop_that_follows_a_quiet_time_does_not_wait() {
        thirtyOrdersAndTenChanges();
        awaitReceived(40, IN_TRANSIT);

        long begin = System.nanoTime();
        disconnect();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1_500));
    }
}
