package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageSizeTest extends RouteTestSupport {

    @Test
    void arrive_as_they_were_sent_whatever_came_before_them() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        routes(r ->
                r.from("doshii:simulator").process(e -> seen.add(e.getMessage().getBody(String.class))));
        startAndAwaitSockets(1);

        List<String> bodies = IntStream.of(1, 20_000, 0, 16_300, 16_384, 5, 100_000, 17_000, 2)
                .mapToObj(length -> "{\"id\":\"" + length + "\",\"notes\":\"" + letters(length) + "\"}")
                .toList();
        bodies.forEach(body -> simulator.emit("order_created", body));
        bodies.forEach(body -> simulator.sendFragments("{\"emit\":[\"order_updated\"," + body + "]}", 7_000));

        await().atMost(SOON).until(() -> seen.size() >= 2 * bodies.size());
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 2 * bodies.size())
                        .mapToObj(i -> bodies.get(i % bodies.size()))
                        .toList());
    }

    private static String letters(int count) {
        return IntStream.range(0, count)
                .collect(
                        StringBuilder::new,
                        (text, i) -> text.append((char) ('a' + (i * 7 + count) % 26)),
                        StringBuilder::append)
                .toString();
    }
}
