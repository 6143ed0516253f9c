package io.github.cameldoshii.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameldoshii.DoshiiApiException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PageCursorTest {

    private static final long T0 = 1_795_482_000L;

    @Test
    void gives_every_row_once_and_in_order() {
        FakeList list = new FakeList(100, true);
        for (int id = 0; id < 265; id++) {
            list.put(id, Instant.ofEpochSecond(T0 + id));
        }

        List<Entity> rows = list.walk(byChange(100), () -> {});

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

            assertThat(list.walk(byChange(100), () -> {})).hasSize(20);
            assertThat(list.gets()).isEqualTo(1);
        }
    }

    @Test
    void asks_once_for_an_empty_list() {
        FakeList list = new FakeList(100, true);

        assertThat(list.walk(byChange(100), () -> {})).isEmpty();
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

            assertThat(list.walk(byChange(100), () -> {})).hasSize(1002);
            assertThat(list.gets()).isLessThanOrEqualTo(13);
        }
    }

    @Test
    void is_not_ended_by_a_page_shorter_than_asked_for() {
        FakeList cappedBelowWhatIsAsked = new FakeList(60, false);
        for (int id = 0; id < 300; id++) {
            cappedBelowWhatIsAsked.put(id, Instant.ofEpochSecond(T0 + id));
        }

        assertThat(cappedBelowWhatIsAsked.walk(byChange(250), () -> {})).hasSize(300);
    }

    @Test
    void skips_nothing_when_rows_move_up_between_pages() {
        FakeList list = new FakeList(10, true);
        for (int id = 0; id < 60; id++) {
            list.put(id, Instant.ofEpochSecond(T0));
        }
        AtomicInteger page = new AtomicInteger();

        List<Entity> rows = list.walk(byChange(10), () -> {
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

        List<Entity> rows = list.walk(byChange(10), () -> {
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

        PageCursor cursor = byChange(20);

        assertThat(list.walk(cursor, () -> {})).extracting(Entity::id).containsAll(ids(0, 90));
    }

    @Test
    void reads_a_list_without_a_start_parameter_by_offset() {
        FakeList list = new FakeList(50, false);
        for (int id = 0; id < 130; id++) {
            list.put(id, Instant.ofEpochSecond(T0 + id));
        }

        assertThat(list.walk(new PageCursor(PageCursor.Order.NONE, 0, 50), () -> {}))
                .hasSize(130);
    }

    @Test
    void steps_over_malformed_rows() {
        PageCursor cursor = byChange(4);

        List<Entity> first = cursor.accept(page("[7,{\"id\":1,\"updatedAt\":\"2026-11-24T01:00:00Z\"},null,{}]"));
        int second = cursor.offset();
        List<Entity> rest = cursor.accept(page("[{\"id\":1,\"updatedAt\":\"2026-11-24T01:00:00Z\"},null,{}]"));

        assertThat(first).extracting(Entity::id).containsExactly("1");
        assertThat(second).isEqualTo(1);
        assertThat(rest).isEmpty();
        assertThat(cursor.isDone()).isTrue();
    }

    @Test
    void steps_over_a_page_that_has_nothing_but_malformed_rows() {
        PageCursor cursor = byChange(2);

        cursor.accept(page("[null,null]"));
        assertThat(cursor.offset()).isEqualTo(2);
        assertThat(cursor.accept(page("[{\"id\":1}]"))).isEmpty();
        assertThat(cursor.isLookingBack()).isTrue();
        assertThat(cursor.accept(page("[null]"))).hasSize(1);
        assertThat(cursor.isDone()).isTrue();
    }

    @Test
    void may_begin_again_where_another_one_stopped() {
        FakeList list = new FakeList(10, true);
        for (int id = 0; id < 30; id++) {
            list.put(id, Instant.ofEpochSecond(T0 + id));
        }
        PageCursor stopped = byChange(10);
        stopped.accept(list.page(stopped));
        stopped.accept(list.page(stopped));

        PageCursor again = new PageCursor(PageCursor.Order.UPDATED, stopped.fromSecond(), 10);

        assertThat(list.walk(again, () -> {})).extracting(Entity::id).containsExactlyElementsOf(ids(18, 30));
    }

    @Test
    void asks_for_fewer_rows_when_a_page_was_too_large() {
        FakeList list = new FakeList(100, true);
        for (int id = 0; id < 90; id++) {
            list.put(id, Instant.ofEpochSecond(T0 + id));
        }
        PageCursor cursor = byChange(100);

        cursor.halveLimit();
        assertThat(cursor.limit()).isEqualTo(50);
        assertThat(list.walk(cursor, () -> {})).hasSize(90);
    }

    @Test
    void gets_by_a_row_that_cannot_be_had_even_alone() {
        FakeList list = new FakeList(100, true);
        for (int id = 0; id < 90; id++) {
            list.put(id, Instant.ofEpochSecond(T0 + id / 3));
        }
        int tooLarge = 41;
        PageCursor cursor = byChange(10);
        Set<String> read = new HashSet<>();
        int skipped = 0;
        while (!cursor.isDone()) {
            Page page = list.page(cursor);
            if (page.rows().stream().noneMatch(row -> row.id().equals(String.valueOf(tooLarge)))) {
                cursor.accept(page).forEach(row -> read.add(row.id()));
            } else if (cursor.isLookingBack()) {
                cursor.sawUnreadable();
                cursor.accept(page("[]")).forEach(row -> read.add(row.id()));
            } else if (cursor.limit() > 1) {
                cursor.halveLimit();
            } else {
                cursor.skipRow();
                skipped++;
            }
        }

        assertThat(read).hasSize(89).doesNotContain(String.valueOf(tooLarge));
        assertThat(skipped).isLessThanOrEqualTo(2);
    }

    @Test
    void goes_by_the_time_of_creation_where_the_list_is_sorted_by_it() {
        PageCursor cursor = new PageCursor(PageCursor.Order.CREATED, T0, 2);

        cursor.accept(page("[{\"id\":1,\"createdAt\":%d,\"updatedAt\":1},{\"id\":2,\"createdAt\":%d,\"updatedAt\":1}]"
                .formatted(T0 + 1, T0 + 2)));

        assertThat(cursor.fromSecond()).isEqualTo(T0 + 2);
    }

    @Test
    void ends_with_an_error_when_the_list_ignores_what_is_asked() {
        StringBuilder rows = new StringBuilder();
        for (int id = 0; id < 100; id++) {
            rows.append(id == 0 ? "" : ",").append("{\"id\":").append(id).append("}");
        }
        Page always = page("[" + rows + "]");
        PageCursor cursor = byChange(100);

        assertThatThrownBy(() -> {
                    while (!cursor.isDone()) {
                        cursor.accept(always);
                    }
                })
                .isInstanceOf(DoshiiApiException.class)
                .hasMessageContaining("the same rows");
    }

    private static PageCursor byChange(int limit) {
        return new PageCursor(PageCursor.Order.UPDATED, T0, limit);
    }

    private static Page page(String json) {
        try {
            return ResponseReader.page(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
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
