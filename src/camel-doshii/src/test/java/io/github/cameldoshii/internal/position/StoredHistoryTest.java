package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.ServiceTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredHistoryTest {

    private static final ServiceTime NOON = new ServiceTime(1_767_268_800_000L);
    private static final Duration DAY = Duration.ofDays(1);
    private static final EntityKey ORDER = EntityKey.of("order", "90211", "venue");

    private final StringBuilder lines = new StringBuilder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-",
                "%2d",
                "a b",
                "a\nb",
                "\u0000",
                "\ud83d",
                "\u202e\ud83c\udf54",
                "é|=",
                "..",
                "/",
                "#",
                "k"
            })
    void any_name_comes_back_as_it_was(String name) {
        EntityKey key = EntityKey.of(name, name, name);
        StoredHistory.event(lines, key, false, name, NOON, 3);
        StoredHistory.row(lines, key, NOON, name);

        StoredHistory read = StoredHistory.read(StoredHistory.part(lines.toString()));

        assertThat(read.damaged()).isZero();
        assertThat(read.entities())
                .containsOnlyKeys(key)
                .containsValue(new Delivered(new Delivered.Reception.Before(NOON), -3, false, name, NOON, name));
        assertThat(lines).matches("[\\x20-\\x7e\\n]+");
    }

    @Test
    void later_parts_replace_what_earlier_ones_have_told_and_the_rest_stays() {
        StoredHistory.row(lines, ORDER, NOON, "v1");
        String first = part();
        StoredHistory.event(lines, ORDER, false, "accepted", NOON.plus(Duration.ofSeconds(5)), 1);
        StoredHistory.connection(lines, 1, NOON.plus(Duration.ofSeconds(9)));

        StoredHistory read = StoredHistory.read(first + part());

        Delivered order = read.entities().get(ORDER);
        assertThat(order.rowState()).isEqualTo("v1");
        assertThat(order.reception()).isEqualTo(new Delivered.Reception.Before(NOON.plus(Duration.ofSeconds(5))));
        assertThat(read.provenUntil()).containsEntry(1L, NOON.plus(Duration.ofSeconds(9)));
        assertThat(read.lastConnection()).isEqualTo(1);
    }

    @Test
    void an_event_that_was_held_back_takes_the_time_of_the_one_before_it() {
        StoredHistory.event(lines, ORDER, false, "pending", NOON, 1);
        StoredHistory.heldBack(lines, ORDER);
        StoredHistory.heldBack(lines, EntityKey.of("order", "never delivered", "venue"));

        StoredHistory read = StoredHistory.read(part());

        assertThat(read.entities()).containsOnlyKeys(ORDER);
        assertThat(read.entities().get(ORDER).hasEvent()).isFalse();
    }

    @Test
    void a_torn_end_is_no_damage_and_what_is_appended_behind_it_counts() {
        StoredHistory.known(lines, ORDER, "pending");
        String first = part();
        StoredHistory.known(lines, EntityKey.of("order", "torn", "venue"), "");
        String torn = part();
        StoredHistory.known(lines, EntityKey.of("order", "after", "venue"), "");
        String after = part();

        for (int length = 0; length < torn.length(); length++) {
            String cut = first + torn.substring(0, length);
            assertThat(StoredHistory.read(cut).damaged()).isZero();
            assertThat(StoredHistory.read(cut).entities()).containsOnlyKeys(ORDER);
            StoredHistory continued = StoredHistory.read(cut + (length == 0 || cut.endsWith("\n") ? "" : "\n") + after);
            assertThat(continued.entities()).containsKey(ORDER).containsKey(EntityKey.of("order", "after", "venue"));
        }
    }

    @Test
    void a_flipped_bit_costs_its_part_alone() {
        StoredHistory.event(lines, ORDER, false, "pending", NOON, 1);
        String first = part();
        StoredHistory.event(lines, EntityKey.of("order", "2", "venue"), false, "pending", NOON, 1);
        String second = part();

        for (int i = 0; i < first.length() - 1; i++) {
            char[] flipped = first.toCharArray();
            flipped[i] ^= 1;
            StoredHistory read = StoredHistory.read(new String(flipped) + second);
            assertThat(read.entities().keySet()).isSubsetOf(ORDER, EntityKey.of("order", "2", "venue"));
            read.entities().values().forEach(entry -> assertThat(entry.reception())
                    .isEqualTo(new Delivered.Reception.Before(NOON)));
        }
    }

    @Test
    void compacting_keeps_the_newest_and_drops_what_is_too_old() {
        for (int i = 0; i < 100; i++) {
            StoredHistory.event(
                    lines,
                    EntityKey.of("order", String.valueOf(i), "venue"),
                    false,
                    "pending",
                    NOON.plus(Duration.ofHours(i)),
                    i);
            StoredHistory.connection(lines, i, NOON.plus(Duration.ofHours(i)));
        }
        StoredHistory all = StoredHistory.read(part());

        StoredHistory ofADay = StoredHistory.read(all.compact(1_000, DAY));
        StoredHistory ofTen = StoredHistory.read(all.compact(10, DAY));

        assertThat(ofADay.size()).isEqualTo(25);
        assertThat(ofTen.size()).isEqualTo(10);
        assertThat(ofTen.entities()).containsKey(EntityKey.of("order", "99", "venue"));
        assertThat(ofTen.provenUntil()).hasSize(10);
        assertThat(ofTen.entities().get(EntityKey.of("order", "99", "venue")))
                .isEqualTo(all.entities().get(EntityKey.of("order", "99", "venue")));
    }

    @Test
    void an_entity_takes_some_seventy_bytes() {
        for (int i = 0; i < 1_000; i++) {
            StoredHistory.event(
                    lines, EntityKey.of("order", String.valueOf(90_000 + i), "aH43yx2Q"), false, "accepted", NOON, 1);
        }
        String text = StoredHistory.read(part()).compact(1_000, DAY);

        assertThat(text.length() / 1_000).isBetween(30, 70);
    }

    private String part() {
        String part = StoredHistory.part(lines.toString());
        lines.setLength(0);
        return part;
    }
}
