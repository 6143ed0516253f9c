package io.github.cameldoshii.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events pass a filter. */
class EventFilterMatchesTest {

    @Nested
    class ByType {

        @ParameterizedTest
        @ValueSource(strings = {"order_created", "anything at all", "", "*"})
        void a_star_matches_every_event(String type) {
            assertThat(EventFilter.of("*", "").matchesType(type)).isTrue();
            assertThat(EventFilter.of("x,**", "").matchesType(type)).isTrue();
        }

        @ParameterizedTest
        @CsvSource({
            "order_*, order_created, true",
            "order_*, order_, true",
            "order_*, order, false",
            "order_*, preorder_created, false",
            "*_updated, menu_updated, true",
            "*_updated, menu_updated_x, false",
            "*checkin*, loyalty_checkin_created, true",
            "*checkin*, checkin_created, true",
            "c?eckin_updated, checkin_updated, true",
            "c?eckin_updated, ckeckin_updated, true",
            "c?eckin_updated, ceckin_updated, false",
            "order_created, order_created, true",
            "order_created, order_createdx, false",
            "order_created, Order_created, false",
            "a*b*c, axxbyyc, true",
            "a*b*c, axxcyyb, false",
            "?, a, true",
            "?, '', false",
            "a-b, a-b, true",
        })
        void a_pattern_matches_the_whole_name(String pattern, String type, boolean matches) {
            var filter = EventFilter.of(pattern, "");

            assertThat(filter.matchesType(type)).isEqualTo(matches);
            assertThat(filter.matchesType(type)).as("when asked again").isEqualTo(matches);
        }

        @Test
        void one_of_several_patterns_is_enough() {
            var filter = EventFilter.of(" order_created ,\ttransaction_*\n, menu_updated", "");

            assertThat(filter.matchesType("order_created")).isTrue();
            assertThat(filter.matchesType("transaction_updated")).isTrue();
            assertThat(filter.matchesType("menu_updated")).isTrue();
            assertThat(filter.matchesType("order_updated")).isFalse();
        }

        @Test
        void answers_stay_right_when_there_are_more_names_than_are_remembered() {
            var filter = EventFilter.of("order_*", "");

            for (int i = 0; i < 5_000; i++) {
                assertThat(filter.matchesType("order_" + i)).isTrue();
                assertThat(filter.matchesType("other_" + i)).isFalse();
            }
            assertThat(filter.matchesType("order_created")).isTrue();
        }

        @Test
        void many_stars_are_judged_at_once() {
            var filter = EventFilter.of("*a".repeat(45) + "b", "");

            assertThat(filter.matchesType("a".repeat(100))).isFalse();
        }
    }

    @Nested
    class ByLocation {

        @Test
        void every_location_is_wanted_when_none_is_named() {
            assertThat(EventFilter.of("*", "").matchesLocation("aH43yx2Q")).isTrue();
            assertThat(EventFilter.of("*", " ").matchesLocation("")).isTrue();
        }

        @Test
        void only_the_named_locations_are_wanted_exactly() {
            var filter = EventFilter.of("*", " aH43yx2Q , b-1 ");

            assertThat(filter.matchesLocation("aH43yx2Q")).isTrue();
            assertThat(filter.matchesLocation("b-1")).isTrue();
            assertThat(filter.matchesLocation("AH43YX2Q")).isFalse();
            assertThat(filter.matchesLocation("aH43yx2")).isFalse();
        }

        @Test
        void an_event_without_a_location_is_of_no_other_location() {
            assertThat(EventFilter.of("*", "aH43yx2Q").matchesLocation("")).isTrue();
        }
    }

    @Nested
    class AnEvent {

        @ParameterizedTest
        @CsvSource({
            "order_created, here, true",
            "order_created, there, false",
            "menu_updated, here, false",
            "order_created, '', true",
        })
        void passes_by_type_and_location(String type, String location, boolean matches) {
            var event = new DoshiiEvent(type, "1", location, "", "", "", "{}", Origin.CATCHUP, 0);

            assertThat(EventFilter.of("order_*", "here").matches(event)).isEqualTo(matches);
        }
    }

    @Nested
    class TheKnownNames {

        static Iterable<String> names() {
            return KnownEvents.NAMES;
        }

        @ParameterizedTest
        @MethodSource("names")
        void are_accepted_one_by_one(String name) {
            var filter = EventFilter.of(name, "");

            assertThat(filter.matchesType(name)).isTrue();
            assertThat(filter.unknownPatterns()).isEmpty();
        }

        @Test
        void hold_none_of_this_components_own_which_may_be_asked_for_all_the_same() {
            assertThat(KnownEvents.NAMES).doesNotContain(KnownEvents.CONNECTION);
            assertThat(EventFilter.of(KnownEvents.CONNECTION, "").unknownPatterns())
                    .isEmpty();
        }

        @Test
        void hold_every_event_that_a_sample_shows_to_an_app() {
            var sampled = Samples.names().stream()
                    .filter(sample -> sample.startsWith("ws-event-"))
                    .map(sample -> sample.replaceFirst("ws-event-", "").replaceFirst("-.*", ""));

            assertThat(KnownEvents.NAMES).containsAll(sampled.toList());
        }
    }
}
