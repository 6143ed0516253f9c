package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.position.EntityKey;
import io.github.cameldoshii.internal.rest.ApiRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lists of the service that show what has changed: the event types that each can bring back, how it is paged, and how it is
 * requested. Which filters a list has is known from the vendor's SDK 7.0.2 and its documentation of the partner API.
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

    /** Largest page sizes of the service (SDK 7.0.2): orders 100, check-ins and bookings 250, loyalty check-ins 100. */
    private static final int ORDERS_LIMIT = 100;

    private static final int CHECKINS_LIMIT = 250;
    private static final int BOOKINGS_LIMIT = 250;
    private static final int LOYALTY_LIMIT = 100;

    /** Bookings are filtered by the booking's date, which may be before or after the change. */
    private static final long BOOKED_BEFORE_SECONDS = Duration.ofDays(2).toSeconds();

    private static final long[] BOOKED_AHEAD_SECONDS = {
        Duration.ofDays(400).toSeconds(),
        Duration.ofDays(90).toSeconds(),
        Duration.ofDays(28).toSeconds()
    };

    /** Lists that filter by creation are requested this much further back, for entities that changed after their creation. */
    private static final long CREATED_BEFORE_SECONDS = Duration.ofDays(1).toSeconds();

    /**
     * How far the end of the request lies ahead: the wall clock may be wrong while the service's time is unknown, and what
     * the service changes until it answers is wanted too. The list ends with its last row anyway.
     */
    private static final Duration AHEAD = Duration.ofHours(25);

    /** Without it the service lists only pending and accepted check-ins. */
    private static final String EVERY_CHECKIN_STATUS = "pending,accepted,rejected,cancelled,complete,active";

    /** Longer ids are cut for people. */
    private static final int MAX_ID_LENGTH = 64;

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

    /** The name of this list of a location, for people. */
    String describe(String locationId) {
        String name = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return locationId.isEmpty() ? name : name + " of location " + printable(locationId);
    }

    /** The largest page size that the service allows. */
    int pageSize() {
        return switch (this) {
            case ORDERS -> ORDERS_LIMIT;
            case CHECKINS -> CHECKINS_LIMIT;
            case BOOKINGS, SEATED_BOOKINGS -> BOOKINGS_LIMIT;
            case LOYALTY_CHECKINS -> LOYALTY_LIMIT;
            case MENUS, TABLES, LOCATIONS -> Integer.MAX_VALUE;
        };
    }

    /** Whether the list is sorted by the time of change, so that the next page can begin at the last row's time. */
    boolean isSortedByChange() {
        return this == ORDERS;
    }

    /** Whether the service answers the whole list at once. */
    boolean isUnpaged() {
        return pageSize() == Integer.MAX_VALUE;
    }

    /**
     * How many times the margins around the window can be narrowed: for bookings far ahead, and for check-ins and loyalty
     * check-ins that were created long before they changed.
     */
    int maxNarrowing() {
        return switch (this) {
            case CHECKINS, BOOKINGS, SEATED_BOOKINGS -> 2;
            case LOYALTY_CHECKINS -> 1;
            case ORDERS, MENUS, TABLES, LOCATIONS -> 0;
        };
    }

    /**
     * The request for a part of this list: the narrowest filter that the service offers for "changed since", with margins
     * where it filters by another date than that of the change.
     *
     * @param narrowing how many times the service has refused the margins around the window, up to {@link #maxNarrowing}
     * @param fromSecond where the cursor stands, in epoch seconds by the service's clock
     * @param offset rows to leave out
     * @param limit rows to request
     * @param knownVersion a version that the service need not send again; empty for none
     */
    ApiRequest request(
            String locationId,
            TimeWindow window,
            int narrowing,
            long fromSecond,
            long offset,
            int limit,
            String knownVersion) {
        ApiRequest request =
                switch (this) {
                    case ORDERS ->
                        paged(ApiRequest.of("orders"), offset, limit)
                                .with("updatedFrom", fromSecond)
                                .with("updatedTo", window.to().plus(AHEAD).ceilSeconds())
                                .with("updatedSort", "asc");
                    // No updatedTo: a row that changes meanwhile would leave the list and move the others forward.
                    case CHECKINS ->
                        paged(ApiRequest.of("checkins"), offset, limit)
                                .with("updatedFrom", fromSecond)
                                .with("from", checkinsFrom(fromSecond, narrowing))
                                .with("to", window.to().plus(AHEAD).ceilSeconds())
                                .with("status", EVERY_CHECKIN_STATUS)
                                .with("sort", "asc");
                    case BOOKINGS, SEATED_BOOKINGS ->
                        paged(ApiRequest.of("bookings"), offset, limit)
                                .with("from", fromSecond - (narrowing < 2 ? BOOKED_BEFORE_SECONDS : 0))
                                .with("to", window.to().ceilSeconds() + BOOKED_AHEAD_SECONDS[narrowing])
                                .with("seated", Boolean.toString(this == SEATED_BOOKINGS));
                    case LOYALTY_CHECKINS ->
                        paged(ApiRequest.of("loyalty", "checkins"), offset, limit)
                                .with("from", fromSecond - (narrowing == 0 ? CREATED_BEFORE_SECONDS : 0))
                                .with("sort", "asc");
                    case MENUS -> {
                        ApiRequest menu = ApiRequest.of("locations", locationId, "menu");
                        yield knownVersion.isEmpty() ? menu : menu.with("lastVersion", knownVersion);
                    }
                    case TABLES -> ApiRequest.of("tables");
                    case LOCATIONS -> locationsRequest();
                };
        return this == LOCATIONS ? request : request.at(locationId);
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

    /**
     * The request for one entity; empty if the service does not give it by its id.
     *
     * @throws io.github.cameldoshii.DoshiiApiException if the id cannot be part of a path
     */
    static Optional<ApiRequest> entityRequest(EntityKey key, String locationId) {
        Optional<ApiRequest> request =
                switch (key.kind()) {
                    case "order" -> Optional.of(ApiRequest.of("orders", key.id()));
                    case "checkin" -> Optional.of(ApiRequest.of("checkins", key.id()));
                    case "booking" -> Optional.of(ApiRequest.of("bookings", key.id()));
                    case "loyalty_checkin" -> Optional.of(ApiRequest.of("loyalty", "checkins", key.id()));
                    default -> Optional.empty();
                };
        return request.map(get -> get.at(locationId));
    }

    static ApiRequest locationsRequest() {
        return ApiRequest.of("locations");
    }

    /** The service filters check-ins by creation too, which may be any time before the change. */
    private static long checkinsFrom(long fromSecond, int narrowing) {
        return switch (narrowing) {
            case 0 -> 0;
            case 1 -> fromSecond - CREATED_BEFORE_SECONDS;
            default -> fromSecond;
        };
    }

    private static ApiRequest paged(ApiRequest request, long offset, int limit) {
        ApiRequest limited = request.with("limit", limit);
        return offset == 0 ? limited : limited.with("offset", offset);
    }

    /** An id, cut and without control characters: the service sends it, and a log line must stay one line. */
    static String printable(String id) {
        String cut = id.length() > MAX_ID_LENGTH ? id.substring(0, MAX_ID_LENGTH) + "..." : id;
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
