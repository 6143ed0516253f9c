package io.github.cameldoshii.internal.statistics;

/** What a GET of the REST API asks for. */
public enum RestOperation {
    LIST_LOCATIONS("listLocations"),
    GET_LOCATION("getLocation"),
    GET_MENU("getMenu"),
    LIST_ORDERS("listOrders"),
    GET_ORDER("getOrder"),
    LIST_CHECKINS("listCheckins"),
    GET_CHECKIN("getCheckin"),
    LIST_BOOKINGS("listBookings"),
    GET_BOOKING("getBooking"),
    LIST_LOYALTY_CHECKINS("listLoyaltyCheckins"),
    GET_LOYALTY_CHECKIN("getLoyaltyCheckin"),
    LIST_TABLES("listTables"),
    GET_TABLE("getTable"),
    GET_TRANSACTION("getTransaction"),
    /** Anything else. */
    OTHER("other");

    private final String tag;

    RestOperation(String tag) {
        this.tag = tag;
    }

    /** As metrics show it. */
    public String tag() {
        return tag;
    }

    /**
     * The operation of a path.
     *
     * @param path relative to {@code apiUrl}, begins with a slash; may hold ids
     */
    public static RestOperation ofPath(String path) {
        String[] segments = path.substring(1).split("/");
        boolean one = segments.length > 1;
        return switch (segments[0]) {
            case "locations" -> ofLocation(segments);
            case "orders" -> ofOrder(segments);
            case "checkins" -> one ? GET_CHECKIN : LIST_CHECKINS;
            case "bookings" -> one ? GET_BOOKING : LIST_BOOKINGS;
            case "tables" -> one ? GET_TABLE : LIST_TABLES;
            case "transactions" -> one ? GET_TRANSACTION : OTHER;
            case "loyalty" -> ofLoyalty(segments);
            default -> OTHER;
        };
    }

    private static RestOperation ofLocation(String[] segments) {
        return switch (segments.length) {
            case 1 -> LIST_LOCATIONS;
            case 2 -> GET_LOCATION;
            default -> segments[2].equals("menu") ? GET_MENU : OTHER;
        };
    }

    private static RestOperation ofOrder(String[] segments) {
        return switch (segments.length) {
            case 1 -> LIST_ORDERS;
            case 2 -> GET_ORDER;
            default -> OTHER;
        };
    }

    private static RestOperation ofLoyalty(String[] segments) {
        if (segments.length < 2 || !segments[1].equals("checkins")) {
            return OTHER;
        }
        return segments.length == 2 ? LIST_LOYALTY_CHECKINS : GET_LOYALTY_CHECKIN;
    }
}
