package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.rest.ApiRequest;
import java.time.Duration;
import java.util.Optional;

/** The requests for each list, with the narrowest parameters that the service has. Pure. */
final class ListRequests {

    /** Largest pages of the service (SDK 7.0.2): orders 100, check-ins and bookings 250, loyalty check-ins 100. */
    private static final int ORDERS_LIMIT = 100;

    private static final int CHECKINS_LIMIT = 250;
    private static final int BOOKINGS_LIMIT = 250;
    private static final int LOYALTY_LIMIT = 100;

    /** Bookings are filtered by their date, which is before or after the change that is looked for. */
    private static final long BOOKED_BEFORE_SECONDS = Duration.ofDays(2).toSeconds();

    private static final long[] BOOKED_AHEAD_SECONDS = {
        Duration.ofDays(400).toSeconds(),
        Duration.ofDays(90).toSeconds(),
        Duration.ofDays(28).toSeconds()
    };

    /** Lists that filter by creation are asked this much further back, for changes of what was created before. */
    private static final long CREATED_BEFORE_SECONDS = Duration.ofDays(1).toSeconds();

    /**
     * The local clock may be wrong, and the service not have told its time yet: what it has changed until it answers is
     * wanted, whatever its clock says. The list ends with its last row.
     */
    private static final Duration AHEAD = Duration.ofHours(25);

    /** Without it the service shows only what is pending or accepted. */
    private static final String EVERY_CHECKIN_STATUS = "pending,accepted,rejected,cancelled,complete,active";

    private ListRequests() {}

    static int limit(RecoverableList list) {
        return switch (list) {
            case ORDERS -> ORDERS_LIMIT;
            case CHECKINS -> CHECKINS_LIMIT;
            case BOOKINGS, SEATED_BOOKINGS -> BOOKINGS_LIMIT;
            case LOYALTY_CHECKINS -> LOYALTY_LIMIT;
            case MENUS, TABLES, LOCATIONS -> Integer.MAX_VALUE;
        };
    }

    /** Whether the list comes in the order of change, so that a walk can go on from the last row's time. */
    static boolean ordersByChange(RecoverableList list) {
        return list == RecoverableList.ORDERS;
    }

    /** Whether the list is one answer without pages. */
    static boolean isWhole(RecoverableList list) {
        return limit(list) == Integer.MAX_VALUE;
    }

    /**
     * How often less can be left out around the window: bookings far ahead, check-ins and loyalty check-ins that were created
     * long before they were changed.
     */
    static int mostNarrow(RecoverableList list) {
        return switch (list) {
            case CHECKINS, BOOKINGS, SEATED_BOOKINGS -> 2;
            case LOYALTY_CHECKINS -> 1;
            case ORDERS, MENUS, TABLES, LOCATIONS -> 0;
        };
    }

    /**
     * @param narrowness how often the service has refused what is asked for around the window, up to {@link #mostNarrow}
     * @param fromSecond where the walk is, epoch seconds by the service's clock
     * @param offset rows to leave out
     * @param limit rows to ask for
     * @param lastVersion a version that need not be sent again; empty for none
     */
    static ApiRequest of(
            RecoverableList list,
            String locationId,
            TimeWindow window,
            int narrowness,
            long fromSecond,
            long offset,
            int limit,
            String lastVersion) {
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
                                .with("from", checkinsFrom(fromSecond, narrowness))
                                .with("to", window.to().plus(AHEAD).ceilSeconds())
                                .with("status", EVERY_CHECKIN_STATUS)
                                .with("sort", "asc");
                    case BOOKINGS, SEATED_BOOKINGS ->
                        paged(ApiRequest.of("bookings"), offset, limit)
                                .with("from", fromSecond - (narrowness < 2 ? BOOKED_BEFORE_SECONDS : 0))
                                .with("to", window.to().ceilSeconds() + BOOKED_AHEAD_SECONDS[narrowness])
                                .with("seated", Boolean.toString(list == RecoverableList.SEATED_BOOKINGS));
                    case LOYALTY_CHECKINS ->
                        paged(ApiRequest.of("loyalty", "checkins"), offset, limit)
                                .with("from", fromSecond - (narrowness == 0 ? CREATED_BEFORE_SECONDS : 0))
                                .with("sort", "asc");
                    case MENUS -> {
                        ApiRequest menu = ApiRequest.of("locations", locationId, "menu");
                        yield lastVersion.isEmpty() ? menu : menu.with("lastVersion", lastVersion);
                    }
                    case TABLES -> ApiRequest.of("tables");
                    case LOCATIONS -> locations();
                };
        return list == RecoverableList.LOCATIONS ? request : request.at(locationId);
    }

    /**
     * The request for a single entity; nothing if it cannot be had by its id.
     *
     * @throws io.github.cameldoshii.DoshiiApiException if the id cannot be part of a path
     */
    static Optional<ApiRequest> one(EntityKey entity, String locationId) {
        Optional<ApiRequest> request =
                switch (entity.kind()) {
                    case "order" -> Optional.of(ApiRequest.of("orders", entity.id()));
                    case "checkin" -> Optional.of(ApiRequest.of("checkins", entity.id()));
                    case "booking" -> Optional.of(ApiRequest.of("bookings", entity.id()));
                    case "loyalty_checkin" -> Optional.of(ApiRequest.of("loyalty", "checkins", entity.id()));
                    default -> Optional.empty();
                };
        return request.map(one -> one.at(locationId));
    }

    static ApiRequest locations() {
        return ApiRequest.of("locations");
    }

    /** Check-ins are listed by their creation too, which may be any time before the change. */
    private static long checkinsFrom(long fromSecond, int narrowness) {
        return switch (narrowness) {
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
