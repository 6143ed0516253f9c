package io.github.cameldoshii.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever changes while a list is read: the last state of each row is read. */
class AWalkLosesNothingTest {

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

        Set<String> states =
                read.stream().map(row -> row.id() + "/" + row.version()).collect(Collectors.toSet());
        assertThat(states).hasSameSizeAs(read);
        assertThat(list.rows()).allSatisfy(row -> assertThat(states).contains(row.id() + "/" + row.version()));
    }
}
