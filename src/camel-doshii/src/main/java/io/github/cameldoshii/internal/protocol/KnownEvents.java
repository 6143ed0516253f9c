package io.github.cameldoshii.internal.protocol;

import java.util.Set;

/**
 * The event names that the vendor documents for apps, used to find likely mistakes in a filter. Event names are open strings:
 * no incoming event is ever rejected because of this list.
 *
 * <p>Source: the enums {@code WebsocketEvents} and {@code DoshiiEvents} of the vendor's {@code doshii-partner-node-sdk}
 * 7.0.2 and the event pages of the vendor's documentation.
 */
public final class KnownEvents {

    /** Type of the exchanges that this component makes of changes of the connection. */
    public static final String CONNECTION = "connection";

    /**
     * All names of the service, in lower case. {@code checkin_updated} has a misspelt twin in the SDK, {@code
     * table_removed} and {@code table_deleted} are the same event in its two enums, {@code message} is the vendor's name
     * for generic messages.
     */
    public static final Set<String> NAMES = Set.of(
            "order_created",
            "order_updated",
            "order_preprocess",
            "transaction_created",
            "transaction_updated",
            "booking_created",
            "booking_updated",
            "booking_deleted",
            "checkin_created",
            "checkin_updated",
            "ckeckin_updated",
            "checkin_deleted",
            "loyalty_checkin_created",
            "loyalty_checkin_updated",
            "loyalty_checkin_deleted",
            "menu_updated",
            "app_menu_updated",
            "app_menu_item_updated",
            "points_redemption",
            "reward_redemption",
            "card_activate",
            "card_enquiry",
            "table_created",
            "table_updated",
            "table_bulk_updated",
            "table_removed",
            "table_deleted",
            "location_subscription",
            "location_hours_updated",
            "app_store_status_updated",
            "employee_created",
            "employee_updated",
            "employee_deleted",
            "member_created",
            "member_updated",
            "member_deleted",
            "resource_created",
            "resource_updated",
            "resource_deleted",
            "message");

    private KnownEvents() {}
}
