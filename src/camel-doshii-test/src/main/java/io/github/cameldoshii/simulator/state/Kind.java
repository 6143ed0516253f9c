package io.github.cameldoshii.simulator.state;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of entity that the simulator keeps. */
public enum Kind {
    ORDER("order", "orders", true),
    TRANSACTION("transaction", "transactions", true),
    CHECKIN("checkin", "checkins", false),
    BOOKING("booking", "bookings", true),
    /** The one kind whose id is a number. */
    LOYALTY_CHECKIN("loyalty_checkin", "loyalty/checkins", false),
    /** Its id is its name. */
    TABLE("table", "tables", false),
    LOCATION("location", "locations", false),
    /** One for each location, whose id it has. */
    MENU("menu", "menus", true);

    private final String word;
    private final String path;
    private final boolean versioned;

    Kind(String word, String path, boolean versioned) {
        this.word = word;
        this.path = path;
        this.versioned = versioned;
    }

    /** The kind with this word. */
    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** The word in event names: {@code order} of {@code order_created}. */
    public String word() {
        return word;
    }

    /** The path below the base of the REST API. */
    public String path() {
        return path;
    }

    /** Whether the service shows a {@code version} of it. */
    public boolean versioned() {
        return versioned;
    }
}
