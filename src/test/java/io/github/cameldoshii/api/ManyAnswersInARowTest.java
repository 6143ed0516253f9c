package io.github.cameldoshii.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.net.URI;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The simulator compresses its answers and sends them in chunks, as servers do that make them while they send. */
@Timeout(60)
class ManyAnswersInARowTest {

    /** More than the client has connections for one host. */
    private static final int CALLS = 50;

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    @Test
    void need_no_more_connections_than_are_in_use_at_once() {
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                DoshiiApi api = service.newApi(new ApiSettings(
                        URI.create(simulator.apiUrl()),
                        () -> SimulatorOptions.DEFAULT_CREDENTIAL,
                        () -> SimulatorOptions.DEFAULT_CREDENTIAL))) {
            String location = simulator.locations().all().get(0).id();
            IntStream.range(0, 30).forEach(i -> simulator.orders().create(Map.of("posRef", "POS-" + i)));

            for (int i = 0; i < CALLS; i++) {
                Page page =
                        ApiUnderTest.value(api.page(ApiRequest.of("orders").at(location)));
                assertThat(page.rows()).hasSize(30);
            }
        }
    }
}
