package io.github.cameldoshii;

/** What the field does to a consumer beyond cuts, kills, slow routes, and lists that lag and fail for some time. */
enum FieldTrouble {
    /** The wall clock of the machine is set by up to 25 h, at any moment. */
    CLOCK_STEPS,
    /** The service's answers have no {@code Date}, or not all have one, or it cannot be read. */
    DATE_MISSING,
    /** Something between tells another {@code Date} than the service's: in some answers, in several in a row, in all. */
    DATE_WRONG,
    /** Locations number their entities alike, and change them at the same time. */
    EQUAL_IDS,
    /** One list of one location, or of all, is refused for good: always, or where the window begins too early. */
    REFUSED_LISTS,
    /** Some entities are larger than what the client takes. */
    TOO_LARGE,
    /** The machine sleeps: the monotonic clock stands still, the wall clock does not. */
    SLEEP,
    /** Some answers tell a {@code Date} that is wrong by so little that the service may accept a token of it. */
    DATE_NEARLY_RIGHT
}
