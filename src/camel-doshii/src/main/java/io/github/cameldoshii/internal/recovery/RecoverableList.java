package io.github.cameldoshii.internal.recovery;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lists of the service that show what has changed, with the event types that each can bring back. Which filters a list
 * has is known from the vendor's SDK 7.0.2 and its documentation of the partner API.
 */
public enum RecoverableList {
    /** Filtered by change; an order holds its transactions. */
    ORDERS("orders", List.of("order_created", "order_updated", "transaction_created", "transaction_updated")),
    /** Filtered by change. */
    CHECKINS("checkins", List.of("checkin_created", "checkin_updated", "ckeckin_updated")),
    /** Filtered by the booking's date only: a wide span is requested and filtered here by the time of change. */
    BOOKINGS("bookings", List.of("booking_created", "booking_updated")),
    /** Bookings whose guests are seated; the service lists them apart from the others. */
    SEATED_BOOKINGS("bookings", List.of("booking_created", "booking_updated")),
    /** Filtered by creation only: changes are found for a day after the creation. */
    LOYALTY_CHECKINS("loyalty_checkins", List.of("loyalty_checkin_created", "loyalty_checkin_updated")),
    /** One menu per location, with a time of change and a version. */
    MENUS("menus", List.of("menu_updated")),
    /** The complete list, with times of change; a table that is not in it any more was removed. */
    TABLES("tables", List.of("table_created", "table_updated", "table_bulk_updated", "table_removed", "table_deleted")),
    /** The complete list, with times of change; a location that is not in it any more was unsubscribed. */
    LOCATIONS("locations", List.of("location_hours_updated", "location_subscription"));

    private final String optionName;
    private final List<String> eventTypes;

    RecoverableList(String optionName, List<String> eventTypes) {
        this.optionName = optionName;
        this.eventTypes = eventTypes;
    }

    /** The name used in the option {@code catchUpEntities}. */
    public String optionName() {
        return optionName;
    }

    /** The event types that this list brings back. */
    public List<String> eventTypes() {
        return eventTypes;
    }

    /** Those of the event types that only the comparison of two complete lists brings back. */
    Set<String> comparedEventTypes() {
        return switch (this) {
            case TABLES -> Set.of("table_removed", "table_deleted");
            case LOCATIONS -> Set.of("location_subscription");
            case ORDERS, CHECKINS, BOOKINGS, SEATED_BOOKINGS, LOYALTY_CHECKINS, MENUS -> Set.of();
        };
    }

    /**
     * Reads the option {@code catchUpEntities}: a comma list of names.
     *
     * @throws IllegalArgumentException naming the option, the bad part and what it may be
     */
    public static Set<RecoverableList> parse(String names) {
        Set<RecoverableList> lists = EnumSet.noneOf(RecoverableList.class);
        for (String name : names.split(",", -1)) {
            lists.addAll(of(name.trim()));
        }
        return lists;
    }

    /** The event types that any of the lists brings back. */
    public static Set<String> eventTypesOf(Set<RecoverableList> lists) {
        return lists.stream().flatMap(list -> list.eventTypes.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static List<RecoverableList> of(String name) {
        List<RecoverableList> lists = Arrays.stream(values())
                .filter(list -> list.optionName.equals(name))
                .toList();
        if (!lists.isEmpty()) {
            return lists;
        }
        List<String> allowed = Arrays.stream(values())
                .map(RecoverableList::optionName)
                .distinct()
                .toList();
        throw new IllegalArgumentException("Option catchUpEntities: '" + name
                + "' is no list; it must be a comma-separated list of " + String.join(", ", allowed));
    }
}
