package io.github.cameldoshii.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever changes while a list is read: the last state of each row is read, if it can be had. */
class PageCursorLossTest {

    private static final Page NOTHING = new Page(List.of(), List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);

    private static final long T0 = 1_795_482_000L;

    @Property(tries = 500)
    void while_rows_change_and_vanish_between_pages(
            @ForAll @IntRange(max = 200) int size,
            @ForAll @IntRange(min = 1, max = 4) int seconds,
            @ForAll @IntRange(min = 2, max = 12) int limit,
            @ForAll @IntRange(max = 20) int changesBetweenPages,
            @ForAll boolean enveloped,
            @ForAll long seed) {
        Random random = new Random(seed);
        FakeList list = new FakeList(limit, enveloped);
        for (int id = 0; id < size; id++) {
            list.put(id, Instant.ofEpochMilli(T0 * 1000 + random.nextInt(seconds * 1000)));
        }
        long[] now = {(T0 + seconds) * 1000};
        int[] changesLeft = {200};

        List<Entity> read = list.walk(new PageCursor(PageCursor.Order.UPDATED, T0, limit), () -> {
            for (int i = 0; i < changesBetweenPages && size > 0 && changesLeft[0]-- > 0; i++) {
                int id = random.nextInt(size);
                if (random.nextInt(5) == 0) {
                    list.remove(id);
                } else {
                    list.put(id, Instant.ofEpochMilli(now[0] += random.nextInt(700)));
                }
            }
        });

        assertRead(list.rows(), read);
    }

    @Property(tries = 500)
    void also_where_some_rows_fit_on_no_page_with_others(
            @ForAll @IntRange(max = 60) int size,
            @ForAll @IntRange(min = 2, max = 12) int limit,
            @ForAll @IntRange(max = 2) int changesBetweenPages,
            @ForAll @IntRange(max = 10) int large,
            @ForAll boolean enveloped,
            @ForAll long seed) {
        Random random = new Random(seed);
        FakeList list = listOf(size, limit, enveloped, random);
        Set<String> larger = someOf(size, large, random);
        long[] now = {(T0 + 40) * 1000};
        int[] changesLeft = {60};
        List<FakeList.Row> asRead = List.of();
        PageCursor cursor = new PageCursor(PageCursor.Order.UPDATED, T0, limit);
        List<Entity> read = new ArrayList<>();
        while (!cursor.isDone()) {
            // What changes while the walk looks back after the last page is told by the socket.
            asRead = cursor.isLookingBack() ? asRead : list.rows();
            Page page = list.page(cursor);
            if (count(page, larger) < 2) {
                read.addAll(cursor.accept(page));
            } else {
                cursor.halveLimit();
            }
            for (int i = 0; !cursor.isDone() && i < changesBetweenPages && size > 0 && changesLeft[0]-- > 0; i++) {
                list.put(random.nextInt(size), Instant.ofEpochMilli(now[0] += random.nextInt(700)));
            }
        }

        assertRead(asRead, read);
    }

    /** Where rows cannot be had and others change meanwhile, all that may be lost lies in the gap that is told. */
    @Property(tries = 500)
    void also_where_some_rows_cannot_be_had_and_nothing_changes(
            @ForAll @IntRange(max = 60) int size,
            @ForAll @IntRange(min = 2, max = 12) int limit,
            @ForAll @IntRange(max = 20) int tooLarge,
            @ForAll boolean enveloped,
            @ForAll long seed) {
        Random random = new Random(seed);
        FakeList list = listOf(size, limit, enveloped, random);
        Set<String> largest = someOf(size, tooLarge, random);
        PageCursor cursor = new PageCursor(PageCursor.Order.UPDATED, T0, limit);
        List<Entity> read = new ArrayList<>();
        while (!cursor.isDone()) {
            Page page = list.page(cursor);
            if (count(page, largest) == 0) {
                read.addAll(cursor.accept(page));
            } else if (cursor.isLookingBack()) {
                cursor.sawUnreadable();
                read.addAll(cursor.accept(NOTHING));
            } else if (cursor.limit() > 1) {
                cursor.halveLimit();
            } else {
                cursor.skipRow();
            }
        }

        assertRead(
                list.rows().stream()
                        .filter(row -> !largest.contains(String.valueOf(row.id())))
                        .toList(),
                read);
    }

    private static FakeList listOf(int size, int limit, boolean enveloped, Random random) {
        FakeList list = new FakeList(limit, enveloped);
        for (int id = 0; id < size; id++) {
            list.put(id, Instant.ofEpochMilli(T0 * 1000 + random.nextInt(40_000)));
        }
        return list;
    }

    private static Set<String> someOf(int size, int inTwenty, Random random) {
        return IntStream.range(0, size)
                .filter(id -> random.nextInt(20) < inTwenty)
                .mapToObj(String::valueOf)
                .collect(Collectors.toSet());
    }

    private static long count(Page page, Set<String> ids) {
        return page.rows().stream().map(Entity::id).filter(ids::contains).count();
    }

    private static void assertRead(List<FakeList.Row> rows, List<Entity> read) {
        Set<String> states =
                read.stream().map(row -> row.id() + "/" + row.version()).collect(Collectors.toSet());
        assertThat(states).hasSameSizeAs(read);
        assertThat(rows).allSatisfy(row -> assertThat(states).contains(row.id() + "/" + row.version()));
    }
}
