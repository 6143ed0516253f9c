package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.position.EntityKey;
import io.github.cameldoshii.internal.rest.ApiRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Builds the request for each list: the narrowest filter that the service offers for "changed since", with margins where a
 * list filters by another date than that of the change. Pure functions.
 */
final class ListRequests {

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

    private ListRequests() {}

    /** The largest page size that the service allows. */
    static int pageSize(RecoverableList list) {
        return switch (list) {
            case ORDERS -> ORDERS_LIMIT;
            case CHECKINS -> CHECKINS_LIMIT;
            case BOOKINGS, SEATED_BOOKINGS -> BOOKINGS_LIMIT;
            case LOYALTY_CHECKINS -> LOYALTY_LIMIT;
            case MENUS, TABLES, LOCATIONS -> Integer.MAX_VALUE;
        };
    }

    /** Whether the list is sorted by the time of change, so that the next page can begin at the last row's time. */
    static boolean isSortedByChange(RecoverableList list) {
        return list == RecoverableList.ORDERS;
    }

    /** Whether the service answers the whole list at once. */
    static boolean isUnpaged(RecoverableList list) {
        return pageSize(list) == Integer.MAX_VALUE;
    }

    /**
     * How many times the margins around the window can be narrowed: for bookings far ahead, and for check-ins and loyalty
     * check-ins that were created long before they changed.
     */
    static int maxNarrowing(RecoverableList list) {
        return switch (list) {
            case CHECKINS, BOOKINGS, SEATED_BOOKINGS -> 2;
            case LOYALTY_CHECKINS -> 1;
            case ORDERS, MENUS, TABLES, LOCATIONS -> 0;
        };
    }

    /**
     * @param narrowing how many times the service has refused the margins around the window, up to {@link #maxNarrowing}
     * @param fromSecond where the cursor stands, in epoch seconds by the service's clock
     * @param offset rows to leave out
     * @param limit rows to request
     * @param knownVersion a version that the service need not send again; empty for none
     */
    static ApiRequest of(
            RecoverableList list,
            String locationId,
            TimeWindow window,
            int narrowing,
            long fromSecond,
            long offset,
            int limit,
            String knownVersion) {
        ApiRequest request =
                switch (list) {
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
                                .with("seated", Boolean.toString(list == RecoverableList.SEATED_BOOKINGS));
                    case LOYALTY_CHECKINS ->
                        paged(ApiRequest.of("loyalty", "checkins"), offset, limit)
                                .with("from", fromSecond - (narrowing == 0 ? CREATED_BEFORE_SECONDS : 0))
                                .with("sort", "asc");
                    case MENUS -> {
                        ApiRequest menu = ApiRequest.of("locations", locationId, "menu");
                        yield knownVersion.isEmpty() ? menu : menu.with("lastVersion", knownVersion);
                    }
                    case TABLES -> ApiRequest.of("tables");
                    case LOCATIONS -> locations();
                };
        return list == RecoverableList.LOCATIONS ? request : request.at(locationId);
    }

    /**
     * The request for one entity; empty if the service does not give it by its id.
     *
     * @throws io.github.cameldoshii.DoshiiApiException if the id cannot be part of a path
     */
    static Optional<ApiRequest> entity(EntityKey key, String locationId) {
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

    static ApiRequest locations() {
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
}
