package io.github.cameldoshii.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that cannot mean anything are refused with the option's name, the bad part and what is allowed. */
class EventFilterRefusesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order created",
                "order_(created|updated)",
                "order_created|order_updated",
                "order_.*",
                "[a-z]+",
                "order/created",
                "order_created;order_updated",
                "ördér",
                "^order",
                "'order_*'"
            })
    void a_name_with_characters_that_no_event_has(String item) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventFilter.of("menu_updated," + item, ""))
                .withMessageStartingWith("Option events: '" + item + "' can match no event")
                .withMessageContaining("letters, digits, '_' and '-', with '*' for any characters and '?' for one");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "order_created,", ",order_created", "order_created, ,menu_updated"})
    void a_blank_item(String events) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventFilter.of(events, ""))
                .withMessage("Option events has a blank item: '" + events
                        + "'; it is a comma list of names or patterns such as order_created or order_*");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventFilter.of("*", "a,,b"))
                .withMessage("Option locationIds has a blank item: 'a,,b'; it is a comma list of location ids such as"
                        + " aH43yx2Q");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void no_events_at_all(String events) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventFilter.of(events, ""))
                .withMessageStartingWith("Option events is blank; it is a comma list of");
    }

    @ParameterizedTest
    @CsvSource({"Order_Created, order_created", "ORDER_*, order_*", "*_Updated, *_updated", "C?eckin_*, c?eckin_*"})
    void a_name_that_differs_from_the_known_ones_in_case_only(String item, String suggestion) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventFilter.of(item, ""))
                .withMessage("Option events: '" + item
                        + "' can match no event, because event names are in lower case; did you mean '" + suggestion
                        + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a*", "a b", "a/b", "ä", "a;b"})
    void a_location_id_with_characters_that_no_id_has(String item) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventFilter.of("*", item))
                .withMessageStartingWith("Option locationIds: '" + item + "' is no location id")
                .withMessageContaining("leave the option out for all locations");
    }

    @Test
    void but_a_name_that_is_not_documented_is_only_told() {
        var filter = EventFilter.of("order_*, order_shipped, Shiny_New, *_removed", "");

        assertThat(filter.unknownPatterns()).containsExactly("order_shipped", "Shiny_New");
        assertThat(filter.matchesType("order_shipped")).isTrue();
        assertThat(filter.matchesType("Shiny_New")).isTrue();
    }
}
