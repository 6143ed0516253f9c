package io.github.cameldoshii.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WalkingAListTest {

    private static final long T0 = 1_795_482_000L;

    @Test
    void gives_every_row_once_and_in_order() {
        FakeList list = new FakeList(100, true);
        for (int id = 0; id < 265; id++) {
            list.put(id, Instant.ofEpochSecond(T0 + id));
        }

        List<Entity> rows = list.walk(FakeList.orders(T0, 100), () -> {});

        assertThat(rows).extracting(Entity::id).containsExactlyElementsOf(ids(0, 265));
        assertThat(list.gets()).isEqualTo(3);
    }

    @Test
    void asks_once_for_a_short_list_in_either_form() {
        for (boolean enveloped : new boolean[] {true, false}) {
            FakeList list = new FakeList(100, enveloped);
            for (int id = 0; id < 20; id++) {
                list.put(id, Instant.ofEpochSecond(T0 + id));
            }

            assertThat(list.walk(FakeList.orders(T0, 100), () -> {})).hasSize(20);
            assertThat(list.gets()).isEqualTo(1);
        }
    }

    @Test
    void asks_once_for_an_empty_list() {
        FakeList list = new FakeList(100, true);

        assertThat(list.walk(FakeList.orders(T0, 100), () -> {})).isEmpty();
        assertThat(list.gets()).isEqualTo(1);
    }

    @Test
    void reads_more_rows_of_one_second_than_a_page_holds() {
        for (boolean enveloped : new boolean[] {true, false}) {
            FakeList list = new FakeList(100, enveloped);
            for (int id = 0; id < 1000; id++) {
                list.put(id, Instant.ofEpochSecond(T0 + 5));
            }
            list.put(2000, Instant.ofEpochSecond(T0));
            list.put(2001, Instant.ofEpochSecond(T0 + 9));

            assertThat(list.walk(FakeList.orders(T0, 100), () -> {})).hasSize(1002);
            assertThat(list.gets()).isLessThanOrEqualTo(13);
        }
    }

    @Test
    void is_not_ended_by_a_page_shorter_than_asked_for() {
        FakeList cappedBelowWhatIsAsked = new FakeList(60, false);
        for (int id = 0; id < 300; id++) {
            cappedBelowWhatIsAsked.put(id, Instant.ofEpochSecond(T0 + id));
        }

        assertThat(cappedBelowWhatIsAsked.walk(FakeList.orders(T0, 250), () -> {}))
                .hasSize(300);
    }

    @Test
    void skips_nothing_when_rows_move_up_between_pages() {
        FakeList list = new FakeList(10, true);
        for (int id = 0; id < 60; id++) {
            list.put(id, Instant.ofEpochSecond(T0));
        }
        AtomicInteger page = new AtomicInteger();

        List<Entity> rows = list.walk(FakeList.orders(T0, 10), () -> {
            int n = page.getAndIncrement();
            if (n < 5) {
                list.put(n, Instant.ofEpochSecond(T0 + 100 + n));
            }
        });

        assertThat(rows).extracting(Entity::id).containsAll(ids(0, 60));
        assertThat(rows)
                .extracting(row -> row.id() + "/" + row.version())
                .contains("0/2", "4/2")
                .doesNotHaveDuplicates();
    }

    @Test
    void survives_rows_that_vanish_between_pages() {
        FakeList list = new FakeList(10, false);
        for (int id = 0; id < 55; id++) {
            list.put(id, Instant.ofEpochSecond(T0));
        }
        AtomicInteger next = new AtomicInteger();

        List<Entity> rows = list.walk(FakeList.orders(T0, 10), () -> {
            if (next.get() < 20) {
                list.remove(next.getAndIncrement());
            }
        });

        assertThat(rows).extracting(Entity::id).containsAll(ids(20, 55));
    }

    @Test
    void reads_a_list_that_is_sorted_the_wrong_way_by_offset() {
        FakeList list = new FakeList(20, true).newestFirst();
        for (int id = 0; id < 90; id++) {
            list.put(id, Instant.ofEpochSecond(T0 + id / 45));
        }

        assertThat(list.walk(FakeList.orders(T0, 20), () -> {}))
                .extracting(Entity::id)
                .containsAll(ids(0, 90));
    }

    @Test
    void reads_a_list_without_a_start_parameter_by_offset() {
        FakeList list = new FakeList(50, false);
        for (int id = 0; id < 130; id++) {
            list.put(id, Instant.ofEpochSecond(T0 + id));
        }

        assertThat(list.walk(ListQuery.byOffset(ApiRequest.of("bookings").at("loc"), 50), () -> {}))
                .hasSize(130);
    }

    @Test
    void steps_over_malformed_rows() {
        String page = "[{\"id\":1,\"updatedAt\":\"2026-11-24T01:00:00Z\"},null,7,{}]";
        ListWalk walk =
                new ListWalk(request -> CompletableFuture.completedFuture(page(page)), FakeList.orders(T0, 100));

        ListWalk.Step step = ApiUnderTest.value(walk.next());

        assertThat(step.rows()).extracting(Entity::id).containsExactly("1");
        assertThat(step.malformed())
                .containsExactly(
                        new Page.Malformed(1, "not an object"),
                        new Page.Malformed(2, "not an object"),
                        new Page.Malformed(3, "an object without an id"));
        assertThat(walk.isDone()).isTrue();
    }

    @Test
    void stays_where_it_is_when_a_page_fails() {
        FakeList list = new FakeList(10, true);
        for (int id = 0; id < 30; id++) {
            list.put(id, Instant.ofEpochSecond(T0 + id));
        }
        AtomicInteger calls = new AtomicInteger();
        ListWalk walk = new ListWalk(
                request -> calls.incrementAndGet() % 2 == 0
                        ? CompletableFuture.failedFuture(
                                DoshiiApiException.unanswered(ApiErrorKind.TIMEOUT, "GET /orders", ""))
                        : CompletableFuture.completedFuture(list.answer(request)),
                FakeList.orders(T0, 10));

        int rows = 0;
        while (!walk.isDone()) {
            CompletableFuture<ListWalk.Step> step = walk.next();
            rows += step.isCompletedExceptionally() ? 0 : step.join().rows().size();
        }

        assertThat(rows).isEqualTo(30);
        assertThat(walk.reached()).isEqualTo(T0 + 27);
    }

    @Test
    void asks_for_fewer_rows_when_a_page_is_too_large() {
        FakeList list = new FakeList(100, true);
        for (int id = 0; id < 90; id++) {
            list.put(id, Instant.ofEpochSecond(T0 + id));
        }
        ListWalk walk = new ListWalk(
                request -> list.answer(request).size() > 30
                        ? CompletableFuture.failedFuture(
                                DoshiiApiException.unanswered(ApiErrorKind.TOO_LARGE, "GET /orders", ""))
                        : CompletableFuture.completedFuture(list.answer(request)),
                FakeList.orders(T0, 100));

        int rows = 0;
        while (!walk.isDone()) {
            rows += ApiUnderTest.value(walk.next()).rows().size();
        }

        assertThat(rows).isEqualTo(90);
    }

    @Test
    void ends_with_an_error_when_the_list_ignores_what_is_asked() {
        StringBuilder rows = new StringBuilder();
        for (int id = 0; id < 100; id++) {
            rows.append(id == 0 ? "" : ",").append("{\"id\":").append(id).append("}");
        }
        String always = "[" + rows + "]";
        ListWalk walk =
                new ListWalk(request -> CompletableFuture.completedFuture(page(always)), FakeList.orders(T0, 100));

        assertThatThrownBy(() -> {
                    while (!walk.isDone()) {
                        walk.next().join();
                    }
                })
                .hasCauseInstanceOf(DoshiiApiException.class)
                .hasMessageContaining("the same rows");
    }

    private static Page page(String json) {
        try {
            return JsonAnswers.page(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> ids(int from, int to) {
        return java.util.stream.IntStream.range(from, to)
                .mapToObj(Integer::toString)
                .toList();
    }
}
