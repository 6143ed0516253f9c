package io.github.cameldoshii.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever changes while a list is read: the last state of each row is read, if it can be had. */
class AWalkLosesNothingTest {

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

        assertRead(list.rows(), read, Set.of());
    }

    @Property(tries = 500)
    void also_where_a_row_is_too_large_and_some_fit_on_no_page_with_others(
            @ForAll @IntRange(max = 60) int size,
            @ForAll @IntRange(min = 2, max = 12) int limit,
            @ForAll @IntRange(max = 2) int changesBetweenPages,
            @ForAll @IntRange(max = 60) int tooLarge,
            @ForAll @IntRange(max = 10) int large,
            @ForAll boolean enveloped,
            @ForAll long seed) {
        Random random = new Random(seed);
        FakeList list = new FakeList(limit, enveloped);
        Set<Integer> larger = new HashSet<>();
        // With several, one could take the other's place; what is lost then lies in the gap that each of them is told
        // as.
        Set<Integer> largest = Set.of(tooLarge);
        for (int id = 0; id < size; id++) {
            list.put(id, Instant.ofEpochMilli(T0 * 1000 + random.nextInt(40_000)));
            if (random.nextInt(20) < large) {
                larger.add(id);
            }
        }
        long[] now = {(T0 + 40) * 1000};
        int[] changesLeft = {60};
        PageCursor cursor = new PageCursor(PageCursor.Order.UPDATED, T0, limit);
        List<Entity> read = new ArrayList<>();
        List<FakeList.Row> asRead = List.of();
        while (!cursor.isDone()) {
            asRead = cursor.isLookingBack() ? asRead : list.rows();
            Page page = list.page(cursor);
            List<Integer> ids =
                    page.rows().stream().map(row -> Integer.valueOf(row.id())).toList();
            boolean fits = ids.stream().noneMatch(largest::contains)
                    && ids.stream().filter(larger::contains).count() < 2;
            if (fits) {
                read.addAll(cursor.accept(page));
            } else if (cursor.isLookingBack()) {
                cursor.sawUnreadable();
                read.addAll(cursor.accept(NOTHING));
            } else if (cursor.limit() > 1) {
                cursor.halveLimit();
            } else {
                cursor.skipRow();
            }
            for (int i = 0; !cursor.isDone() && i < changesBetweenPages && size > 0 && changesLeft[0]-- > 0; i++) {
                list.put(random.nextInt(size), Instant.ofEpochMilli(now[0] += random.nextInt(700)));
            }
        }

        assertRead(asRead, read, largest);
    }

    private static void assertRead(List<FakeList.Row> rows, List<Entity> read, Set<Integer> butFor) {
        Set<String> states =
                read.stream().map(row -> row.id() + "/" + row.version()).collect(Collectors.toSet());
        assertThat(states).hasSameSizeAs(read);
        assertThat(rows).filteredOn(row -> !butFor.contains(row.id())).allSatisfy(row -> assertThat(states)
                .contains(row.id() + "/" + row.version()));
    }
}
